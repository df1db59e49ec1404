#ifndef LARES_PROBE_EXIF_H
#define LARES_PROBE_EXIF_H

#include "common/media.h"
#include "scanner/probe/bytes.h"

/*
 * Date, orientation, camera and stars out of an EXIF block (with or without
 * its "Exif\0\0") at offset in b. What is not in it is left as it is in f.
 */
void	exif_read(const struct bytes *b, uint64_t offset, uint64_t len,
	    struct media_facts *f);

/* The small picture in such a block, and its length; NULL: it has none. Freed
   by the caller. */
uint8_t	*exif_thumbnail(const struct bytes *b, uint64_t offset, uint64_t len,
	    size_t *out_len);

#endif
