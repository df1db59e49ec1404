/*
 * Any bytes as a text that may say places: none beyond the end is read.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "scanner/probe/coordinates.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* Of its own, so that a byte too many is seen. */
	char *text = malloc(size);

	if (size > 0)
		memcpy(text, data, size);
	coordinates_are_in(text, size);
	free(text);
	return 0;
}
