/*
 * Which client asks, and so what it needs. In lares-http.
 */
#include <stddef.h>

#include "common/client_row.h"
#include "common/config_client.h"
#include "common/config_language.h"
#include "common/log.h"
#include "common/station.h"
#include "server/http/exchange.h"
#include "server/http/stream.h"
#include "server/upnp/client.h"
#include "server/upnp/client_cache.h"
#include "server/upnp/media_server.h"

/* Only while log_level = debug: what the owner may write a rule by. */
static void
log_marks(const char *const *headers, const struct client_marks *marks,
    struct in_addr peer)
{
	const struct station_text address = station_address(peer);

	for (size_t i = 0; i < CLIENT_MARKS; i++)
		if (marks->of[i] != NULL)
			log_debug("%s: %s: %s", address.s, headers[i],
			    log_quote(marks->of[i]).s);
}

struct client
client_of(const struct media_server *server, struct exchange *x)
{
	static const char *const headers[CLIENT_MARKS] = {
		[CLIENT_AV_INFO] = "X-AV-Client-Info",
		[CLIENT_UNIT_INFO] = "X-AV-Physical-Unit-Info",
		[CLIENT_AGENT]	= "User-Agent",
		[CLIENT_NAME]	= "FriendlyName.DLNA.ORG",
	};
	const struct client_row *row;
	struct client_marks marks;

	for (size_t i = 0; i < CLIENT_MARKS; i++)
		marks.of[i] = request_header(exchange_request(x), headers[i]);
	log_marks(headers, &marks, exchange_peer(x));
	row = client_row_find(&marks);
	if (server->clients != NULL)
		row = client_cache_row(server->clients, exchange_peer(x), row,
		    stream_now() / 1000);
	return (struct client){ .flags = config_client_flags(server->config,
	    row != NULL ? row->flags : 0, exchange_peer(x), marks.of,
	    CLIENT_MARKS),
	    .language = config_language_code(server->config->language) };
}
