/*
 * Reads the link to serve from the command line. Part of lares-ssdp.
 */
#include <arpa/inet.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>

#include "common/num.h"
#include "server/discovery/link.h"

int
link_parse(struct wire_link *l, const char *name, const char *index,
    const char *address)
{
	struct wire_link found = { .index = 0 };
	const size_t len = strlen(name);
	const char *slash = strchr(address, '/');
	char text[INET_ADDRSTRLEN] = "";
	uint64_t n, prefix;

	if (len == 0 || len >= sizeof found.name || slash == NULL ||
	    (size_t)(slash - address) >= sizeof text ||
	    num_parse(index, INT_MAX, &n) == -1 || n == 0 ||
	    num_parse(slash + 1, 32, &prefix) == -1)
		return -1;
	memcpy(found.name, name, len);
	memcpy(text, address, (size_t)(slash - address));
	if (inet_pton(AF_INET, text, &found.address) != 1)
		return -1;
	found.index = (unsigned)n;
	found.prefix = (unsigned)prefix;
	*l = found;
	return 0;
}
