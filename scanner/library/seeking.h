#ifndef LARES_LIBRARY_SEEKING_H
#define LARES_LIBRARY_SEEKING_H

#include <stdbool.h>

struct library;
struct media_facts;
struct probing;

/*
 * Seek tables: to make one, a file has to be read to its end. That is done
 * when there is nothing else to do, a file at a time, the latest first. What
 * is wanted stands in the catalogue, so that a new start goes on with it.
 */

/* A file is going to be listed: whether its seek table is wanted. */
bool	seeking_want(struct library *l, const struct media_facts *f);

/* What was passed over, since its disk was away or a worker died of it, may be
   tried once more. */
void	seeking_look_again(struct library *l);

/* Whether seeking_step has something to do now. */
bool	seeking_may_step(struct library *l);

/* Has a worker read the next file. -1: the catalogue failed. */
int	seeking_step(struct library *l);

/* What came of it. -1: the catalogue failed. */
int	seeking_finish(struct library *l, const struct probing *p,
	    const char *why);

#endif
