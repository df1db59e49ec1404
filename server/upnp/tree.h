#ifndef LARES_UPNP_TREE_H
#define LARES_UPNP_TREE_H

#include <stdbool.h>
#include <stdint.h>

#include "common/catalog_list.h"
#include "common/catalog_only.h"
#include "common/catalog_read.h"
#include "common/config.h"
#include "server/upnp/object_id.h"

/* The most containers that a place lists which are not in the catalogue. */
#define TREE_ENTRIES_MAX	32

/* The shape of the tree that clients see, above and around the catalogue's
   rows, as it is during one request. */
struct tree {
	const struct config *config;
	enum config_root root;		/* what the first level shows */
	struct catalog_only only;	/* the one media root, whose children
					   "folders" shows as its own; its
					   containers likewise */
	uint64_t	 hidden;	/* areas, from who asks */
	bool		 continues;	/* there is a view of what is open */
	int64_t		 open[CATALOG_GIVEN_MAX];	/* what is in it for who
					   asks, see tree_read_open */
	size_t		 nopen;
};

/* 0, or -1 when the catalogue failed. */
int	tree_read(struct tree *t, const struct config *config,
	    enum config_root root, struct catalog *c, uint64_t hidden);

/* Whether what is asked for id depends on what is open. */
bool	tree_needs_open(const struct object_id *id);

/* Takes up, of the objects that somebody left open, those that are there and
   that he may see. 0, or -1. */
int	tree_read_open(struct tree *t, struct catalog *c,
	    const int64_t *objects, size_t n);
bool	tree_is_open(const struct tree *t, int64_t row);

/* What the root or a group lists: 1. Of other places, 0; -1: the catalogue
   failed. */
int	tree_entries(const struct tree *t, const struct object_id *id,
	    struct catalog *c, struct object_id entries[TREE_ENTRIES_MAX],
	    size_t *n);

/* Where an object hangs. row_parent: catalog_object.parent, of rows and
   containers. Not to be asked of the root. */
struct object_id	tree_parent(const struct tree *t,
			    const struct object_id *id, int64_t row_parent);

/* Where the children of id are found: false for a file, and for what
   tree_entries tells. */
bool	tree_source(const struct tree *t, const struct object_id *id,
	    struct catalog_query *q);

/* Where all is found that is beneath id; false for a file. */
bool	tree_source_deep(const struct tree *t, const struct object_id *id,
	    struct catalog_query *q);

/* The number, in the catalogue, of the container that an id names whose
   children it shows as its own: mostly itself. */
int64_t	tree_container(const struct tree *t, int64_t container);

/* The number of what rows hang in, in the catalogue, that are shown in a
   container of that number (SEARCH_ROOT: in the root). INT64_MIN: none are. */
int64_t	tree_parent_number(const struct tree *t, int64_t shown);

/* An object's number in the catalogue. Not to be asked of the root or a
   group. */
int64_t	tree_row_number(const struct object_id *id);

/* The id of a row (a container if negative) that is listed as a child of
   parent. */
struct object_id	tree_child(const struct object_id *parent,
			    int64_t row);

/* The root, a group, or a view as a row, for its metadata; the title is
   static or the configuration's. 0, or -1. */
int	tree_row(const struct tree *t, const struct object_id *id,
	    struct catalog *c, struct catalog_object *row);

#endif
