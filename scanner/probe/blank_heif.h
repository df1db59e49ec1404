#ifndef LARES_PROBE_BLANK_HEIF_H
#define LARES_PROBE_BLANK_HEIF_H

#include "scanner/probe/blank_walk.h"

/*
 * The meta box of a HEIF file (at, len: what it holds): its EXIF, its XMP and
 * the JPEGs among its items are walked, every other item that is no picture is
 * filled with zeros.
 */
bool	blank_heif_meta(struct blank_walk *w, uint64_t at, uint64_t len);

#endif
