#ifndef LARES_COMMON_CATALOG_CONTAINER_H
#define LARES_COMMON_CATALOG_CONTAINER_H

#include <stddef.h>
#include <stdint.h>

#include "common/view.h"

struct catalog;

/*
 * The containers of the views. For catalog_*.c, in the writer's open batch,
 * which the caller rolls back after a -1.
 */
struct catalog_container {
	enum view	 view;
	int64_t		 parent;
	unsigned	 level;
	const void	*key;		/* what makes it this one */
	size_t		 key_len;
	const char	*title;		/* UTF-8 */
	const char	*sorts_as;	/* NULL: as its title */
	const char	*artist;	/* of an album, or NULL */
	const char	*date;		/* the same */
};

/* Finds it by its parent and key, or makes it. 0 or -1. */
int	catalog_container(struct catalog *c, const struct catalog_container *w,
	    int64_t *id);

/* If there is one by its parent and key, it is called this from now on. 0 or
   -1. */
int	catalog_container_rename(struct catalog *c,
	    const struct catalog_container *w);

/*
 * The same of an album in a folder, whose key is its title, a zero, and the
 * album artist's name (folded), or the folder (8 bytes, the greatest first)
 * where a file names none. Who names none goes with those in that folder who
 * do, if they name whom he would stand under: w->artist. So he who comes to an
 * album as the first of his folder to name him gets in *unnamed that of those
 * who came before, some of which may be his; or 0.
 */
int	catalog_container_named(struct catalog *c,
	    const struct catalog_container *w, int64_t folder, int64_t *id,
	    int64_t *unnamed);
int	catalog_container_unnamed(struct catalog *c,
	    const struct catalog_container *w, int64_t folder, int64_t *id);

/* The artist's name in such a key, and its length. */
const char *catalog_container_namesake(const struct catalog_container *w,
	    size_t *len);

/* That of a folder, in the view of a kind's folders. 0, *id being 0 if the
   kind has no such view, or -1. */
int	catalog_container_of_folder(struct catalog *c, enum media_kind kind,
	    int64_t folder, int64_t *id);

/* Those that are asked for next are of this object: where it has just left its
   own, they are called what it calls them now. 0 or -1. */
int	catalog_container_begin(struct catalog *c, int64_t object);

/* An object has left a container; nothing is left in one. 0 or -1. */
int	catalog_container_left(struct catalog *c, int64_t container,
	    int64_t object);
int	catalog_container_emptied(struct catalog *c, int64_t container);

/* Forgets what was remembered of a batch. */
void	catalog_container_forget(struct catalog *c);

#endif
