#ifndef LARES_UPNP_ROUTES_H
#define LARES_UPNP_ROUTES_H

struct exchange;

/* Answers any request: the exchange_handler of this server, whose argument is
   its struct media_server. */
void	routes_serve(void *server, struct exchange *x);

#endif
