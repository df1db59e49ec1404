#ifndef LARES_COMMON_CATALOG_SEEK_PUT_H
#define LARES_COMMON_CATALOG_SEEK_PUT_H

#include <stdbool.h>
#include <stdint.h>

struct catalog;
struct seek_table;

/* The writer's verbs for seek tables; each as catalog_batch.h says. */

/* A file was listed: whether a seek table of it is wanted. One that there was
   is dropped. */
int	catalog_seek_want(struct catalog *c, int64_t id, bool wanted);

/* A listed file, as it was when its seek table was begun. */
struct catalog_seek {
	int64_t		id;
	uint64_t	size;
	int64_t		mtime_ns;
};

/* The file with the highest id below one whose table is wanted. 1; 0: there is
   none; -1: the catalogue failed. */
int	catalog_seek_next(struct catalog *c, int64_t below,
	    struct catalog_seek *file);

/*
 * Keeps the seek table of a file, unless the file is another one by now; NULL:
 * it has none. duration_ms takes the place of what is listed, unless it is 0.
 * This does not count as a change that clients have to know of until
 * catalog_seek_tell.
 */
int	catalog_seek_put(struct catalog *c, const struct catalog_seek *file,
	    const struct seek_table *table, uint64_t duration_ms);
int	catalog_seek_tell(struct catalog *c);

#endif
