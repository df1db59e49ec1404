/*
 * Entity tags (RFC 9110, 8.8.3 and 13.1). Process: lares-http. Pure.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "server/http/etag.h"

#define BETWEEN	" \t,"

struct etag
etag_format(uint64_t version)
{
	struct etag e;

	snprintf(e.s, sizeof(e.s), "\"%016" PRIx64 "\"", version);
	return e;
}

bool
etag_is_listed(const char *list, const char *etag, bool weak)
{
	const size_t len = strlen(etag);
	const char *end;
	bool strong;

	list += strspn(list, BETWEEN);
	if (strcmp(list, "*") == 0)
		return true;
	for (; *list != '\0'; list = end + 1 + strspn(end + 1, BETWEEN)) {
		strong = strncmp(list, "W/", 2) != 0;
		list += strong ? 0 : 2;
		if (*list != '"' || (end = strchr(list + 1, '"')) == NULL)
			return false;
		if ((strong || weak) && (size_t)(end + 1 - list) == len &&
		    memcmp(list, etag, len) == 0)
			return true;
	}
	return false;
}
