#ifndef LARES_COMMON_CATALOG_READ_H
#define LARES_COMMON_CATALOG_READ_H

#include <stddef.h>
#include <stdint.h>

#include "common/media.h"

struct buf;
struct catalog;

/* A row, valid only during the call that hands it out. Text is UTF-8, "" or 0
   where not known. */
struct catalog_object {
	int64_t		 id;
	int64_t		 parent;	/* 0: a media root */
	enum media_kind	 kind;
	uint64_t	 child_count;	/* folders */
	uint64_t	 size;
	int64_t		 mtime;		/* seconds */
	const char	*title;
	const char	*mime;
	const char	*extension;	/* of its name, lower case; may be "" */
	uint64_t	 duration_ms, bitrate;
	uint32_t	 width, height, sample_rate, channels, bits_per_sample;
	uint32_t	 orientation, track, disc;
	const char	*date, *artist, *album, *album_artist, *genre,
			*composer;
};
typedef void (*catalog_row)(void *arg, const struct catalog_object *o);

/* Which rows: the children of a folder, or everything of a kind. */
enum catalog_view {
	CATALOG_CHILDREN,		/* of .parent; 0: the media roots */
	CATALOG_ALL_OF_KIND,		/* of .kind */
};
enum catalog_sort_key {
	CATALOG_SORT_TITLE,
	CATALOG_SORT_DATE,
	CATALOG_SORT_CLASS,		/* upnp:class, as text */
	CATALOG_SORT_TRACK,		/* disc, then track */
};
#define CATALOG_SORT_MAX	4
struct catalog_query {
	enum catalog_view	 view;
	int64_t			 parent;
	enum media_kind		 kind;
	struct {
		enum catalog_sort_key	key;
		int			descending;
	} sort[CATALOG_SORT_MAX];
	size_t			 nsort;	/* 0: folders first, natural order */
	uint64_t		 start;
	uint64_t		 count;	/* 0: all */
};

/*
 * The ids of a page in its order (*ids is the caller's, free(3)), how many
 * there are in all, and the update id they are of, from one read transaction.
 * Ties are broken by title, then id: pages add up. 0, or -1.
 */
int	catalog_page(struct catalog *c, const struct catalog_query *q,
	    int64_t **ids, size_t *n, uint64_t *total, uint32_t *update_id);

/* Hands out the objects of ids in order; an id that has gone is passed over.
   0, or -1. */
int	catalog_objects(struct catalog *c, const int64_t *ids, size_t n,
	    catalog_row row, void *arg);

/* 1: handed out; 0: there is no such object; -1: the catalogue failed. */
int	catalog_object(struct catalog *c, int64_t id, catalog_row row, void *arg);

/*
 * Where a file lies: the media root's path and the path beneath it, as the
 * bytes on disk. 1, 0 or -1 as above. It answers for every place that was ever
 * seen: ask catalog_object first whether it is listed.
 */
int	catalog_path(struct catalog *c, int64_t id, struct buf *root,
	    struct buf *path);

struct catalog_counts {
	uint64_t	 of_kind[MEDIA_KINDS];
	uint32_t	 update_id;
};
int	catalog_counts(struct catalog *c, struct catalog_counts *counts);

#endif
