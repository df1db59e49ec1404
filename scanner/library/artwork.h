#ifndef LARES_LIBRARY_ARTWORK_H
#define LARES_LIBRARY_ARTWORK_H

#include <stdbool.h>

#define ARTWORK_STEP	64	/* objects that no worker is needed for */
#define ARTWORK_BATCH_MS 10000	/* pictures that nobody waits for */

struct library;

/*
 * Small pictures of what is listed: the cover beside a file or in it, a frame
 * of a video, a picture made small. They are made when there is nothing else
 * to do, by one worker at a time, and each once for all that show it.
 */

/* Something wants a picture: it was listed, or its cover changed. */
void	artwork_look_after(struct library *l);

/* Whether there is something to do, and can be done now. */
bool	artwork_pending(const struct library *l);
bool	artwork_may_step(struct library *l);

/* Does some of it. -1: the catalogue failed. */
int	artwork_step(struct library *l);

/* The workers are gone, and what was in the batch. */
void	artwork_abandon(struct library *l);

#endif
