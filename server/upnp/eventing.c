/*
 * Eventing (UPnP Device Architecture 1.0, chapter 4) is an HTTP request that
 * we would make to an address that a stranger names. This server makes none,
 * so every subscription fails its precondition. In lares-http.
 *
 * 412 on a connection that goes on, and not 501: one LG set drops the server
 * on that.
 */
#include <stddef.h>

#include "server/http/exchange.h"
#include "server/upnp/eventing.h"
#include "server/upnp/services.h"

void
eventing_serve(const struct media_server *server, struct exchange *x,
    const char *name)
{
	(void)server;
	exchange_status(x, services_find(name) != NULL ? 412 : 404);
}
