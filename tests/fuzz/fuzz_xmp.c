/*
 * Any bytes as an XMP packet: what it says is within its bounds.
 */
#include <stdlib.h>
#include <string.h>

#include "common/text.h"
#include "scanner/probe/xml.h"
#include "scanner/probe/xmp.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct media_facts f = { .kind = MEDIA_PICTURE };
	struct bytes b;

	xml_init();
	bytes_from_memory(&b, data, size);
	xmp_read_file(&b, &f);
	if (f.stars > 5 || (f.date[0] != '\0' && !media_is_date(f.date)) ||
	    !text_is_utf8(f.title, strlen(f.title)) ||
	    !text_is_utf8(f.camera, strlen(f.camera)))
		abort();
	return 0;
}
