/*
 * The views of what is newest: lares-scan only.
 */
#include <sqlite3.h>

#include "common/catalog_area.h"
#include "common/catalog_count.h"
#include "common/catalog_placed.h"
#include "common/catalog_recent.h"
#include "common/catalog_schema.h"
#include "common/catalog_shelve.h"
#include "common/view.h"

/* Puts an object back on a view that its row says it was put on. */
static int
put_back(struct catalog *c, int64_t object, const struct catalog_placed *p,
    void *view)
{
	return p->container == *(const enum view *)view ?
	    catalog_shelve_put(c, object, p) : 0;
}

/* Where some went, those that were too old come back. */
static int
refill(struct catalog *c, enum media_kind kind, enum view view)
{
	sqlite3_stmt *s = catalog_statement_of(c, "SELECT id, shelved FROM object"
	    " WHERE kind = ?1 ORDER BY added DESC LIMIT ?2", kind);

	sqlite3_bind_int64(s, 2, VIEW_RECENT_MAX);
	return catalog_shelve_each(c, s, put_back, &view);
}

/* 1, 0: it has no more than it should; -1. */
static int
is_too_full(struct catalog *c, enum view view)
{
	sqlite3_stmt *s = catalog_statement_of(c,
	    "SELECT 1 FROM container WHERE id = ?1 AND n > ?2", view);
	int64_t found;

	sqlite3_bind_int64(s, 2, VIEW_RECENT_MAX);
	return catalog_number(c, s, &found);
}

static int
trim(struct catalog *c, enum view view)
{
	const int full = is_too_full(c, view);

	if (full != 1)
		return full;
	if (catalog_run_with(c, "DELETE FROM member WHERE container = ?1"
	    " AND (sort, object) >= (SELECT sort, object FROM member"
	    " WHERE container = ?1 ORDER BY sort, object LIMIT 1 OFFSET ?2)",
	    view, VIEW_RECENT_MAX) == -1 ||
	    /* Exactly those are left. */
	    catalog_run_with(c, "UPDATE container SET n = ?2 WHERE id = ?1",
	    view, VIEW_RECENT_MAX) == -1)
		return -1;
	return catalog_area_recount(c, (int64_t)view);
}

int
catalog_recent_keep(struct catalog *c)
{
	for (int kind = 0; kind < MEDIA_KINDS; kind++) {
		const enum view view = view_of_recent((enum media_kind)kind);

		if (view == VIEW_NONE)
			continue;
		if (catalog_count_left(c, view) &&
		    refill(c, (enum media_kind)kind, view) == -1)
			return -1;
		if (catalog_count_write(c) == -1 || trim(c, view) == -1)
			return -1;
	}
	return 0;
}
