/*
 * Any bytes as a file: the list is in order and within it, empty if there is
 * a reason, and what is served by it is walked again without end or crash.
 */
#include <stdlib.h>
#include <string.h>

#include "scanner/probe/blank.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum blanks_state
read_memory(const uint8_t *data, size_t size, struct blank_list *list)
{
	enum blanks_state result;
	const char *reason;
	struct bytes b;
	size_t i;
	uint64_t end = 0;

	bytes_from_memory(&b, data, size);
	result = blank_read(&b, blank_sniff(&b), list, &reason);
	if ((result == BLANKS_UNKNOWN) != (reason != NULL) ||
	    (result == BLANKS_FOUND) != (list->n > 0))
		abort();
	for (i = 0; i < list->n; i++) {
		if (list->ranges[i].offset < end || list->ranges[i].len == 0)
			abort();
		end = list->ranges[i].offset + list->ranges[i].len;
	}
	if (end > size)
		abort();
	return result;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct blank_list list;
	uint8_t *served;

	if (read_memory(data, size, &list) != BLANKS_FOUND)
		return 0;
	if ((served = malloc(size)) == NULL)
		abort();
	memcpy(served, data, size);
	blanks_apply(&list, 0, served, size);
	read_memory(served, size, &list);
	free(served);
	return 0;
}
