/* needs: common/buf.c common/text.c server/upnp/criteria.c */
/* Filter and SortCriteria, the same text as either. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/catalog_read.h"
#include "server/upnp/criteria.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct catalog_query q = { .start = 1, .nsort = 0 };
	char *text = strndup((const char *)data, size);

	if (text == NULL)
		abort();
	if ((criteria_filter(text) & ~(uint32_t)WANT_ALL) != 0)
		abort();
	if (criteria_sort(text, &q) == -1 && q.nsort != 0)
		abort();
	if (q.nsort > CATALOG_SORT_MAX || q.start != 1)
		abort();
	free(text);
	return 0;
}
