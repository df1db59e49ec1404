#ifndef LARES_PROBE_BLANK_XMP_H
#define LARES_PROBE_BLANK_XMP_H

#include "scanner/probe/blank_walk.h"

/*
 * An XMP packet (ISO 16684-1): private properties are overwritten with blanks,
 * attributes and elements whole, so that it stays well-formed. False, and the
 * packet should be filled with blanks, unless all of it is understood.
 */
bool	blank_xmp(struct blank_walk *w, uint64_t at, uint64_t len);

#endif
