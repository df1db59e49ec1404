/*
 * Single objects, seen by one from whom areas are hidden. In lares-http.
 */
#include <sqlite3.h>

#include "common/catalog_schema.h"
#include "common/catalog_visible.h"

int
catalog_is_visible(struct catalog *c, int64_t id, uint64_t hidden)
{
	sqlite3_stmt *s = catalog_statement(c, id < 0 ?
	    "SELECT 1 FROM container c WHERE c.id = -?1 AND "
	    CATALOG_SEES_CONTAINER("?2") :
	    "SELECT 1 FROM object o WHERE o.id = ?1 AND "
	    CATALOG_SEES_OBJECT("?2"));
	int64_t found;

	if (s != NULL) {
		sqlite3_bind_int64(s, 1, id);
		sqlite3_bind_int64(s, 2, (int64_t)hidden);
	}
	return catalog_number(c, s, &found);
}

int
catalog_has_areas(struct catalog *c, uint64_t mark)
{
	sqlite3_stmt *s = catalog_statement(c,
	    "SELECT 1 FROM state WHERE areas = ?1");
	int64_t found;

	if (s != NULL)
		sqlite3_bind_int64(s, 1, (int64_t)mark);
	return catalog_number(c, s, &found);
}
