#ifndef LARES_COMMON_CATALOG_ROW_H
#define LARES_COMMON_CATALOG_ROW_H

#include "common/catalog_object.h"

struct catalog;
struct sqlite3_stmt;

/* Objects and containers as statements hand them out; for catalog_*.c alone.
   What stands between SELECT and FROM of "object o", and of "container c". */
#define CATALOG_OBJECT							\
	"o.id, o.parent, o.kind, o.child_count, o.size,"		\
	" o.mtime_ns / 1000000000, o.title, o.mime, o.extension,"	\
	" o.duration_ms, o.bitrate, o.width, o.height, o.sample_rate,"	\
	" o.channels, o.bits_per_sample, o.orientation, o.track, o.disc,"	\
	" o.date, o.artist, o.album, o.album_artist, o.genre,"		\
	" o.composer, o.series, o.season, o.episode, o.rating,"		\
	" o.description, o.director, o.profile, o.subtitles, o.seekable,"	\
	" o.art"
#define CATALOG_CONTAINER						\
	"-c.id, -c.parent, c.n, c.title, c.date, c.artist, c.view,"	\
	" c.level, c.key, c.art"

/* Steps a statement of such columns to its end, hands each row out and resets
   it. How many rows there were, or -1. */
int	catalog_row_objects(struct catalog *c, struct sqlite3_stmt *s,
	    catalog_row row, void *arg);
int	catalog_row_containers(struct catalog *c, struct sqlite3_stmt *s,
	    catalog_row row, void *arg);

#endif
