#ifndef LARES_COMMON_CATALOG_HOLDER_H
#define LARES_COMMON_CATALOG_HOLDER_H

#include <stdbool.h>
#include <stdint.h>

#include "common/view.h"

/*
 * What holds the objects beneath it: a container of a view, by its id, or a
 * folder, by minus its own. The table "held" says which ones with a bit for
 * each, beside "member" and "object", so that a search beneath one, or one that
 * finds artists and genres, need not read a row for each object in them.
 */

/* What holds the objects whose album artist is not named: another stands in for
   him, and they are not found by his name. */
#define CATALOG_HELD_UNNAMED	0

/* Containers beneath the first ones of a view lie apart in the table: the first
   ones, artists and albums, are read by the thousand. */
#define CATALOG_HELD_DEEP	(INT64_C(1) << 62)
static inline int64_t
catalog_held_key(int64_t holder, unsigned level)
{
	return holder > 0 && level > 1 ? holder | CATALOG_HELD_DEEP : holder;
}

/* Whether that is kept of one. Not of what holds few, or what its objects leave
   one by one while others of theirs beneath it stay. */
static inline bool
catalog_held_by(int64_t holder)
{
	return holder != VIEW_PLAYLISTS && holder != VIEW_MUSIC_RECENT &&
	    holder != VIEW_VIDEO_RECENT && holder != VIEW_PICTURES_RECENT;
}

#endif
