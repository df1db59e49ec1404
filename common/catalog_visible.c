/*
 * Single objects, seen by one from whom areas are hidden. In lares-http.
 */
#include <sqlite3.h>

#include "common/catalog_schema.h"
#include "common/catalog_visible.h"

int
catalog_is_visible(struct catalog *c, int64_t id, uint64_t hidden)
{
	sqlite3_stmt *s = catalog_statement_of(c, id < 0 ?
	    "SELECT 1 FROM container c WHERE c.id = -?1 AND "
	    CATALOG_SEES_CONTAINER("?2") :
	    "SELECT 1 FROM object o WHERE o.id = ?1 AND "
	    CATALOG_SEES_OBJECT("?2"), id);
	int64_t found;

	sqlite3_bind_int64(s, 2, (int64_t)hidden);
	return catalog_number(c, s, &found);
}

int
catalog_has_areas(struct catalog *c, uint64_t mark)
{
	int64_t found;

	return catalog_number_of(c, "SELECT 1 FROM state WHERE areas = ?1",
	    (int64_t)mark, &found);
}

/* Of a container: what is in it, and in those beneath it. */
#define LOOKED_AT	"100"
#define SOME_MEMBERS							\
	"SELECT m.object FROM"						\
	" (SELECT -?1 AS id UNION ALL SELECT * FROM (SELECT x.id"	\
	" FROM container x WHERE x.parent = -?1 AND x.listed"		\
	" LIMIT " LOOKED_AT ")) b CROSS JOIN member m ON m.container = b.id" \
	" LIMIT " LOOKED_AT

static const char whole_container_art[] =
    "SELECT art FROM container c WHERE c.id = -?1 AND art <> 0";
static const char part_container_art[] =
    "SELECT o.art FROM container c JOIN (" SOME_MEMBERS ") m"
    " JOIN object o ON o.id = m.object WHERE c.id = -?1 AND c.art <> 0"
    " AND o.art <> 0 AND " CATALOG_SHOWS("o.area", "?2") " LIMIT 1";
/* A folder in a hidden area may be seen, but what is in it is not. */
static const char object_art[] =
    "SELECT art FROM object o WHERE o.id = ?1 AND art <> 0 AND "
    CATALOG_SHOWS("o.area", "?2");

int
catalog_visible_art(struct catalog *c, int64_t id, uint64_t hidden,
    int64_t *art)
{
	sqlite3_stmt *s = catalog_statement_of(c, id > 0 ? object_art :
	    hidden == 0 ? whole_container_art : part_container_art, id);

	sqlite3_bind_int64(s, 2, (int64_t)hidden);
	return catalog_number(c, s, art);
}
