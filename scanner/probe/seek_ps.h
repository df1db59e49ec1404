#ifndef LARES_PROBE_SEEK_PS_H
#define LARES_PROBE_SEEK_PS_H

#include "scanner/probe/seek_points.h"

/* The points of an MPEG program stream: packs, at the pictures that start in
   them. 0, or -1: it is none, or gives up. */
int	seek_ps(struct seek_points *s);

#endif
