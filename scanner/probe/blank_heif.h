#ifndef LARES_PROBE_BLANK_HEIF_H
#define LARES_PROBE_BLANK_HEIF_H

#include "scanner/probe/blank_gaps.h"

/*
 * The meta box of a HEIF file (at, len: what it holds): its EXIF, its XMP and
 * the JPEGs among its items are walked, every other item that is no picture is
 * filled with zeros.
 */
bool	blank_heif_meta(struct blank_walk *w, uint64_t at, uint64_t len);

/* Keeps the pieces of the file that the items of a meta box lie in. False: it
   is not said of each where it lies. */
bool	blank_heif_keep(const struct blank_walk *w, uint64_t at, uint64_t len,
	    struct blank_gaps *g);

#endif
