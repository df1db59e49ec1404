#ifndef LARES_COMMON_CATALOG_WRITE_H
#define LARES_COMMON_CATALOG_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/catalog_batch.h"
#include "common/catalog_place.h"
#include "common/media.h"

struct catalog;
struct catalog_blank;
struct catalog_playlist;
struct catalog_shelf;
struct catalog_subtitle;

/* The writer's verbs; each as catalog_batch.h says. */

struct catalog_file {
	uint64_t	 size;
	int64_t		 mtime_ns;
	const char	*title;		/* UTF-8 */
	const char	*mime;
	const char	*extension;
	const char	*profile;	/* DLNA.ORG_PN; NULL: none is certain */
	bool		 seekable;	/* a seek table of it can be made */
	bool		 probed;	/* facts are from the file itself */
	const struct media_facts *facts;	/* kind is always set */
	int64_t		 added;		/* seconds; the newest go by it */
	const struct catalog_shelf *shelves;	/* where it stands */
	size_t		 nshelves;
	const struct catalog_subtitle *subtitles;
	size_t		 nsubtitles;	/* at most SUBTITLES_MAX */
	const struct catalog_blank *blank;	/* NULL: not known */
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
/* A refused file that is a playlist, and what it names: see
   catalog_playlist.h. */
int	catalog_put_playlist(struct catalog *c, int64_t id, uint64_t size,
	    int64_t mtime_ns, const struct catalog_playlist *p);
/* Takes an object and all beneath it off the list, and folders it leaves
   empty; forgets a refused file. Neither: nothing happens. */
int	catalog_remove(struct catalog *c, int64_t id);

#endif
