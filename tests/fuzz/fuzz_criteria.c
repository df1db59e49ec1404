/* Filter and SortCriteria, the same text as either. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "server/upnp/criteria.h"
#include "server/upnp/property.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct catalog_query q = { .id = 1, .norder = 0 };
	char *text = strndup((const char *)data, size);

	if (text == NULL)
		abort();
	if ((criteria_filter(text) & ~(uint64_t)WANT_EVERY) != 0)
		abort();
	if (criteria_sort(text, false, &q) == -1 && q.norder != 0)
		abort();
	if (criteria_sort(text, true, &q) == -1 ||
	    q.norder > CATALOG_ORDER_MAX || q.id != 1)
		abort();
	free(text);
	return 0;
}
