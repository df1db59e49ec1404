/* The bytes that set up a decoder: the first names the codec. */
#include <stddef.h>
#include <stdint.h>

#include "scanner/probe/extradata.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const codecs[] = { "h264", "aac", "mpeg4",
		"mpeg1video", "mpeg2video", "wmv3" };

	if (size > 0)
		(void)extradata_read(codecs[data[0] % 6], data + 1, size - 1);
	return 0;
}
