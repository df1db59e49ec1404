/*
 * Reading the catalogue, for lares-http and laresctl: objects by their ids,
 * and where their files lie. Rows are handed out as structs; nobody else sees
 * SQL. Which ids: catalog_list.c.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/catalog_placed.h"
#include "common/catalog_read.h"
#include "common/catalog_row.h"
#include "common/catalog_schema.h"

#define PATH_DEPTH_MAX	256

/* Many rows are read by one statement: to begin and to end one costs more than
   a row does. NULL is the id of none. */
#define PAGE_ROWS	32
#define EIGHT		"(?), (?), (?), (?), (?), (?), (?), (?)"
#define PAGE		"WITH page (wanted) AS (VALUES "		\
			EIGHT ", " EIGHT ", " EIGHT ", " EIGHT ") "

static const char object_sql[] = "SELECT " CATALOG_OBJECT
    " FROM object o WHERE o.id = ?1";
static const char container_sql[] = "SELECT " CATALOG_CONTAINER
    " FROM container c WHERE c.id = -?1";
static const char objects_sql[] = PAGE "SELECT " CATALOG_OBJECT
    " FROM page CROSS JOIN object o ON o.id = wanted";
static const char containers_sql[] = PAGE "SELECT " CATALOG_CONTAINER
    " FROM page CROSS JOIN container c ON c.id = -wanted";

int
catalog_update_id(struct catalog *c, uint32_t *update_id)
{
	int64_t n = c->update_id;

	if ((!c->borrowed || !c->update_known) && catalog_number(c,
	    catalog_statement(c, "SELECT update_id FROM state"), &n) == -1)
		return -1;
	c->update_known = true;
	*update_id = c->update_id = (uint32_t)n;
	return 0;
}

int
catalog_kind(struct catalog *c, int64_t id, enum media_kind *kind)
{
	int64_t n = MEDIA_FOLDER;
	int found;

	found = id < 0 ? catalog_number_of(c,
	    "SELECT 0 FROM container WHERE id = -?1", id, &n) :
	    catalog_number_of(c, "SELECT kind FROM object WHERE id = ?1", id,
	    &n);
	if (found == 1)
		*kind = (enum media_kind)n;
	return found;
}

/* How many rows there were, all of objects or all of containers; or -1. */
static int
read_rows(struct catalog *c, const char *sql, const int64_t *ids, size_t n,
    catalog_row row, void *arg)
{
	sqlite3_stmt *s = catalog_row_statement(c, sql);

	for (size_t i = 0; i < n; i++)
		sqlite3_bind_int64(s, (int)i + 1, ids[i]);
	return catalog_row_take(c, s, row, arg);
}

int
catalog_object(struct catalog *c, int64_t id, catalog_row row, void *arg)
{
	return read_rows(c, id < 0 ? container_sql : object_sql, &id, 1, row,
	    arg);
}

/* How many of ids one statement can read. */
static size_t
page_of(const int64_t *ids, size_t n)
{
	size_t count = 1;

	while (count < n && count < PAGE_ROWS &&
	    (ids[count] < 0) == (ids[0] < 0))
		count++;
	return count;
}

int
catalog_objects(struct catalog *c, const int64_t *ids, size_t n,
    catalog_row row, void *arg)
{
	size_t count;

	for (; n > 0; ids += count, n -= count) {
		count = page_of(ids, n);
		if (read_rows(c, ids[0] < 0 ? containers_sql : objects_sql,
		    ids, count, row, arg) == -1)
			return -1;
	}
	return 0;
}

/* An old one was put there and has been taken off since. */
static int
has_member(struct catalog *c, const struct catalog_placed *p, int64_t id)
{
	sqlite3_stmt *s = catalog_statement_of(c, "SELECT 1 FROM member"
	    " WHERE container = ?1 AND sort = ?2 AND object = ?3",
	    p->container);
	int64_t n;

	catalog_bind_bytes(s, 2, p->sort, p->sort_len);
	sqlite3_bind_int64(s, 3, id);
	return catalog_number(c, s, &n);
}

int
catalog_is_member(struct catalog *c, int64_t container, int64_t id)
{
	sqlite3_stmt *s = catalog_statement_of(c,
	    "SELECT kind, shelved FROM object WHERE id = ?1", id);
	struct catalog_placed p;
	const uint8_t *at;
	size_t len;
	int found = catalog_step(c, s);

	if (found == 1) {
		found = container == (int64_t)view_of_all((enum media_kind)
		    sqlite3_column_int(s, 0));
		at = sqlite3_column_blob(s, 1);
		len = (size_t)sqlite3_column_bytes(s, 1);
		while (found == 0 && catalog_placed_next(&at, &len, &p))
			if (p.container == container)
				found = has_member(c, &p, id);
	}
	sqlite3_reset(s);
	return found;
}

static void
prepend(struct buf *b, const void *name, size_t len)
{
	struct buf whole;

	buf_init(&whole, b->max);
	buf_add(&whole, name, len);
	if (b->len > 0) {
		buf_add(&whole, "/", 1);
		buf_add(&whole, b->data, b->len);
	}
	buf_free(b);
	*b = whole;
}

int
catalog_path(struct catalog *c, int64_t id, struct buf *root,
    struct buf *path)
{
	sqlite3_stmt *s = catalog_statement(c,
	    "SELECT parent, name FROM place WHERE id = ?1");
	int found = 0;

	buf_reset(root);
	buf_reset(path);
	for (int depth = 0; s != NULL && depth < PATH_DEPTH_MAX; depth++) {
		const void *name;
		size_t len;
		int step;

		sqlite3_reset(s);
		sqlite3_bind_int64(s, 1, id);
		if ((step = sqlite3_step(s)) != SQLITE_ROW) {
			found = step == SQLITE_DONE ? 0 : -1;
			break;
		}
		id = sqlite3_column_int64(s, 0);
		name = sqlite3_column_blob(s, 1);
		len = (size_t)sqlite3_column_bytes(s, 1);
		if (id == 0) {
			buf_add(root, name, len);
			found = 1;
			break;
		}
		prepend(path, name, len);
	}
	sqlite3_reset(s);
	buf_add(path, "", 0);		/* a root's own path is "", not NULL */
	if (s == NULL || found == -1)
		c->failed = true;
	return s == NULL || buf_failed(root) || buf_failed(path) ? -1 : found;
}

int
catalog_seek_table(struct catalog *c, int64_t id, struct buf *packed)
{
	return catalog_bytes(c, catalog_statement_of(c,
	    "SELECT offsets FROM seek WHERE id = ?1", id), packed);
}

int
catalog_counts(struct catalog *c, struct catalog_counts *counts)
{
	struct catalog_counts read = { 0 };
	int64_t n = 0;

	for (int kind = 0; kind < MEDIA_KINDS; kind++) {
		if (catalog_number_of(c, "SELECT n FROM tally WHERE kind = ?1",
		    kind, &n) == -1)
			return -1;
		read.of_kind[kind] = (uint64_t)n;
	}
	if (catalog_update_id(c, &read.update_id) == -1)
		return -1;
	*counts = read;
	return 0;
}
