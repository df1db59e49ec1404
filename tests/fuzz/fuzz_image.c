/*
 * Any bytes as a picture file, HEIF included: no crash, no long loop, and what
 * is read has a size and dates in form. The first picture of an animation lies
 * within it.
 */
#include <stdlib.h>

#include "scanner/probe/image.h"
#include "scanner/probe/webp.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct webp_first first;
	struct media_facts f;
	struct bytes b;

	bytes_from_memory(&b, data, size);
	(void)image_is_cut_off(&b);
	if (image_read(&b, &f) == 1 && (f.kind != MEDIA_PICTURE ||
	    f.width == 0 || f.height == 0 || f.orientation > 8 ||
	    (f.date[0] != '\0' && !media_is_date(f.date))))
		abort();
	if (webp_read_first(&b, &first) && (first.at > size ||
	    first.len > size - first.at ||
	    first.x + first.width > first.canvas_width ||
	    first.y + first.height > first.canvas_height))
		abort();
	return 0;
}
