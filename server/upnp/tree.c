/*
 * The tree above the rows: root, views, folders. Which ids exist, where they
 * hang, and which rows are beneath them. In lares-http; knows no XML and no
 * client.
 */
#include <stdlib.h>
#include <string.h>

#include "server/upnp/tree.h"

int
tree_read(struct tree *t, enum config_root root, struct catalog *c)
{
	struct catalog_query q = { .view = CATALOG_CHILDREN, .count = 1 };
	uint32_t update_id;
	int64_t *ids;
	size_t n;

	if (catalog_page(c, &q, &ids, &n, &t->nmedia_roots, &update_id) == -1)
		return -1;
	t->root = root;
	t->only_root = t->nmedia_roots == 1 && n == 1 ? ids[0] : 0;
	free(ids);
	return 0;
}

bool
tree_root_is_view(const struct tree *t, enum media_kind *kind)
{
	static const struct {
		enum config_root root;
		enum media_kind	 kind;
	} table[] = {
		{ CONFIG_ROOT_FOLDERS,	MEDIA_FOLDER },
		{ CONFIG_ROOT_MUSIC,	MEDIA_AUDIO },
		{ CONFIG_ROOT_VIDEO,	MEDIA_VIDEO },
		{ CONFIG_ROOT_PICTURES,	MEDIA_PICTURE },
	};
	size_t i;

	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (table[i].root == t->root) {
			*kind = table[i].kind;
			return true;
		}
	return false;
}

/* What shows a view's children: the view, or the root in its stead. */
static struct object_id
home(const struct tree *t, enum media_kind kind)
{
	struct object_id id = { .place = OBJECT_VIEW, .kind = kind };
	enum media_kind shown;

	if (tree_root_is_view(t, &shown) && shown == kind)
		id.place = OBJECT_ROOT;
	return id;
}

struct object_id
tree_parent(const struct tree *t, const struct object_id *id,
    int64_t row_parent)
{
	struct object_id parent = { .place = OBJECT_ROOT };

	if (id->place == OBJECT_IN_VIEW)
		return home(t, id->kind);
	if (id->place != OBJECT_ROW)
		return parent;
	if (row_parent == 0 || row_parent == t->only_root)
		return home(t, MEDIA_FOLDER);
	parent.place = OBJECT_ROW;
	parent.row = row_parent;
	return parent;
}

static bool
view_children(const struct tree *t, enum media_kind kind,
    struct catalog_query *q, struct object_id *child)
{
	memset(child, 0, sizeof(*child));
	child->kind = kind;
	q->kind = kind;
	if (kind == MEDIA_FOLDER) {
		child->place = OBJECT_ROW;
		q->view = CATALOG_CHILDREN;
		q->parent = t->only_root;
	} else {
		child->place = OBJECT_IN_VIEW;
		q->view = CATALOG_ALL_OF_KIND;
	}
	return true;
}

bool
tree_children(const struct tree *t, const struct object_id *id,
    struct catalog_query *q, struct object_id *child)
{
	enum media_kind kind;

	switch (id->place) {
	case OBJECT_ROOT:
		return tree_root_is_view(t, &kind) &&
		    view_children(t, kind, q, child);
	case OBJECT_VIEW:
		return view_children(t, id->kind, q, child);
	case OBJECT_ROW:
		memset(child, 0, sizeof(*child));
		child->place = OBJECT_ROW;
		q->view = CATALOG_CHILDREN;
		q->parent = id->row;
		return true;
	case OBJECT_IN_VIEW:
		break;
	}
	return false;
}

static void
keep_child_count(void *arg, const struct catalog_object *o)
{
	uint64_t *count = arg;

	*count = o->child_count;
}

int
tree_view_row(const struct tree *t, enum media_kind kind, struct catalog *c,
    struct catalog_object *row)
{
	struct catalog_counts counts;
	uint64_t n;

	if (kind != MEDIA_FOLDER) {
		if (catalog_counts(c, &counts) == -1)
			return -1;
		n = counts.of_kind[kind];
	} else if (t->only_root != 0) {
		n = 0;
		if (catalog_object(c, t->only_root, keep_child_count, &n) == -1)
			return -1;
	} else {
		n = t->nmedia_roots;
	}
	memset(row, 0, sizeof(*row));
	row->kind = MEDIA_FOLDER;
	row->title = object_view_of(kind)->title;
	row->child_count = n;
	return 0;
}
