#ifndef LARES_COMMON_CATALOG_BLANK_H
#define LARES_COMMON_CATALOG_BLANK_H

#include <stddef.h>
#include <stdint.h>

#include "common/blanks.h"

struct buf;
struct catalog;

/* What is known of a file's bytes that are not for others. A file without a
   row has not been looked at yet, or is of a format that has none. */
struct catalog_blank {
	enum blanks_state state;
	/* Of the descriptor that was read, as fstat(2) has them: the answer is
	   for this file and no other. (An object's mtime_ns stands for the
	   files beside it too.) */
	uint64_t	 size;
	int64_t		 mtime_ns;
	uint64_t	 inode;		/* 0: such numbers do not last there */
	/* Another one is a reason to look again, but none to send nothing: a
	   link that is made elsewhere changes it too. Not read. */
	int64_t		 ctime_ns;
	const void	*said;		/* see blanks_state; NONE: len 0 */
	size_t		 len;
};

/* For catalog_write.c alone: notes it of an object that is listed, in the
   place of what was known before; NULL: nothing is. 0 or -1: the caller rolls
   back. It goes with the object. */
int	catalog_blank_put(struct catalog *c, int64_t id,
	    const struct catalog_blank *b);

/* 1: *b is set, and its said is what the buffer holds; 0: there is none; -1:
   the catalogue failed, or more is said than fits the buffer. */
int	catalog_blank_read(struct catalog *c, int64_t id,
	    struct catalog_blank *b, struct buf *said);

#endif
