/*
 * Any bytes as a HEIF file: no crash, no long loop, and what is found has a
 * size and an orientation.
 */
#include <stdlib.h>

#include "scanner/probe/heif.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes b;
	struct heif h;

	bytes_from_memory(&b, data, size);
	if (heif_read(&b, &h) == 0 && (h.width == 0 || h.height == 0 ||
	    h.orientation < 1 || h.orientation > 8))
		abort();
	return 0;
}
