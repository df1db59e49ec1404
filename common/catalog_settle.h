#ifndef LARES_COMMON_CATALOG_SETTLE_H
#define LARES_COMMON_CATALOG_SETTLE_H

#include <stdint.h>

#include "common/media.h"
#include "common/view.h"

struct catalog;

/*
 * What a container says that is in truth said by what is in it: an album's
 * artist, where its tracks agree on one (else nobody), and the latest date of
 * a track; and a picture. It is what those say that are in there now, in
 * whatever order they came and went. In the writer's open batch, for
 * catalog_*.c. All: 0 or -1.
 */

/* SQL for whom the album of a track o is by, as shelf.c has it: the first of
   several, each on its line. */
#define CATALOG_SETTLE_BY	CATALOG_SETTLE_FIRST(			\
	"iif(o.album_artist <> '', o.album_artist,"			\
	" iif(o.compilation, '" MEDIA_VARIOUS "', o.artist))")
#define CATALOG_SETTLE_FIRST(text)					\
	"substr(" text ", 1, instr(" text " || char(10), char(10)) - 1)"

/* A track that says this comes to an album. */
int	catalog_settle_joined(struct catalog *c, int64_t container,
	    const char *artist, const char *date);

/* One that is listed comes to it, and is by the same artist. */
int	catalog_settle_moved(struct catalog *c, int64_t container,
	    int64_t object);

/* An object leaves a container, maybe to come back with other tags; something
   is gone from a folder on disk. */
int	catalog_settle_left(struct catalog *c, int64_t container,
	    int64_t object);
int	catalog_settle_gone(struct catalog *c, int64_t folder);

/* Nothing is left of a container, nor of what was said of it. */
int	catalog_settle_emptied(struct catalog *c, int64_t container);

/* The same of all albums at a level of a view, of which none is listed. */
int	catalog_settle_anew(struct catalog *c, enum view view, unsigned level);

/* Before the batch is committed: asks those who stay. */
int	catalog_settle(struct catalog *c);

#endif
