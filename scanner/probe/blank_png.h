#ifndef LARES_PROBE_BLANK_PNG_H
#define LARES_PROBE_BLANK_PNG_H

#include "scanner/probe/blank_walk.h"

/*
 * A PNG: EXIF and plain XMP are walked; texts other than those that the
 * specification names, and chunks that nobody needs to see the picture, become
 * chunks of an unknown type that hold zeros. Every CRC holds afterwards.
 */
bool	blank_png(struct blank_walk *w, uint64_t at, uint64_t len);

#endif
