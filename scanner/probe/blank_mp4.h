#ifndef LARES_PROBE_BLANK_MP4_H
#define LARES_PROBE_BLANK_MP4_H

#include "scanner/probe/blank_walk.h"

/*
 * The boxes of an MP4, QuickTime, 3GP or HEIF file. Those that nobody needs to
 * see the film become free boxes that hold zeros; of the tags, the ones that
 * are known to be harmless stay. A file with a track of telemetry is given up:
 * w->reason says so.
 */
bool	blank_mp4(struct blank_walk *w, uint64_t at, uint64_t len);

#endif
