#ifndef LARES_COMMON_CATALOG_PLAYLIST_H
#define LARES_COMMON_CATALOG_PLAYLIST_H

#include <stddef.h>
#include <stdint.h>

struct buf;
struct catalog;

/* A playlist: which places it names, in its order; whether anything is listed
   there or not. Of a place that it names twice the first counts. */
struct catalog_playlist {
	int64_t		 root;		/* place of its media root */
	const char	*path;		/* beneath that */
	const char	*title;		/* UTF-8 */
	const int64_t	*places;
	size_t		 n;
};

/*
 * In the writer's open batch; all return 0 or -1: the caller rolls back.
 *
 * _fill makes the container of a playlist, or makes it anew, with what of it
 * is listed. _shelve puts an object that comes into those that name it, and
 * adds that to what it is placed in; it goes as it goes off its shelves.
 * _drop empties the container; if there is none nothing happens.
 */
int	catalog_playlist_fill(struct catalog *c, int64_t id,
	    const struct catalog_playlist *p);
int	catalog_playlist_shelve(struct catalog *c, int64_t object,
	    struct buf *placed);
int	catalog_playlist_drop(struct catalog *c, int64_t id);

/*
 * The playlist with the next greater id than *id: 1, and *id, the path of its
 * media root and its own beneath that are set (each cut to size, and then of
 * nothing that exists); 0: there is none; -1.
 */
int	catalog_playlist_next(struct catalog *c, int64_t *id, char *root,
	    char *path, size_t size);

#endif
