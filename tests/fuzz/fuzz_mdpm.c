/*
 * Any bytes as a transport stream, and as what lies between frames: none beyond
 * the end is read.
 */
#include <stdlib.h>
#include <string.h>

#include "scanner/probe/mdpm.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* Of its own, so that a byte too many is seen. */
	uint8_t *copy = malloc(size);
	struct bytes b;

	if (size > 0)
		memcpy(copy, data, size);
	bytes_from_memory(&b, copy, size);
	mdpm_begins_in_ts(&b);
	mdpm_begins_in(&b, size / 2, size);
	free(copy);
	return 0;
}
