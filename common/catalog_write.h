#ifndef LARES_COMMON_CATALOG_WRITE_H
#define LARES_COMMON_CATALOG_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/media.h"

struct catalog;

/*
 * The writer's verbs. The first write opens a batch (one transaction); the
 * caller commits it. The update id is raised in the batch, once, if it changed
 * anything a client can see. All return 0 or -1 (disk full, damage): the
 * batch is then rolled back and the caller scans again.
 */
int	catalog_commit(struct catalog *c);
bool	catalog_batch_open(const struct catalog *c);
size_t	catalog_batch_rows(const struct catalog *c);

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

/* What the scanner compares a file on disk with. */
struct catalog_stamp {
	int64_t		 id;
	bool		 listed;	/* else refused */
	bool		 probed;	/* listed with facts of its own */
	enum media_kind	 kind;
	uint64_t	 size;
	int64_t		 mtime_ns;
	const char	*name;		/* valid during the call */
};
typedef void (*catalog_stamp_row)(void *arg, const struct catalog_stamp *s);
/* All that is listed or refused in a folder (0: the media roots). */
int	catalog_stamps(struct catalog *c, int64_t parent,
	    catalog_stamp_row row, void *arg);

struct catalog_file {
	uint64_t	 size;
	int64_t		 mtime_ns;
	const char	*title;		/* UTF-8 */
	const char	*mime;
	const char	*extension;
	bool		 probed;	/* facts are from the file itself */
	const struct media_facts *facts;	/* kind is always set */
};
/*
 * Lists a file, or replaces what is listed of it; folders above it that were
 * empty, and so not listed, appear with it.
 */
int	catalog_put_file(struct catalog *c, int64_t id,
	    const struct catalog_file *f);
/* Lists a media root even while it is empty. */
int	catalog_put_root(struct catalog *c, int64_t id);
/*
 * Notes a file that is not listed, so that it is not read again until it
 * changes: kind is MEDIA_FOLDER if it is no media, else what is not shown from
 * there. If it was listed it is taken off.
 */
int	catalog_refuse(struct catalog *c, int64_t id, enum media_kind kind,
	    uint64_t size, int64_t mtime_ns);
/* Takes an object and all beneath it off the list, and folders it leaves
   empty; forgets a refused file. Neither: nothing happens. */
int	catalog_remove(struct catalog *c, int64_t id);

#endif
