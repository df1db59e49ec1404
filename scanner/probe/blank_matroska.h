#ifndef LARES_PROBE_BLANK_MATROSKA_H
#define LARES_PROBE_BLANK_MATROSKA_H

#include "scanner/probe/blank_walk.h"

/*
 * A Matroska or WebM file (RFC 9559), as far as a player goes through it before
 * it plays: what lies in front of the clusters, and what SeekHead refers to.
 * Tags become Void elements; pictures that are attached are walked.
 */
bool	blank_matroska(struct blank_walk *w, uint64_t at, uint64_t len);

#endif
