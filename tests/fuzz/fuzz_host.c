/* Host, then after a LF Origin: nothing foreign may pass for ours. */

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "server/http/host.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static int
is_one_of(const char *s, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcasecmp(s, *list) == 0)
			return 1;
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static const char *const ours_as[] = {
		"10.0.0.1", "nas.lan", "nas.lan.", NULL,
	};
	static const char *const origins[] = {
		"http://10.0.0.1:8200", "http://nas.lan:8200",
		"http://nas.lan.:8200", NULL,
	};
	struct sockaddr_in at = { .sin_port = htons(8200) };
	char name[] = "nas.lan", *names[] = { name };
	const struct host_ours ours = { &at, 1, names, 1 };
	char *host, *origin;
	struct host h;

	at.sin_addr.s_addr = htonl(0x0a000001);
	host = malloc(len + 1);
	memcpy(host, data, len);
	host[len] = '\0';
	if ((origin = strchr(host, '\n')) != NULL)
		*origin++ = '\0';

	if (host_check(host, origin, &ours) == HOST_OURS) {
		if (host_parse(host, &h) == -1 || h.literal6 ||
		    !is_one_of(h.name, ours_as) ||
		    (h.has_port && h.port != 8200))
			abort();
		/* ports may have leading zeros, addresses a zone */
		if (origin != NULL && strpbrk(origin, "%") == NULL &&
		    strstr(origin, ":0") == NULL &&
		    !is_one_of(origin, origins))
			abort();
	}
	free(host);
	return 0;
}
