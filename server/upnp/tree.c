/*
 * The tree above the rows: root, groups, views, folders. Which ids exist,
 * where they hang, and which rows are beneath them. In lares-http; knows no
 * XML and no client.
 */
#include <string.h>

#include "common/catalog_visible.h"
#include "server/upnp/language.h"
#include "server/upnp/search.h"
#include "server/upnp/tree.h"

int
tree_read(struct tree *t, const struct config *config, enum config_root root,
    struct catalog *c, uint64_t hidden)
{
	const struct catalog_only *only = catalog_only(c);

	if (only == NULL)
		return -1;
	t->config = config;
	t->root = root;
	t->hidden = hidden;
	t->continues = false;
	t->nopen = 0;
	t->only = *only;
	return 0;
}

/* What "root_container" makes of the root: the group that it stands for. */
static bool
root_is_group(const struct tree *t, enum media_kind *kind)
{
	static const struct {
		enum config_root root;
		enum media_kind	 kind;
	} table[] = {
		{ CONFIG_ROOT_MUSIC,	MEDIA_AUDIO },
		{ CONFIG_ROOT_VIDEO,	MEDIA_VIDEO },
		{ CONFIG_ROOT_PICTURES,	MEDIA_PICTURE },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (table[i].root == t->root) {
			*kind = table[i].kind;
			return true;
		}
	return false;
}

/* ---- what is open -------------------------------------------------------- */

bool
tree_needs_open(const struct object_id *id)
{
	return id->place == OBJECT_ROOT ||
	    ((id->place == OBJECT_CONTAINER ||
	    id->place == OBJECT_IN_CONTAINER) &&
	    id->container == VIEW_CONTINUE);
}

/* A root that stands for a group shows nothing of other kinds. 1, 0 or -1. */
static int
root_fits(const struct tree *t, struct catalog *c, int64_t object)
{
	enum media_kind wanted, kind;
	int found;

	if (!root_is_group(t, &wanted))
		return 1;
	found = catalog_kind(c, object, &kind);
	return found == 1 ? kind == wanted : found;
}

int
tree_read_open(struct tree *t, struct catalog *c, const int64_t *objects,
    size_t n)
{
	int fits;

	t->nopen = 0;
	for (size_t i = 0; i < n && t->nopen < CATALOG_GIVEN_MAX; i++) {
		if ((fits = root_fits(t, c, objects[i])) == 1)
			fits = catalog_is_visible(c, objects[i], t->hidden);
		if (fits == -1)
			return -1;
		if (fits == 1)
			t->open[t->nopen++] = objects[i];
	}
	return 0;
}

bool
tree_is_open(const struct tree *t, int64_t row)
{
	for (size_t i = 0; i < t->nopen; i++)
		if (t->open[i] == row)
			return true;
	return false;
}

/* ---- what stands above the catalogue ----------------------------------- */

static struct object_id
group(enum media_kind kind)
{
	return (struct object_id){ .place = OBJECT_GROUP, .kind = kind };
}

static struct object_id
container(int64_t id)
{
	return (struct object_id){ .place = OBJECT_CONTAINER,
	    .container = id };
}

static bool
is_among(const struct object_id *entries, size_t n, const struct object_id *id)
{
	while (n-- > 0)
		if (entries[n].place == id->place &&
		    entries[n].container == id->container &&
		    entries[n].kind == id->kind)
			return true;
	return false;
}

static void
add(struct object_id entries[TREE_ENTRIES_MAX], size_t *n,
    struct object_id id)
{
	if (*n < TREE_ENTRIES_MAX && !is_among(entries, *n, &id))
		entries[(*n)++] = id;
}

static void
add_views_of(struct object_id entries[TREE_ENTRIES_MAX], size_t *n,
    enum media_kind kind)
{
	const struct view_facts *v;

	for (size_t i = 0; (v = view_get(i)) != NULL; i++)
		if (v->kind == kind)
			add(entries, n, container((int64_t)v->view));
}

/* What "view" names: a view, or a group of them. 0, or -1: there is none. */
static int
find_view(const char *name, struct object_id *id)
{
	if (object_id_parse(name, id) == -1 ||
	    (id->place != OBJECT_GROUP && (id->place != OBJECT_CONTAINER ||
	    id->container >= VIEW_IDS)))
		return -1;
	return 0;
}

static bool
root_is_folders(const struct tree *t)
{
	return t->root == CONFIG_ROOT_FOLDERS;
}

static bool
is_continue(const struct object_id *id)
{
	return id->place == OBJECT_CONTAINER && id->container == VIEW_CONTINUE;
}

/* What the root lists that is no folder. */
static void
list_root(const struct tree *t, struct object_id entries[TREE_ENTRIES_MAX],
    size_t *n)
{
	const struct config_list *views = &t->config->views;
	enum media_kind kind;
	struct object_id id;
	size_t i;

	if (root_is_group(t, &kind)) {
		if (t->continues)
			add(entries, n, container(VIEW_CONTINUE));
		add_views_of(entries, n, kind);
		return;
	}
	for (i = 0; i < views->n; i++)
		if (find_view(views->items[i], &id) == 0 &&
		    (t->continues || !is_continue(&id)))
			add(entries, n, id);
	if (*n > 0)
		return;
	if (t->continues)
		add(entries, n, container(VIEW_CONTINUE));
	for (i = 0; i < OBJECT_GROUPS; i++)
		add(entries, n, group(object_group_get(i)->kind));
	add(entries, n, container(VIEW_PLAYLISTS));
	add(entries, n, container(VIEW_FOLDERS));
}

static bool
root_lists(const struct tree *t, const struct object_id *id)
{
	struct object_id entries[TREE_ENTRIES_MAX];
	size_t n = 0;

	list_root(t, entries, &n);
	return is_among(entries, n, id);
}

/* A view that the root lists hangs there, and nowhere else. */
static void
drop_listed_above(const struct tree *t, struct object_id *entries, size_t *n)
{
	enum media_kind kind;
	size_t kept = 0;

	if (root_is_group(t, &kind))		/* they are one */
		return;
	for (size_t i = 0; i < *n; i++)
		if (!root_lists(t, &entries[i]))
			entries[kept++] = entries[i];
	*n = kept;
}

/* Players take what they see at first for what there is: these stay. */
static bool
is_always_listed(const struct object_id *id)
{
	const struct view_facts *v = id->place == OBJECT_CONTAINER ?
	    view_of((enum view)id->container) : NULL;

	return v == NULL || v->view == VIEW_FOLDERS ||
	    v->view == view_of_all(v->kind);
}

/* Other views that nothing is in are not worth a line. */
static int
drop_empty(const struct tree *t, struct catalog *c, struct object_id *entries,
    size_t *n)
{
	size_t kept = 0;
	uint64_t total;

	for (size_t i = 0; i < *n; i++) {
		struct catalog_query q = { .scope = CATALOG_EVERYWHERE };

		if (is_always_listed(&entries[i]) ||
		    !tree_source(t, &entries[i], &q))
			total = 1;
		else if (catalog_total(c, &q, &total) == -1)
			return -1;
		if (total > 0)
			entries[kept++] = entries[i];
	}
	*n = kept;
	return 0;
}

int
tree_entries(const struct tree *t, const struct object_id *id,
    struct catalog *c, struct object_id entries[TREE_ENTRIES_MAX], size_t *n)
{
	*n = 0;
	if (id->place == OBJECT_GROUP)
		add_views_of(entries, n, id->kind);
	else if (id->place == OBJECT_ROOT && !root_is_folders(t))
		list_root(t, entries, n);
	else
		return 0;
	if (id->place == OBJECT_GROUP)
		drop_listed_above(t, entries, n);
	return drop_empty(t, c, entries, n) == -1 ? -1 : 1;
}

/* ---- where things hang -------------------------------------------------- */

static struct object_id
parent_of_view(const struct tree *t, const struct object_id *id)
{
	const struct object_id root = { .place = OBJECT_ROOT };
	const struct view_facts *v = view_of((enum view)id->container);

	if (v == NULL || v->kind == MEDIA_FOLDER || root_lists(t, id))
		return root;
	return group(v->kind);
}

/* Whose children the folders of the first level are. */
static struct object_id
home_of_folders(const struct tree *t)
{
	if (root_is_folders(t))
		return (struct object_id){ .place = OBJECT_ROOT };
	return container(VIEW_FOLDERS);
}

static struct object_id
parent_of_container(const struct tree *t, int64_t above)
{
	for (int kind = 0; kind < MEDIA_KINDS; kind++)
		if (t->only.folder[kind] == above)
			above = view_of_folders((enum media_kind)kind);
	return container(above);
}

struct object_id
tree_parent(const struct tree *t, const struct object_id *id,
    int64_t row_parent)
{
	struct object_id parent = { .place = OBJECT_ROOT };

	switch (id->place) {
	case OBJECT_IN_CONTAINER:
		return container(id->container);
	case OBJECT_CONTAINER:
		return id->container < VIEW_IDS ? parent_of_view(t, id) :
		    parent_of_container(t, -row_parent);
	case OBJECT_ROW:
		if (row_parent == 0 || row_parent == t->only.root)
			return home_of_folders(t);
		parent.place = OBJECT_ROW;
		parent.row = row_parent;
		break;
	default:
		break;
	}
	return parent;
}

int64_t
tree_container(const struct tree *t, int64_t container)
{
	for (int kind = 0; kind < MEDIA_KINDS; kind++)
		if (t->only.folder[kind] != 0 && container ==
		    (int64_t)view_of_folders((enum media_kind)kind))
			return t->only.folder[kind];
	return container;
}

int64_t
tree_parent_number(const struct tree *t, int64_t shown)
{
	if (shown == SEARCH_ROOT || shown == -VIEW_FOLDERS)
		return (shown == SEARCH_ROOT) == root_is_folders(t) ?
		    t->only.root : INT64_MIN;
	return shown < 0 ? -tree_container(t, -shown) : shown;
}

int64_t
tree_row_number(const struct object_id *id)
{
	return id->place == OBJECT_CONTAINER ? -id->container : id->row;
}

struct object_id
tree_child(const struct object_id *parent, int64_t row)
{
	struct object_id child = { .place = OBJECT_ROW, .row = row };

	if (row < 0)
		return container(-row);
	if (parent->place == OBJECT_CONTAINER &&
	    parent->container != VIEW_FOLDERS) {
		child.place = OBJECT_IN_CONTAINER;
		child.container = parent->container;
	}
	return child;
}

/* ---- where the catalogue has it ------------------------------------------ */

bool
tree_source(const struct tree *t, const struct object_id *id,
    struct catalog_query *q)
{
	const bool folders = id->place == OBJECT_ROOT ? root_is_folders(t) :
	    id->place == OBJECT_CONTAINER && id->container == VIEW_FOLDERS;

	q->deep = false;
	q->hidden = t->hidden;
	if (folders) {
		q->scope = CATALOG_IN_FOLDER;
		q->id = t->only.root;
	} else if (is_continue(id)) {
		q->scope = CATALOG_GIVEN;
		q->given = t->open;
		q->ngiven = t->nopen;
	} else if (id->place == OBJECT_CONTAINER) {
		q->scope = CATALOG_IN_CONTAINER;
		q->id = tree_container(t, id->container);
	} else if (id->place == OBJECT_ROW) {
		q->scope = CATALOG_IN_FOLDER;
		q->id = id->row;
	} else {
		return false;
	}
	return true;
}

bool
tree_source_deep(const struct tree *t, const struct object_id *id,
    struct catalog_query *q)
{
	enum media_kind kind;

	if (id->place == OBJECT_GROUP) {
		q->scope = CATALOG_OF_KIND;
		q->kind = id->kind;
	} else if (id->place == OBJECT_ROOT && root_is_group(t, &kind)) {
		q->scope = CATALOG_OF_KIND;
		q->kind = kind;
	} else if (id->place == OBJECT_ROOT) {
		q->scope = CATALOG_EVERYWHERE;
	} else if (!tree_source(t, id, q)) {
		return false;
	}
	q->deep = true;
	q->hidden = t->hidden;
	q->without = t->only.root;	/* is no object of the tree */
	return true;
}

/* ---- as rows -------------------------------------------------------------- */

int
tree_row(const struct tree *t, const struct object_id *id, struct catalog *c,
    struct catalog_object *row)
{
	struct object_id entries[TREE_ENTRIES_MAX];
	struct catalog_query q = { .scope = CATALOG_EVERYWHERE };
	size_t n;
	int fixed;

	memset(row, 0, sizeof(*row));
	row->kind = MEDIA_FOLDER;
	row->date = row->artist = row->album = row->album_artist = "";
	row->genre = row->composer = row->series = row->rating = "";
	row->description = row->director = row->mime = row->extension = "";
	if (id->place == OBJECT_CONTAINER)
		row->title = language_view(t->config->language,
		    (enum view)id->container);
	else
		row->title = id->place == OBJECT_ROOT ?
		    t->config->friendly_name :
		    language_group(t->config->language, id->kind);
	if ((fixed = tree_entries(t, id, c, entries, &n)) == 0 &&
	    tree_source(t, id, &q))
		return catalog_total(c, &q, &row->child_count);
	row->child_count = n;
	return fixed == -1 ? -1 : 0;
}
