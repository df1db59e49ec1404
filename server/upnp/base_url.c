/*
 * What URLs in answers start with. In lares-http.
 */
#include <arpa/inet.h>
#include <stdio.h>

#include "common/station.h"
#include "server/http/exchange.h"
#include "server/upnp/base_url.h"

void
base_url(const struct exchange *x, char out[BASE_URL_BYTES])
{
	const struct sockaddr_in local = exchange_local(x);

	snprintf(out, BASE_URL_BYTES, "http://%s:%u",
	    station_address(local.sin_addr).s,
	    (unsigned)ntohs(local.sin_port));
}
