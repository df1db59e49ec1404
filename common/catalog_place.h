#ifndef LARES_COMMON_CATALOG_PLACE_H
#define LARES_COMMON_CATALOG_PLACE_H

#include <stdbool.h>
#include <stdint.h>

#include "common/media.h"

struct catalog;

#define CATALOG_NAME_BYTES	4096

/*
 * The id of the place "name in folder parent" (parent 0: a media root by its
 * path), made if new. Ids are never reused, and a name that comes back gets
 * its old id. A place alone is not listed.
 */
int	catalog_place(struct catalog *c, int64_t parent, const char *name,
	    int64_t *id);

/* The same without making one. 1: *id is set; 0: never seen; -1. */
int	catalog_find_place(struct catalog *c, int64_t parent, const char *name,
	    int64_t *id);

/* The place that one lies in (0: it is a media root). 0 or -1. */
int	catalog_place_above(struct catalog *c, int64_t id, int64_t *above);

/* What the scanner compares a file on disk with. */
struct catalog_stamp {
	int64_t		 id;
	bool		 listed;	/* else refused */
	bool		 probed;	/* listed with facts of its own */
	enum media_kind	 kind;
	uint64_t	 size;
	int64_t		 mtime_ns;
	uint64_t	 inode;		/* of what catalog_blank.h is said of;
					   0: nothing is */
	int64_t		 ctime_ns;	/* the same */
	const char	*name;		/* valid during the call */
};
typedef void (*catalog_stamp_row)(void *arg, const struct catalog_stamp *s);
/* All that is listed or refused in a folder (0: the media roots). */
int	catalog_stamps(struct catalog *c, int64_t parent,
	    catalog_stamp_row row, void *arg);

/* A place: its parent, and its name as UTF-8. */
struct catalog_place {
	int64_t	 id, parent;
	char	 name[CATALOG_NAME_BYTES];
};
/* For catalog_*.c alone. 0 or -1. */
int	catalog_read_place(struct catalog *c, int64_t id,
	    struct catalog_place *p);

#endif
