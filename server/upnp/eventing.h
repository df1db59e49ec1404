#ifndef LARES_UPNP_EVENTING_H
#define LARES_UPNP_EVENTING_H

struct exchange;
struct media_server;

/* SUBSCRIBE and UNSUBSCRIBE /event/<service>. */
void	eventing_serve(const struct media_server *server, struct exchange *x,
	    const char *name);

#endif
