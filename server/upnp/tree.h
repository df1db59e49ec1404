#ifndef LARES_UPNP_TREE_H
#define LARES_UPNP_TREE_H

#include <stdbool.h>
#include <stdint.h>

#include "common/catalog_read.h"
#include "common/config.h"
#include "server/upnp/object_id.h"

/* The shape of the tree that clients see, above and around the catalogue's
   rows, as it is during one request. */
struct tree {
	enum config_root root;
	uint64_t	 nmedia_roots;
	int64_t		 only_root;	/* the one media root, whose children
					   "folders" shows as its own; or 0 */
};

/* 0, or -1 when the catalogue failed. */
int	tree_read(struct tree *t, enum config_root root, struct catalog *c);

/* Whether the root stands for one view, which is then *kind; else it lists
   them all. */
bool	tree_root_is_view(const struct tree *t, enum media_kind *kind);

/* Where an object hangs. row_parent: catalog_object.parent, for rows. Not to
   be asked of the root. */
struct object_id	tree_parent(const struct tree *t,
			    const struct object_id *id, int64_t row_parent);

/*
 * How the children of id are found: true with the view, parent and kind of q
 * set, and child set to what their ids are like; false for what has none in
 * the catalogue (the root, when it lists the views; a file in a view).
 */
bool	tree_children(const struct tree *t, const struct object_id *id,
	    struct catalog_query *q, struct object_id *child);

/* A view as a row, for its metadata. *row's title is static. 0, or -1. */
int	tree_view_row(const struct tree *t, enum media_kind kind,
	    struct catalog *c, struct catalog_object *row);

#endif
