#ifndef LARES_PROBE_IMAGE_H
#define LARES_PROBE_IMAGE_H

#include "common/media.h"
#include "scanner/probe/bytes.h"

/*
 * The facts of a picture. 1: f is set. 0: its first bytes are not those of a
 * picture. -1: they are, but what follows is not.
 */
int	image_read(const struct bytes *b, struct media_facts *f);

/* Whether the file ends before the picture does: decoders show the rest grey.
   (Of JPEGs and WebPs: others cannot be decoded then.) */
bool	image_is_cut_off(const struct bytes *b);

/* The small JPEG that a JPEG's EXIF holds, and its length; NULL: there is none.
   Freed by the caller. */
uint8_t	*image_thumbnail(const struct bytes *b, size_t *len);

#endif
