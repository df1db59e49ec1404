#ifndef LARES_PROBE_BLANK_EXIF_H
#define LARES_PROBE_BLANK_EXIF_H

#include "scanner/probe/blank_walk.h"

/*
 * A TIFF structure: a whole TIFF or DNG file, or the EXIF of another picture
 * (with or without "Exif\0\0" in front). The directory of GPS, the maker's
 * notes, serial numbers, owners and geographic keys are blanked; XMP, IPTC and
 * the pictures in it are walked on.
 */
bool	blank_exif(struct blank_walk *w, uint64_t at, uint64_t len);

#endif
