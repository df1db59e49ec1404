/*
 * What URLs in answers start with. In lares-http.
 */
#include <arpa/inet.h>
#include <stdio.h>

#include "server/http/exchange.h"
#include "server/upnp/base_url.h"

void
base_url(const struct exchange *x, char out[BASE_URL_BYTES])
{
	const struct sockaddr_in local = exchange_local(x);
	char address[INET_ADDRSTRLEN];

	inet_ntop(AF_INET, &local.sin_addr, address, sizeof(address));
	snprintf(out, BASE_URL_BYTES, "http://%s:%u", address,
	    (unsigned)ntohs(local.sin_port));
}
