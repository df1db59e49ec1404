/* The value of an If-Match or If-None-Match header. */

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "server/http/etag.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const struct etag e = etag_format(UINT64_C(0x123456789abcdef));
	char *list = malloc(len + 1);

	memcpy(list, data, len);
	list[len] = '\0';
	/* What counts as strong counts as weak too, and has to be there. */
	if (etag_is_listed(list, e.s, false) && !etag_is_listed(list, e.s,
	    true))
		abort();
	if (etag_is_listed(list, e.s, true) && strstr(list, e.s) == NULL &&
	    strchr(list, '*') == NULL)
		abort();
	free(list);
	return 0;
}
