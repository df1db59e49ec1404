#ifndef LARES_PROBE_BLANK_GAPS_H
#define LARES_PROBE_BLANK_GAPS_H

#include "scanner/probe/blank_walk.h"

#define GAPS_PIECES_MAX	1024

/*
 * The pieces of a block that something refers to; zeros at the start. What
 * lies between them nobody can read as what it is, but it is there: what a
 * maker's notes refer to, or what was cut out of a directory.
 */
struct blank_gaps {
	size_t		n;
	bool		failed;		/* there are more */
	struct gaps_piece {
		uint64_t	from, to;
	} pieces[GAPS_PIECES_MAX];
};

/* In any order; they may overlap, and go beyond the block. */
void	blank_gaps_keep(struct blank_gaps *g, uint64_t offset, uint64_t len);

/* Fills what only pads something with zeros, if it is not. False: it cannot be
   read. */
bool	blank_padding(struct blank_walk *w, uint64_t at, uint64_t len);

/* Fills what lies between with zeros. False: there were too many pieces, or
   the block cannot be read. */
bool	blank_gaps_fill(struct blank_gaps *g, struct blank_walk *w,
	    uint64_t at, uint64_t len);

#endif
