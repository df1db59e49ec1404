#ifndef LARES_PROBE_XMP_H
#define LARES_PROBE_XMP_H

#include "common/media.h"
#include "scanner/probe/bytes.h"

/*
 * What an XMP packet (ISO 16684-1) at offset in b says of a picture. Its stars
 * count; date, camera and title only where f has none.
 */
void	xmp_read(const struct bytes *b, uint64_t offset, uint64_t len,
	    struct media_facts *f);

/* The same of a whole file. */
void	xmp_read_file(const struct bytes *b, struct media_facts *f);

#endif
