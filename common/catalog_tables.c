/*
 * What the catalogue's file holds, table by table, for people who want to know
 * what is stored about them; nobody else sees SQL. Runs in laresctl.
 */
#include <sqlite3.h>
#include <stdio.h>

#include "common/catalog_schema.h"
#include "common/catalog_tables.h"

/* Its pages and those of its indexes. */
static int64_t
table_bytes(struct catalog *c, const char *name)
{
	sqlite3_stmt *s = NULL;
	int64_t bytes = -1;

	if (sqlite3_prepare_v2(c->db, "SELECT sum(pgsize) FROM dbstat"
	    " WHERE aggregate = TRUE AND name IN"
	    " (SELECT name FROM sqlite_master WHERE tbl_name = ?1)", -1, &s,
	    NULL) != SQLITE_OK)
		return -1;		/* built without this table */
	sqlite3_bind_text(s, 1, name, -1, SQLITE_STATIC);
	if (sqlite3_step(s) == SQLITE_ROW)
		bytes = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return bytes;
}

/* A name can only be quoted, not bound. */
static int
table_rows(struct catalog *c, const char *name, uint64_t *rows)
{
	char *sql = sqlite3_mprintf("SELECT count(*) FROM \"%w\"", name);
	sqlite3_stmt *s = NULL;
	int ret = -1;

	if (sql != NULL && sqlite3_prepare_v2(c->db, sql, -1, &s, NULL) ==
	    SQLITE_OK && sqlite3_step(s) == SQLITE_ROW) {
		*rows = (uint64_t)sqlite3_column_int64(s, 0);
		ret = 0;
	}
	sqlite3_finalize(s);
	sqlite3_free(sql);
	return ret;
}

static int
hand_out_table(struct catalog *c, const char *name,
    void (*table)(void *arg, const struct catalog_table *t), void *arg)
{
	struct catalog_table t;

	if (table_rows(c, name, &t.rows) == -1)
		return -1;
	t.bytes = table_bytes(c, name);
	snprintf(t.name, sizeof(t.name), "%s", name);
	table(arg, &t);
	return 0;
}

int
catalog_tables(struct catalog *c, void (*table)(void *arg,
    const struct catalog_table *t), void *arg)
{
	/* A list of what is in an index holds nothing itself. */
	sqlite3_stmt *s = catalog_statement(c,
	    "SELECT name FROM sqlite_master WHERE type = 'table'"
	    " AND coalesce(sql, '') NOT LIKE '%USING fts5vocab%'"
	    " ORDER BY name");
	int step = SQLITE_ERROR;

	/* An open statement is a read transaction. */
	while (s != NULL && (step = sqlite3_step(s)) == SQLITE_ROW)
		if (hand_out_table(c, (const char *)
		    sqlite3_column_text(s, 0), table, arg) == -1)
			break;
	sqlite3_reset(s);
	if (step == SQLITE_DONE)
		return 0;
	c->failed = true;
	return -1;
}
