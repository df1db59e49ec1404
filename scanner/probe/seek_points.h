#ifndef LARES_PROBE_SEEK_POINTS_H
#define LARES_PROBE_SEEK_POINTS_H

#include <stdbool.h>
#include <stdint.h>

#include "common/seek_table.h"
#include "scanner/probe/bytes.h"

#define SEEK_HELD_MAX	16

/*
 * Takes a point for the table, or NULL: it goes on, some way further in the
 * file. False: that is enough.
 */
typedef bool (*seek_put)(void *arg, const struct seek_point *p);

/* A table in the making: of all places where a start could be, the few that
   are wanted. */
struct seek_points {
	const struct bytes *b;		/* the file */
	seek_put	 put;
	void		*arg;
	struct seek_point last;		/* that is wanted */
	uint64_t	 last_key_ms;	/* that is wanted */
	uint64_t	 key_ms;	/* the last there was */
	uint64_t	 end_ms;	/* so far it goes */
	size_t		 n;		/* that were put */
	/* Wanted if a key point comes behind them: else no picture would. */
	struct seek_point held[SEEK_HELD_MAX];
	size_t		 nheld;
	uint64_t	 told;		/* so far in the file that was said */
	bool		 pictures;	/* only key points start them */
};

/* A start there could be. False: give up. */
bool	seek_points_add(struct seek_points *s, uint64_t time_ms,
	    uint64_t offset, bool key);

/* So far the file has been read. False: give up. */
bool	seek_points_at(struct seek_points *s, uint64_t offset);

/* At the end of the file: whether what was put is of use. */
bool	seek_points_end(const struct seek_points *s);

#endif
