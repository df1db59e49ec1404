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

/* A folder in a hidden area may be seen, but what is in it is not. */
int
catalog_visible_art(struct catalog *c, int64_t id, uint64_t hidden,
    int64_t *art)
{
	sqlite3_stmt *s = catalog_statement(c, id < 0 ?
	    "SELECT art FROM container c WHERE c.id = -?1 AND art <> 0"
	    " AND (?2 = 0 OR EXISTS (SELECT 1 FROM member m JOIN object o"
	    " ON o.id = m.object WHERE o.art = c.art AND "
	    CATALOG_SHOWS("o.area", "?2") " AND m.container IN (SELECT c.id"
	    " UNION ALL SELECT x.id FROM container x WHERE x.parent = c.id"
	    " AND x.listed)))" :
	    "SELECT art FROM object o WHERE o.id = ?1 AND art <> 0 AND "
	    CATALOG_SHOWS("o.area", "?2"));

	if (s != NULL) {
		sqlite3_bind_int64(s, 1, id);
		sqlite3_bind_int64(s, 2, (int64_t)hidden);
	}
	return catalog_number(c, s, art);
}
