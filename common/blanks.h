#ifndef LARES_COMMON_BLANKS_H
#define LARES_COMMON_BLANKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/buf.h"

/*
 * What of a file is not for others: ranges of its bytes, and what is said in
 * their place. The length stays, so that sizes and ranges hold.
 */
#define BLANKS_MAX		1024	/* ranges of a file */
#define BLANKS_BYTES_MAX	8	/* that one range spells out */
#define BLANKS_PACKED_MAX	12288	/* of a whole list; fits a message */

struct blank {
	uint64_t	offset;
	uint64_t	len;		/* not 0 */
	bool		spelt;		/* bytes[0..len-1]; else bytes[0] all over */
	uint8_t		bytes[BLANKS_BYTES_MAX];
};

struct blank_list {
	size_t		n;
	bool		failed;		/* something did not fit; for good */
	struct blank	ranges[BLANKS_MAX];
};

/* What is known of a file's ranges. */
enum blanks_state {
	BLANKS_NONE,			/* it has none */
	BLANKS_FOUND,			/* a list, packed, says them */
	BLANKS_UNKNOWN,			/* it cannot be said, and a text why */
};

void	blanks_init(struct blank_list *l);

/* In any order. Nothing is added for len 0. */
void	blanks_fill(struct blank_list *l, uint64_t offset, uint64_t len,
	    uint8_t with);
/* len: at most BLANKS_BYTES_MAX. */
void	blanks_spell(struct blank_list *l, uint64_t offset, const void *bytes,
	    size_t len);

/*
 * Sorts the ranges and joins those that touch. False: some did not fit, two
 * say different things about the same bytes, or one ends beyond size.
 */
bool	blanks_finish(struct blank_list *l, uint64_t size);

/* The first range of a finished list that ends beyond offset; NULL: none. */
const struct blank *blanks_next(const struct blank_list *l, uint64_t offset);

/* Overwrites what one range says about the bytes of the file from offset on, of
   which data holds len. */
void	blank_apply(const struct blank *b, uint64_t offset, void *data,
	    size_t len);

/* Overwrites what the list, finished or not, says about the bytes of the file
   from offset on, of which data holds len. */
void	blanks_apply(const struct blank_list *l, uint64_t offset, void *data,
	    size_t len);

/*
 * A finished list as a few bytes, and back. Of each range: how far it is from
 * the end of the one before, twice its length (plus 1 if it is spelt out),
 * both with seven bits a byte and the lowest first, then its byte or bytes.
 * Packing fails by buf_failed(); unpacking is for bytes of any origin, and
 * l is finished if it returns true.
 */
void	blanks_pack(const struct blank_list *l, struct buf *out);
bool	blanks_unpack(struct blank_list *l, const void *data, size_t len);

#endif
