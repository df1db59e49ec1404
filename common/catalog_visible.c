/*
 * Single objects, seen by one from whom areas are hidden. In lares-http.
 */
#include <sqlite3.h>

#include "common/catalog_schema.h"
#include "common/catalog_visible.h"

/* Whether a statement finds a row. 1, 0 or -1. */
static int
finds(struct catalog *c, sqlite3_stmt *s)
{
	int step = s != NULL ? sqlite3_step(s) : SQLITE_ERROR;

	sqlite3_reset(s);
	if (step == SQLITE_ROW || step == SQLITE_DONE)
		return step == SQLITE_ROW;
	c->failed = true;
	return -1;
}

int
catalog_is_visible(struct catalog *c, int64_t id, uint64_t hidden)
{
	sqlite3_stmt *s = catalog_statement(c, id < 0 ?
	    "SELECT 1 FROM container c WHERE c.id = -?1 AND "
	    CATALOG_SEES_CONTAINER("?2") :
	    "SELECT 1 FROM object o WHERE o.id = ?1 AND "
	    CATALOG_SEES_OBJECT("?2"));

	if (s != NULL) {
		sqlite3_bind_int64(s, 1, id);
		sqlite3_bind_int64(s, 2, (int64_t)hidden);
	}
	return finds(c, s);
}

int
catalog_has_areas(struct catalog *c, uint64_t mark)
{
	sqlite3_stmt *s = catalog_statement(c,
	    "SELECT 1 FROM state WHERE areas = ?1");

	if (s != NULL)
		sqlite3_bind_int64(s, 1, (int64_t)mark);
	return finds(c, s);
}
