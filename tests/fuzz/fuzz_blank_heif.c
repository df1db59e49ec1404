/* with: tests/fuzz/blank_target.c */
/*
 * Any bytes as the meta box of a HEIF: see blank_target.h.
 */
#include "scanner/probe/blank_heif.h"
#include "tests/fuzz/blank_target.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	blank_target(blank_heif_meta, data, size);
	return 0;
}
