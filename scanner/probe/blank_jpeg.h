#ifndef LARES_PROBE_BLANK_JPEG_H
#define LARES_PROBE_BLANK_JPEG_H

#include "scanner/probe/blank_walk.h"

/*
 * A JPEG: EXIF, XMP and Photoshop's resources are walked, segments of other
 * applications filled with zeros, and what follows the picture as well:
 * further pictures, films, makers' trailers.
 */
bool	blank_jpeg(struct blank_walk *w, uint64_t at, uint64_t len);

#endif
