/*
 * Who asks, and what he may see. In lares-http.
 */
#include <time.h>

#include "server/http/exchange.h"
#include "server/http/verdicts.h"
#include "server/upnp/audience.h"
#include "server/upnp/media_server.h"

/* Of the day, where the server stands. The zone was read by tzset(3) before
   the sandbox was entered. */
static unsigned
minute_now(void)
{
	const time_t now = time(NULL);
	struct tm t;

	if (localtime_r(&now, &t) == NULL)
		return 0;
	return (unsigned)(t.tm_hour * 60 + t.tm_min);
}

struct access_view
audience_of(const struct media_server *server, struct exchange *x)
{
	const struct access_verdict said = verdicts_get(server->verdicts,
	    exchange_peer(x));
	struct access_view view = {
		.admitted = said.state == ACCESS_ADMITTED,
		.waiting = said.state == ACCESS_WAITING,
		.device = said.device,
	};

	if (said.rules != 0)
		view.hidden = access_hidden(server->config, said.rules,
		    minute_now());
	return view;
}
