#ifndef LARES_COMMON_CATALOG_ROW_H
#define LARES_COMMON_CATALOG_ROW_H

#include "common/catalog_object.h"

struct catalog;
struct sqlite3_stmt;

/*
 * Objects and containers as structs; for catalog_*.c alone. What stands between
 * SELECT and FROM of "object o", and of "container c": a function of ours that
 * is given the columns and hands the row out. To read so many columns off a
 * statement would cost a third of all that it costs to list an object.
 *
 * The rows come in the order in which they are found: ORDER BY must be that of
 * an index.
 */
#define CATALOG_OBJECT							\
	"take_object(o.id, o.parent, o.kind, o.child_count, o.size,"		\
	" o.mtime_ns / 1000000000, o.title, o.mime, o.extension,"	\
	" o.duration_ms, o.bitrate, o.width, o.height, o.sample_rate,"	\
	" o.channels, o.bits_per_sample, o.orientation, o.track, o.disc,"	\
	" o.date, o.artist, o.album, o.album_artist, o.genre,"		\
	" o.composer, o.series, o.season, o.episode, o.rating,"		\
	" o.description, o.director, o.profile, o.subtitles, o.seekable,"	\
	" o.art)"
#define CATALOG_CONTAINER						\
	"take_container(-c.id, -c.parent, c.n, c.title, c.date, c.artist, c.view,"	\
	" c.level, c.key, c.art)"

/* As catalog_statement, for such statements. */
struct sqlite3_stmt	*catalog_row_statement(struct catalog *c,
			    const char *sql);

/* Steps one to its end and resets it; rows go to row. How many there were, or
   -1. */
int	catalog_row_take(struct catalog *c, struct sqlite3_stmt *s,
	    catalog_row row, void *arg);

#endif
