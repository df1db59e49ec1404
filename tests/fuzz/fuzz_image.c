/* needs: scanner/probe/image.c scanner/probe/tiff.c scanner/probe/boxes.c scanner/probe/heif.c scanner/probe/exif.c scanner/probe/xmp.c scanner/probe/xml.c scanner/probe/camera.c scanner/probe/date.c scanner/probe/bytes.c common/media.c common/text.c common/ipc.c common/buf.c libs: libexif libxml-2.0 */
/*
 * Any bytes as a picture file, HEIF included: no crash, no long loop, and what
 * is read has a size and dates in form.
 */
#include <stdlib.h>

#include "scanner/probe/image.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct media_facts f;
	struct bytes b;

	bytes_from_memory(&b, data, size);
	if (image_read(&b, &f) == 1 && (f.kind != MEDIA_PICTURE ||
	    f.width == 0 || f.height == 0 || f.orientation > 8 ||
	    (f.date[0] != '\0' && !media_is_date(f.date))))
		abort();
	return 0;
}
