/*
 * Which client asks, and so what it needs. In lares-http.
 */
#include <stddef.h>

#include "common/client_row.h"
#include "server/http/exchange.h"
#include "server/upnp/client.h"

struct client
client_of(const struct media_server *server, struct exchange *x)
{
	static const char *const headers[CLIENT_MARKS] = {
		[CLIENT_AV_INFO] = "X-AV-Client-Info",
		[CLIENT_AGENT]	= "User-Agent",
	};
	const struct client_row *row;
	struct client_marks marks;

	(void)server;
	for (size_t i = 0; i < CLIENT_MARKS; i++)
		marks.of[i] = request_header(exchange_request(x), headers[i]);
	row = client_row_find(&marks);
	return (struct client){ .flags = row != NULL ? row->flags : 0 };
}
