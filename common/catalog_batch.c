/*
 * The writer's batch: one transaction that the caller commits; an error rolls
 * it back. lares-scan only.
 */
#include <sqlite3.h>

#include "common/catalog_area.h"
#include "common/catalog_batch.h"
#include "common/catalog_code.h"
#include "common/catalog_container.h"
#include "common/catalog_count.h"
#include "common/catalog_held.h"
#include "common/catalog_recent.h"
#include "common/catalog_schema.h"
#include "common/catalog_settle.h"

int
catalog_batch_roll_back(struct catalog *c)
{
	if (c->batch && !sqlite3_get_autocommit(c->db))
		(void)catalog_execute(c, "ROLLBACK");
	c->batch = c->changed = c->unsettled = false;
	c->rows = 0;
	catalog_count_forget(c);
	catalog_container_forget(c);
	catalog_held_forget(c);
	catalog_area_forget(c);
	return -1;
}

int
catalog_batch_begin(struct catalog *c)
{
	if (c->batch)
		return 0;
	if (catalog_run(c, catalog_statement(c, "BEGIN IMMEDIATE")) == -1)
		return -1;
	c->batch = true;
	return 0;
}

int
catalog_batch_change(struct catalog *c, sqlite3_stmt *s)
{
	if (catalog_run(c, s) == -1)
		return catalog_batch_roll_back(c);
	c->rows++;
	if (sqlite3_changes(c->db) > 0)
		c->changed = true;
	return 0;
}

/* Makes the new titles of the batch searchable. In the order of their numbers:
   an index writes out all that it holds before it goes back. */
static int
index_titles(struct catalog *c)
{
	return catalog_run(c, catalog_statement(c, "INSERT INTO title (rowid,"
	    " fold) SELECT " CATALOG_OBJECT_CODE("o") ", "
	    CATALOG_PADDED("o.title_fold") " FROM untitled u JOIN object o"
	    " ON o.id = u.id ORDER BY u.id")) == -1 ||
	    catalog_run(c, catalog_statement(c, "INSERT INTO name (rowid,"
	    " fold) SELECT " CATALOG_CONTAINER_CODE("c") ", "
	    CATALOG_PADDED("c.fold") " FROM untitled u JOIN container c"
	    " ON c.id = -u.id ORDER BY u.id DESC")) == -1 ||
	    catalog_run(c, catalog_statement(c, "INSERT INTO credit (rowid,"
	    " fold) SELECT " CATALOG_CONTAINER_CODE("c") ", "
	    CATALOG_PADDED("c.artist_fold") " FROM untitled u JOIN container c"
	    " ON c.id = -u.id WHERE c.artist_fold <> ''"
	    " ORDER BY u.id DESC")) == -1 ||
	    catalog_run(c, catalog_statement(c,
	    "DELETE FROM untitled")) == -1 ? -1 : 0;
}

int
catalog_commit(struct catalog *c)
{
	if (!c->batch)
		return 0;
	/* Some errors end a transaction: then nothing may be written by itself.
	   What is listed is known once it is counted. */
	if (sqlite3_get_autocommit(c->db) || (c->changed ? catalog_recent_keep(c) == -1 :
	    catalog_count_write(c) == -1) || catalog_held_write(c) == -1 ||
	    catalog_settle(c) == -1 || index_titles(c) == -1)
		return catalog_batch_roll_back(c);
	if (c->changed && (catalog_run(c, catalog_statement(c, "UPDATE state"
	    " SET update_id = (update_id + 1) & 4294967295")) == -1))
		return catalog_batch_roll_back(c);
	if (catalog_run(c, catalog_statement(c, "COMMIT")) == -1)
		return catalog_batch_roll_back(c);
	c->batch = c->changed = false;
	c->rows = 0;
	return 0;
}

bool
catalog_batch_open(const struct catalog *c)
{
	return c->batch;
}

size_t
catalog_batch_rows(const struct catalog *c)
{
	return c->rows;
}

struct sqlite3_stmt *
catalog_batch_statement(struct catalog *c, const char *sql)
{
	return catalog_batch_begin(c) == 0 ? catalog_statement(c, sql) : NULL;
}

int
catalog_batch_run(struct catalog *c, struct sqlite3_stmt *s)
{
	return catalog_run(c, s) == 0 ? 0 : catalog_batch_roll_back(c);
}
