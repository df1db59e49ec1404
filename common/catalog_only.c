/* The one media root, whose folders are shown without it. For lares-http. */
#include <endian.h>
#include <sqlite3.h>
#include <stdlib.h>

#include "common/catalog_list.h"
#include "common/catalog_only.h"
#include "common/catalog_read.h"
#include "common/catalog_schema.h"

static int
find_root(struct catalog *c, int64_t *root)
{
	const struct catalog_query q = { .scope = CATALOG_IN_FOLDER };
	int64_t *ids;
	size_t n;

	if (catalog_list(c, &q, 0, 2, &ids, &n) == -1)
		return -1;
	*root = n == 1 ? ids[0] : 0;
	free(ids);
	return 0;
}

static int
find_folder(struct catalog *c, enum view view, int64_t root, int64_t *folder)
{
	const uint64_t key = htobe64((uint64_t)root);
	sqlite3_stmt *s = catalog_statement_of(c,
	    "SELECT id FROM container WHERE parent = ?1 AND key = ?2", view);

	catalog_bind_bytes(s, 2, &key, sizeof(key));
	return catalog_number(c, s, folder) == -1 ? -1 : 0;
}

static int
find_all(struct catalog *c, struct catalog_only *only)
{
	enum view view;

	if (find_root(c, &only->root) == -1)
		return -1;
	for (int kind = 0; only->root != 0 && kind < MEDIA_KINDS; kind++) {
		view = view_of_folders((enum media_kind)kind);
		if (view != VIEW_NONE && find_folder(c, view, only->root,
		    &only->folder[kind]) == -1)
			return -1;
	}
	return 0;
}

const struct catalog_only *
catalog_only(struct catalog *c)
{
	struct catalog_only now = { .root = 0 };

	if (catalog_update_id(c, &now.update_id) == -1)
		return NULL;
	if (c->only != NULL && c->only->update_id == now.update_id)
		return c->only;
	if (find_all(c, &now) == -1 || (c->only == NULL &&
	    (c->only = malloc(sizeof(*c->only))) == NULL))
		return NULL;
	*c->only = now;
	return c->only;
}
