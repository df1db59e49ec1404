/*
 * Areas in the catalogue: every object has the number of its own, every
 * container how many of each are in it or beneath. lares-scan only.
 */
#include <sqlite3.h>

#include "common/catalog_area.h"
#include "common/catalog_schema.h"

/* ---- one place -------------------------------------------------------------- */

void
catalog_area_forget(struct catalog *c)
{
	c->areas = CATALOG_AREAS_UNKNOWN;
	c->area_place = 0;
}

/* Whether there are any: 1, 0 or -1. */
static int
has_areas(struct catalog *c)
{
	int64_t mark = 0;

	if (c->areas == CATALOG_AREAS_UNKNOWN) {
		if (catalog_number_of(c, "SELECT areas FROM state WHERE ?1", 1,
		    &mark) == -1)
			return -1;
		c->areas = mark != 0 ? CATALOG_AREAS_SOME : CATALOG_AREAS_NONE;
	}
	return c->areas == CATALOG_AREAS_SOME;
}

/* That of the nearest folder above that is one, or its own. */
static int
find_area(struct catalog *c, int64_t place, unsigned *area)
{
	int64_t n = 0;
	int found = 0;

	while (place != 0 && found == 0) {
		found = catalog_number_of(c, "SELECT area FROM area"
		    " WHERE place = ?1", place, &n);
		if (found == -1 || (found == 0 && catalog_number_of(c,
		    "SELECT parent FROM place WHERE id = ?1", place,
		    &place) != 1))
			return -1;
	}
	*area = (unsigned)n;
	return 0;
}

int
catalog_area_of(struct catalog *c, int64_t place, unsigned *area)
{
	const int some = has_areas(c);

	*area = 0;
	if (some != 1)
		return some;
	/* It is asked once for each container of an object. */
	if (c->area_place != place) {
		if (find_area(c, place, &c->area) == -1)
			return -1;
		c->area_place = place;
	}
	*area = c->area;
	return 0;
}

/* ---- counts ------------------------------------------------------------------ */

int
catalog_area_count(struct catalog *c, int64_t container, int64_t object,
    int by)
{
	const int some = has_areas(c);
	sqlite3_stmt *s;
	unsigned area;

	if (some != 1)
		return some;
	if (catalog_area_of(c, object, &area) == -1)
		return -1;
	while (container != 0) {
		s = catalog_statement_of(c, "INSERT INTO beneath"
		    " VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE"
		    " SET n = n + ?3", container);
		sqlite3_bind_int64(s, 2, area);
		sqlite3_bind_int64(s, 3, by);
		if (catalog_run(c, s) == -1)
			return -1;
		if (catalog_number_of(c, "SELECT parent FROM container WHERE id = ?1",
		    container, &container) != 1)
			return -1;
	}
	return 0;
}

int
catalog_area_recount(struct catalog *c, int64_t view)
{
	const int some = has_areas(c);

	if (some != 1)
		return some;
	return catalog_run_with(c, "DELETE FROM beneath WHERE container = ?1",
	    view, 0) == -1 ? -1 : catalog_run_with(c, "INSERT INTO beneath"
	    " SELECT m.container, o.area, count(*) FROM member m"
	    " JOIN object o ON o.id = m.object WHERE m.container = ?1"
	    " GROUP BY 1, 2", view, 0);
}
