/* with: tests/fuzz/blank_target.c */
/*
 * Any bytes as a Matroska file: see blank_target.h.
 */
#include "scanner/probe/blank_matroska.h"
#include "tests/fuzz/blank_target.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	blank_target(blank_matroska, data, size);
	return 0;
}
