/* A file size (8 bytes) and a Range header's value. */

#include <stdlib.h>
#include <string.h>

#include "server/http/range.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	uint64_t size, first = 1, last = 0;
	enum range_result r;
	char *value;

	if (len < sizeof(size))
		return 0;
	memcpy(&size, data, sizeof(size));
	len -= sizeof(size);
	value = malloc(len + 1);
	memcpy(value, data + sizeof(size), len);
	value[len] = '\0';

	r = range_parse(value, size, &first, &last);
	if (r == RANGE_PART) {
		if (first > last || last >= size)
			abort();
	} else if (first != 1 || last != 0) {
		abort();	/* output only on success */
	}
	free(value);
	return 0;
}
