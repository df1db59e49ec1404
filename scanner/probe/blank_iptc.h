#ifndef LARES_PROBE_BLANK_IPTC_H
#define LARES_PROBE_BLANK_IPTC_H

#include "scanner/probe/blank_walk.h"

/* IPTC-IIM datasets (version 4.2, 1.5): fills those of places with blanks, and
   texts that have such words. */
bool	blank_iptc(struct blank_walk *w, uint64_t at, uint64_t len);

/* Photoshop's image resources: the IPTC, EXIF, XMP and thumbnails in them. */
bool	blank_resources(struct blank_walk *w, uint64_t at, uint64_t len);

#endif
