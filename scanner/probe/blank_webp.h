#ifndef LARES_PROBE_BLANK_WEBP_H
#define LARES_PROBE_BLANK_WEBP_H

#include "scanner/probe/blank_walk.h"

/* A WebP (RFC 9649): EXIF and XMP are walked, unknown chunks filled. */
bool	blank_webp(struct blank_walk *w, uint64_t at, uint64_t len);

#endif
