#ifndef LARES_LIBRARY_PLAYLISTS_H
#define LARES_LIBRARY_PLAYLISTS_H

#include <stdbool.h>

#define PLAYLISTS_STEP	64	/* looked after, a step */

struct library;
struct probing;

bool	playlists_is_name(const char *name);

/* What came of reading one: its entries, or none. -1: the catalogue failed. */
int	playlists_put(struct library *l, const struct probing *p);

/*
 * A folder that holds nothing to list but a playlist is in no list, and so
 * nobody misses it. After folders were read or went, all playlists are looked
 * after once, when there is nothing else to do: those that are no longer to be
 * shown go. -1: the catalogue failed.
 */
void	playlists_look_after(struct library *l);
bool	playlists_pending(const struct library *l);
int	playlists_step(struct library *l);

#endif
