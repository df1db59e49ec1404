/* with: tests/fuzz/blank_target.c */
/*
 * Any bytes as Photoshop's resources, and IPTC: see blank_target.h.
 */
#include "scanner/probe/blank_iptc.h"
#include "tests/fuzz/blank_target.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	blank_target(blank_resources, data, size);
	return 0;
}
