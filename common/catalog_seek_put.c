/*
 * Which files want a seek table, and what came of it. lares-scan only.
 */
#include <sqlite3.h>

#include "common/catalog_batch.h"
#include "common/catalog_object.h"
#include "common/catalog_schema.h"
#include "common/catalog_seek_put.h"
#include "common/seek_table.h"

int
catalog_seek_want(struct catalog *c, int64_t id, bool wanted)
{
	return catalog_run_with(c, "UPDATE object SET seekable = ?2"
	    " WHERE id = ?1 AND seekable <> ?2", id, wanted ?
	    CATALOG_SEEK_WANTED : CATALOG_SEEK_NONE) == -1 ?
	    catalog_batch_roll_back(c) : 0;
}

int
catalog_seek_next(struct catalog *c, int64_t below, struct catalog_seek *file)
{
	/* 1 is CATALOG_SEEK_WANTED, as the index has it. */
	sqlite3_stmt *s = catalog_statement_of(c, "SELECT id, size, mtime_ns"
	    " FROM object WHERE seekable = 1 AND id < ?1"
	    " ORDER BY id DESC LIMIT 1", below);
	const int found = catalog_step(c, s);

	if (found == 1)
		*file = (struct catalog_seek){
			.id = sqlite3_column_int64(s, 0),
			.size = (uint64_t)sqlite3_column_int64(s, 1),
			.mtime_ns = sqlite3_column_int64(s, 2),
		};
	sqlite3_reset(s);
	return found;
}

/* Whether it is the file that was begun with, and still wanted: 1, 0 or -1. */
static int
is_same(struct catalog *c, const struct catalog_seek *file)
{
	sqlite3_stmt *s = catalog_statement_of(c, "SELECT 1 FROM object"
	    " WHERE id = ?1 AND size = ?2 AND mtime_ns = ?3 AND seekable = 1",
	    file->id);
	int64_t one;

	sqlite3_bind_int64(s, 2, (int64_t)file->size);
	sqlite3_bind_int64(s, 3, file->mtime_ns);
	return catalog_number(c, s, &one);
}

static int
put_table(struct catalog *c, int64_t id, const struct seek_table *table)
{
	sqlite3_stmt *s = catalog_statement_of(c,
	    "INSERT OR REPLACE INTO seek VALUES (?1, ?2)", id);

	catalog_bind_bytes(s, 2, table->packed.data, table->packed.len);
	return catalog_run(c, s);
}

int
catalog_seek_put(struct catalog *c, const struct catalog_seek *file,
    const struct seek_table *table, uint64_t duration_ms)
{
	const int same = is_same(c, file);

	if (same == 0)
		return 0;
	if (same == -1 || catalog_batch_begin(c) == -1 ||
	    (table != NULL && put_table(c, file->id, table) == -1) ||
	    (table != NULL && duration_ms != 0 && catalog_run_with(c,
	    "UPDATE object SET duration_ms = ?2 WHERE id = ?1", file->id,
	    (int64_t)duration_ms) == -1) || catalog_run_with(c,
	    "UPDATE object SET seekable = ?2 WHERE id = ?1", file->id,
	    table != NULL ? CATALOG_SEEK_READY : CATALOG_SEEK_NONE) == -1)
		return catalog_batch_roll_back(c);
	c->rows++;
	return 0;
}

int
catalog_seek_tell(struct catalog *c)
{
	if (catalog_batch_begin(c) == -1)
		return catalog_batch_roll_back(c);
	c->changed = true;
	return 0;
}
