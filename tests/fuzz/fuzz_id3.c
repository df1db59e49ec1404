/*
 * Any bytes as an ID3v2 tag: no crash, no long loop, and values that are text.
 */
#include <stdlib.h>
#include <string.h>

#include "common/text.h"
#include "scanner/probe/id3.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct media_facts f = { .kind = MEDIA_AUDIO };
	struct bytes b;

	bytes_from_memory(&b, data, size);
	id3_read(&b, &f);
	if (!text_is_utf8(f.artist, strlen(f.artist)) ||
	    !text_is_utf8(f.genre, strlen(f.genre)))
		abort();
	return 0;
}
