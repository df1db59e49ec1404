#ifndef LARES_PROBE_BLANK_WALK_H
#define LARES_PROBE_BLANK_WALK_H

#include "common/blanks.h"
#include "scanner/probe/bytes.h"

/*
 * What the walkers of one file share. A walker is given a block of the file
 * and adds to the list what is private in it. It returns false if the block
 * is not what it should be: what it added is then void, and whoever called it
 * blanks the block whole or gives the file up. Whatever a walker has no room
 * or no patience for makes it fail, so that nothing is passed over.
 */
struct blank_walk {
	const struct bytes	*b;
	struct blank_list	*list;
	const char		*reason;	/* why the file is given up */
	unsigned		 depth;		/* pictures within pictures */
	/* Any picture that lies within the file. */
	bool			(*picture)(struct blank_walk *w, uint64_t at,
				    uint64_t len);
};

#define BLANK_DEPTH_MAX	3

/* A walker of a block. */
typedef bool	blank_walker(struct blank_walk *w, uint64_t at, uint64_t len);

void	blank_zero(struct blank_walk *w, uint64_t at, uint64_t len);

/* Reads bytes of the block at..at+len; false if they are not all within. */
bool	blank_get(const struct blank_walk *w, uint64_t at, uint64_t len,
	    uint64_t offset, void *out, size_t n);

/* Lets a walker walk a block, and fills it if that fails. */
void	blank_try(struct blank_walk *w, blank_walker *walker, uint64_t at,
	    uint64_t len, uint8_t fill);

/* The same for a picture of any format, one level deeper. */
void	blank_picture(struct blank_walk *w, uint64_t at, uint64_t len);

/* Text that anybody may have written: whether it has words that only places
   and numbers have, or says a place by numbers, or is longer than texts are; and
   filled with blanks then. */
#define BLANK_WORDS_MAX	4096
bool	blank_says_private(const struct blank_walk *w, uint64_t at,
	    uint64_t len);
void	blank_words(struct blank_walk *w, uint64_t at, uint64_t len);

/* Whether the beginning of such a text says a place by numbers. */
bool	blank_says_place(const struct blank_walk *w, uint64_t at,
	    uint64_t len);

/*
 * Whether what has this name says where something was made, with which
 * specimen of a camera or lens, or whose it is; also what refers to parts that
 * are always blanked. Of a name with a colon, what follows counts.
 */
bool	blank_is_private(const char *name, size_t len);

/* Whether bytes hold such a name anywhere; for a second look. */
bool	blank_has_private(const char *data, size_t len);

#endif
