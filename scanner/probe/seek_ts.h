#ifndef LARES_PROBE_SEEK_TS_H
#define LARES_PROBE_SEEK_TS_H

#include "scanner/probe/seek_points.h"

/* The points of an MPEG transport stream, of packets of 188 or 192 bytes. 0,
   or -1: it is none, or gives up. */
int	seek_ts(struct seek_points *s);

#endif
