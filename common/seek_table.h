#ifndef LARES_COMMON_SEEK_TABLE_H
#define LARES_COMMON_SEEK_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/buf.h"

/*
 * Which byte of a file to start at for a time of it: points in their order,
 * packed into a few bytes each. The scanner makes a table, lares-http asks it.
 */

#define SEEK_POINTS_MAX	65536		/* half a day at the least */
#define SEEK_TIME_MAX_MS (UINT64_C(366) * 24 * 3600 * 1000)

/* The worker gives a sign of life at least once in so much of a file. */
#define SEEK_TOLD_BYTES	(16u << 20)

/* So near to what was asked a start has to be. */
#define SEEK_NEAR_MS	500

struct seek_point {
	uint64_t	time_ms;	/* from the start of the file */
	uint64_t	offset;		/* bytes: a packet or frame begins here */
	bool		key;		/* a picture that needs no other does */
};

struct seek_table {
	struct buf	  packed;
	struct seek_point last;
	uint64_t	  time_step, offset_step;	/* to the last from the
							   one before it */
	size_t		  n;
};

void	seek_table_init(struct seek_table *t);
void	seek_table_free(struct seek_table *t);

/*
 * Appends a point. The first is at 0 ms and byte 0; offsets grow from point to
 * point, times do not fall. -1, and the table is as before: it does not, or
 * there are too many.
 */
int	seek_table_add(struct seek_table *t, const struct seek_point *p);

/* A stretch of a file: its bytes, and the times they are of. */
struct seek_part {
	uint64_t	start_ms, end_ms;
	uint64_t	first, last;	/* bytes, both within the file */
};

/*
 * The stretch that stands for start_ms .. end_ms of a file of so many bytes
 * and milliseconds. It starts at the point nearest to start_ms: a key one, if
 * any is within SEEK_NEAR_MS; it ends before the first point from end_ms on,
 * or with the file. 0; -1: start_ms is not before the file's end, or the table
 * is not one of this file.
 */
int	seek_table_find(const void *packed, size_t len, uint64_t size,
	    uint64_t duration_ms, uint64_t start_ms, uint64_t end_ms,
	    struct seek_part *part);

#endif
