/*
 * Other areas: every object is numbered, every container counted anew.
 * lares-scan only.
 */
#include <endian.h>
#include <sqlite3.h>
#include <string.h>

#include "common/catalog_area.h"
#include "common/catalog_areas.h"
#include "common/catalog_batch.h"
#include "common/catalog_count.h"
#include "common/catalog_schema.h"
#include "common/view.h"

static int
put_areas(struct catalog *c, const struct catalog_area *areas, size_t n)
{
	if (catalog_execute(c, "DELETE FROM area; DELETE FROM beneath;"
	    "DELETE FROM tally_of;"
	    "UPDATE object SET area = 0 WHERE area <> 0;"
	    "UPDATE container SET area = 0 WHERE area <> 0") == -1)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (catalog_run_with(c,
		    "INSERT OR REPLACE INTO area VALUES (?1, ?2)",
		    areas[i].place, areas[i].area) == -1 ||
		    catalog_run_with(c,
		    "WITH RECURSIVE beneath (id) AS (SELECT ?1 UNION ALL"
		    " SELECT o.id FROM object o JOIN beneath b"
		    " ON o.parent = b.id) UPDATE object SET area = ?2"
		    " WHERE id IN beneath", areas[i].place,
		    areas[i].area) == -1)
			return -1;
	return 0;
}

/* A playlist is where its file is. */
static int
put_playlists(struct catalog *c)
{
	int64_t id = 0, container = 0;
	unsigned area;
	uint64_t key;
	sqlite3_stmt *s;
	int found;

	for (;;) {
		s = catalog_statement_of(c, "SELECT id FROM container"
		    " WHERE parent = ?1 AND id > ?2 ORDER BY id LIMIT 1",
		    VIEW_PLAYLISTS);
		sqlite3_bind_int64(s, 2, container);
		if ((found = catalog_number(c, s, &container)) != 1)
			return found;
		s = catalog_statement_of(c,
		    "SELECT key FROM container WHERE id = ?1", container);
		if (catalog_step(c, s) == 1 &&
		    sqlite3_column_bytes(s, 0) == sizeof(key)) {
			memcpy(&key, sqlite3_column_blob(s, 0), sizeof(key));
			id = (int64_t)be64toh(key);
		}
		sqlite3_reset(s);
		if (catalog_area_of(c, id, &area) == -1 ||
		    catalog_run_with(c,
		    "UPDATE container SET area = ?2 WHERE id = ?1",
		    container, area) == -1)
			return -1;
	}
}

/* From the members up to the views, level by level. */
static int
count_all(struct catalog *c)
{
	int64_t level = 0;

	if (catalog_execute(c, "INSERT INTO beneath"
	    " SELECT m.container, o.area, count(*) FROM member m"
	    " JOIN object o ON o.id = m.object GROUP BY 1, 2;"
	    "INSERT INTO tally_of SELECT kind, area, count(*) FROM object"
	    " WHERE area <> 0 GROUP BY 1, 2") == -1 ||
	    catalog_number(c, catalog_statement(c,
	    "SELECT max(level) FROM container"), &level) == -1)
		return -1;
	for (; level > 0; level--)
		if (catalog_run_with(c,
		    "INSERT INTO beneath SELECT c.parent, b.area, sum(b.n)"
		    " FROM beneath b JOIN container c ON c.id = b.container"
		    " WHERE c.level = ?1 GROUP BY 1, 2"
		    " ON CONFLICT DO UPDATE SET n = n + excluded.n", level,
		    0) == -1)
			return -1;
	return 0;
}

int
catalog_set_areas(struct catalog *c, const struct catalog_area *areas,
    size_t n, uint64_t mark)
{
	int64_t before = 0;

	if (catalog_number(c, catalog_statement(c, "SELECT areas FROM state"),
	    &before) == -1)
		return catalog_batch_roll_back(c);
	if ((uint64_t)before == mark)
		return 0;
	if (catalog_batch_begin(c) == -1 || catalog_count_write(c) == -1 ||
	    put_areas(c, areas, n) == -1 ||
	    catalog_run_with(c, "UPDATE state SET areas = ?1", (int64_t)mark,
	    0) == -1)
		return catalog_batch_roll_back(c);
	catalog_area_forget(c);		/* what it knew of those before */
	if (mark != 0 && (put_playlists(c) == -1 || count_all(c) == -1))
		return catalog_batch_roll_back(c);
	c->changed = true;
	c->rows++;
	return 0;
}
