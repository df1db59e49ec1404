#ifndef LARES_PROBE_SEEK_H
#define LARES_PROBE_SEEK_H

#include "scanner/probe/seek_points.h"

/*
 * Reads a file from end to end and hands out the points of its seek table (see
 * common/seek_table.h) in their order. Only files in which decoding can start
 * at any packet have one: MPEG transport and program streams, MPEG audio,
 * ADTS. 0, and *duration_ms is how long it is if that had to be counted, else
 * 0; -1: it has none, or put gave up.
 */
int	seek_make(const struct bytes *b, seek_put put, void *arg,
	    uint64_t *duration_ms);

#endif
