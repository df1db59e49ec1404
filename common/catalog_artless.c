/*
 * The objects whose picture has still to be found: lares-scan only. They are
 * in the catalogue, so that what one life of the scanner did not get to the
 * next one does.
 */
#include <sqlite3.h>
#include <stdio.h>

#include "common/catalog_artless.h"
#include "common/catalog_batch.h"
#include "common/catalog_place.h"
#include "common/catalog_schema.h"

int
catalog_artless_add(struct catalog *c, int64_t id, enum media_kind kind)
{
	sqlite3_stmt *s;

	if (kind == MEDIA_FOLDER)
		return 0;
	s = catalog_batch_statement(c,
	    "INSERT OR IGNORE INTO artless VALUES (?1, ?2)");
	sqlite3_bind_int64(s, 1, kind);
	sqlite3_bind_int64(s, 2, id);
	return catalog_batch_run(c, s);
}

/* "/", which no name has, comes just after ".". */
int
catalog_artless_add_named(struct catalog *c, int64_t folder, const char *stem)
{
	sqlite3_stmt *s = catalog_batch_statement(c, "INSERT OR IGNORE INTO artless"
	    " SELECT o.kind, o.id FROM place p JOIN object o ON o.id = p.id"
	    " WHERE p.parent = ?1 AND p.name > ?2 AND p.name < ?3"
	    " AND o.kind IN (1, 2)");
	char from[CATALOG_NAME_BYTES], to[CATALOG_NAME_BYTES];
	const int n = snprintf(from, sizeof(from), "%s.", stem);

	if (n < 0 || (size_t)n >= sizeof(from))
		return 0;
	snprintf(to, sizeof(to), "%s/", stem);
	sqlite3_bind_int64(s, 1, folder);
	catalog_bind_bytes(s, 2, from, (size_t)n);
	catalog_bind_bytes(s, 3, to, (size_t)n);
	return catalog_batch_run(c, s);
}

static int
write_stamp(struct catalog *c, int64_t folder, uint64_t stamp)
{
	sqlite3_stmt *s = catalog_batch_statement(c, stamp != 0 ?
	    "INSERT OR REPLACE INTO covers VALUES (?1, ?2)" :
	    "DELETE FROM covers WHERE folder = ?1");

	sqlite3_bind_int64(s, 1, folder);
	if (stamp != 0)
		sqlite3_bind_int64(s, 2, (int64_t)stamp);
	return catalog_batch_run(c, s);
}

/* A folder's cover is also that of the discs in it. */
static int
want_folder(struct catalog *c, int64_t folder)
{
	sqlite3_stmt *s = catalog_batch_statement(c, "INSERT OR IGNORE INTO artless"
	    " SELECT kind, id FROM object WHERE kind IN (1, 2) AND parent IN"
	    " (SELECT ?1 UNION ALL SELECT id FROM object WHERE parent = ?1"
	    " AND (kind > 0) = 0)");

	sqlite3_bind_int64(s, 1, folder);
	return catalog_batch_run(c, s);
}

int
catalog_artless_stamp(struct catalog *c, int64_t folder, uint64_t stamp,
    bool *news)
{
	int64_t old = 0;

	if (catalog_number_of(c, "SELECT stamp FROM covers WHERE folder = ?1",
	    folder, &old) == -1)
		return catalog_batch_roll_back(c);
	if ((uint64_t)old == stamp)
		return 0;
	*news = true;
	return write_stamp(c, folder, stamp) == -1 ||
	    want_folder(c, folder) == -1 ? -1 : 0;
}

int
catalog_artless_done(struct catalog *c, int64_t id, enum media_kind kind)
{
	sqlite3_stmt *s = catalog_batch_statement(c,
	    "DELETE FROM artless WHERE kind = ?1 AND id = ?2");

	sqlite3_bind_int64(s, 1, kind);
	sqlite3_bind_int64(s, 2, id);
	return catalog_batch_run(c, s);
}

/* 1; 0: all have theirs; -1. *listed: it is still there, and of that kind. */
static int
read_next(struct catalog *c, struct catalog_artless *a, bool *listed)
{
	sqlite3_stmt *s = catalog_statement(c, "SELECT a.kind, a.id, o.parent,"
	    " o.cover, o.size, o.mtime_ns, o.orientation FROM artless a"
	    " LEFT JOIN object o ON o.id = a.id AND o.kind = a.kind"
	    " ORDER BY a.kind, a.id LIMIT 1");
	const int found = catalog_step(c, s);

	if (found == 1) {
		*listed = sqlite3_column_type(s, 2) != SQLITE_NULL;
		*a = (struct catalog_artless){
			.kind = (enum media_kind)sqlite3_column_int(s, 0),
			.id = sqlite3_column_int64(s, 1),
			.folder = sqlite3_column_int64(s, 2),
			.cover = (uint64_t)sqlite3_column_int64(s, 3),
			.size = (uint64_t)sqlite3_column_int64(s, 4),
			.mtime_ns = sqlite3_column_int64(s, 5),
			.orientation = (uint32_t)sqlite3_column_int(s, 6),
		};
	}
	sqlite3_reset(s);
	return found != -1 ? found : catalog_batch_roll_back(c);
}

int
catalog_artless_next(struct catalog *c, struct catalog_artless *a)
{
	bool listed = false;
	int found;

	while ((found = read_next(c, a, &listed)) == 1 && !listed)
		if (catalog_artless_done(c, a->id, a->kind) == -1)
			return -1;
	return found;
}
