#ifndef LARES_COMMON_CATALOG_WORDS_H
#define LARES_COMMON_CATALOG_WORDS_H

#include "common/buf.h"
#include "common/catalog_codes.h"
#include "common/catalog_kinds.h"
#include "common/catalog_query.h"

struct catalog;

/* Of one search. Its conditions are mostly on the same text, by which artists,
   albums and the titles of containers are found in one index. */
struct catalog_words {
	struct catalog		*c;
	struct buf		 from, to;	/* asked of that index, last */
	struct catalog_codes	 names;		/* ... and what it told */
};

void	catalog_words_init(struct catalog_words *w, struct catalog *c);
void	catalog_words_free(struct catalog_words *w);

/*
 * The codes of what a condition is true of, none but of the given kinds, if
 * the indexes of words can tell. 1; 0: they cannot; -1: the catalogue failed.
 * *out is empty before, and the caller's in any case.
 */
int	catalog_words_find(struct catalog_words *w,
	    const struct catalog_node *n, bool objects,
	    const struct catalog_kinds *within, struct catalog_codes *out);

#endif
