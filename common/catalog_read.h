#ifndef LARES_COMMON_CATALOG_READ_H
#define LARES_COMMON_CATALOG_READ_H

#include <stddef.h>
#include <stdint.h>

#include "common/catalog_object.h"

struct buf;
struct catalog;

/* Hands out the objects of ids, negative ones of containers included, in
   order; an id that has gone is passed over. 0, or -1. */
int	catalog_objects(struct catalog *c, const int64_t *ids, size_t n,
	    catalog_row row, void *arg);

/* 1: handed out; 0: there is no such object; -1: the catalogue failed. */
int	catalog_object(struct catalog *c, int64_t id, catalog_row row, void *arg);

/* What an object is; a container is a folder. As above. */
int	catalog_kind(struct catalog *c, int64_t id, enum media_kind *kind);

/* Whether an object is in a container of the views (a view itself included):
   1, 0 or -1. */
int	catalog_is_member(struct catalog *c, int64_t container, int64_t id);

/*
 * Where a file lies: the media root's path and the path beneath it, as the
 * bytes on disk. 1, 0 or -1 as above. It answers for every place that was ever
 * seen: ask catalog_object first whether it is listed.
 */
int	catalog_path(struct catalog *c, int64_t id, struct buf *root,
	    struct buf *path);

/* Reads the seek table of a file, as common/seek_table.h asks it. 1; 0: it has
   none; -1: the catalogue failed. */
int	catalog_seek_table(struct catalog *c, int64_t id, struct buf *packed);

/* The number that is another one after every change that a client can see. */
int	catalog_update_id(struct catalog *c, uint32_t *update_id);

struct catalog_counts {
	uint64_t	 of_kind[MEDIA_KINDS];
	uint32_t	 update_id;
};
int	catalog_counts(struct catalog *c, struct catalog_counts *counts);

#endif
