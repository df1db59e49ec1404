#ifndef LARES_PROBE_SEEK_FRAMES_H
#define LARES_PROBE_SEEK_FRAMES_H

#include "scanner/probe/seek_points.h"

/*
 * The points of a file of MPEG audio or ADTS frames, from its first frame to
 * its last, and how long they are together. 0, or -1: it is none, or gives up.
 */
int	seek_frames(struct seek_points *s, uint64_t *duration_ms);

#endif
