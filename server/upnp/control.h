#ifndef LARES_UPNP_CONTROL_H
#define LARES_UPNP_CONTROL_H

struct exchange;
struct media_server;

/* POST /control/<service>: an action. name is the service's in the URL. */
void	control_serve(const struct media_server *server, struct exchange *x,
	    const char *name);

#endif
