/*
 * Eventing (UPnP Device Architecture 1.0, chapter 4) is an HTTP request that
 * we would make to an address that a stranger names. This server makes none,
 * so every subscription fails its precondition. In lares-http.
 *
 * 412 on a connection that goes on, and not 501: one LG set drops the server
 * on that. A client that leaves a server without events can be told that it
 * has subscribed ("fake_events"): it then waits for what never comes.
 */
#include <arpa/inet.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "common/config.h"
#include "server/http/exchange.h"
#include "server/upnp/client.h"
#include "server/upnp/eventing.h"
#include "server/upnp/media_server.h"
#include "server/upnp/services.h"

#define TIMEOUT		"Second-300"	/* what DLNA devices ask for */
#define SID_BYTES	48
#define UUID_HEAD	24		/* "7f8e4c9a-1111-4222-8333-" */

/*
 * The one subscription that a peer can have to a service: made of the two, so
 * that nothing need be remembered.
 */
static void
write_sid(char sid[SID_BYTES], const struct media_server *server,
    const struct exchange *x, const struct service *service)
{
	unsigned i;

	for (i = 0; services_get(i) != service; i++)
		;
	snprintf(sid, SID_BYTES, "uuid:%.*s%04x%08" PRIx32, UUID_HEAD,
	    server->config->uuid, i, ntohl(exchange_peer(x).s_addr));
}

/* Of a request to subscribe (4.1.1): anew with both headers, or again with a
   SID alone. 0, or the status that refuses. */
static int
check_request(const struct request *r, const char *sid)
{
	const char *nt = request_header(r, "NT");
	const char *callback = request_header(r, "CALLBACK");
	const char *again = request_header(r, "SID");

	if (again != NULL && (nt != NULL || callback != NULL))
		return 400;
	if (again != NULL)
		return strcmp(again, sid) == 0 ? 0 : 412;
	if (r->method == REQUEST_UNSUBSCRIBE)
		return 412;
	return nt != NULL && strcmp(nt, "upnp:event") == 0 &&
	    callback != NULL && callback[0] == '<' ? 0 : 412;
}

static void
pretend(const struct media_server *server, struct exchange *x,
    const struct service *service)
{
	const struct request *r = exchange_request(x);
	char sid[SID_BYTES];
	int status;

	write_sid(sid, server, x, service);
	if ((status = check_request(r, sid)) != 0) {
		exchange_status(x, status);
		return;
	}
	if (r->method == REQUEST_SUBSCRIBE) {
		exchange_header(x, "SID", sid);
		exchange_header(x, "TIMEOUT", TIMEOUT);
	}
	exchange_data(x, 200, "text/plain", "", 0);
}

void
eventing_serve(const struct media_server *server, struct exchange *x,
    const char *name)
{
	const struct client client = client_of(server, x);
	const struct service *service = services_find(name);

	if (service == NULL)
		exchange_status(x, 404);
	else if (client_has(&client, CLIENT_FAKE_EVENTS))
		pretend(server, x, service);
	else
		exchange_status(x, 412);
}
