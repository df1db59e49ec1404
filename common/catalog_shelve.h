#ifndef LARES_COMMON_CATALOG_SHELVE_H
#define LARES_COMMON_CATALOG_SHELVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/media.h"
#include "common/view.h"

struct buf;
struct catalog;
struct catalog_placed;
struct sqlite3_stmt;

#define CATALOG_SORT_BYTES	64	/* of a key by which members are ordered */
/* That one file stands on: by artists, album artists, genres and composers,
   and by its album, its year and its newness. */
#define CATALOG_SHELVES_MAX	(4 * MEDIA_VALUES_MAX + 3)

/* A container on the way from a view to a file. */
struct catalog_step {
	char		 key[512];	/* what makes it this one; folded */
	size_t		 key_len;
	const char	*title;		/* UTF-8 */
	const char	*sorts_as;	/* NULL: as its title */
	const char	*artist;	/* of an album, or NULL */
	const char	*date;		/* the same */
	int64_t		 folder;	/* the same: where its files lie, or 0 */
	bool		 named;		/* ... whose artist's name the key ends
					   in; else in that folder */
};

/* One place where a file stands: the last of the steps, or the view itself. */
struct catalog_shelf {
	enum view	 view;
	struct catalog_step steps[VIEW_LEVELS_MAX];
	size_t		 nsteps;
	uint8_t		 sort[CATALOG_SORT_BYTES];
	size_t		 sort_len;
	bool		 unnamed;	/* the file does not say what the first
					   step does: another stands in */
};

/*
 * Puts an object on its shelves, in the writer's open batch: the containers
 * that it needs are made, and their counts kept. *placed gets what is needed to
 * take it off again, for the object's column "shelved".
 * 0 or -1: the caller rolls back.
 */
int	catalog_shelve(struct catalog *c, int64_t object,
	    const struct catalog_shelf *shelves, size_t n, struct buf *placed);

/* The same for the view of a kind's folders: the folders above it, from the
   media root on, are its steps. */
int	catalog_shelve_by_folder(struct catalog *c, int64_t object,
	    enum media_kind kind, int64_t folder, const void *sort,
	    size_t sort_len, struct buf *placed);

/* For catalog_*.c alone: puts an object into a container, where it may be
   already, and takes it out, where it may not be. 0 or -1. */
int	catalog_shelve_put(struct catalog *c, int64_t object,
	    const struct catalog_placed *p);
int	catalog_shelve_take(struct catalog *c, int64_t object,
	    const struct catalog_placed *p);

/*
 * Visits each container that is noted in the rows of a statement, which have
 * an object's id and its column "shelved". 0; or -1: s is NULL or fails, or a
 * visit did not return 0, which is then the last.
 */
typedef int catalog_shelve_visit(struct catalog *c, int64_t object,
	    const struct catalog_placed *p, void *arg);
int	catalog_shelve_each(struct catalog *c, struct sqlite3_stmt *s,
	    catalog_shelve_visit *visit, void *arg);

/* Takes the objects of such a statement out of all of them. 0 or -1. */
int	catalog_unshelve(struct catalog *c, struct sqlite3_stmt *s);

#endif
