/*
 * Any bytes as the tags of an MP4 file: no crash, no long loop, and values that
 * are text.
 */
#include <stdlib.h>
#include <string.h>

#include "common/text.h"
#include "scanner/probe/mp4_tags.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct media_facts f = { .kind = MEDIA_AUDIO };
	struct bytes b;

	bytes_from_memory(&b, data, size);
	mp4_tags_read(&b, &f);
	if (!text_is_utf8(f.artist, strlen(f.artist)) ||
	    !text_is_utf8(f.genre, strlen(f.genre)))
		abort();
	return 0;
}
