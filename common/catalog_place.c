/*
 * Places: what was ever seen where. lares-scan only.
 */
#include <sqlite3.h>
#include <string.h>

#include "common/catalog_batch.h"
#include "common/catalog_place.h"
#include "common/catalog_schema.h"
#include "common/text.h"

int
catalog_find_place(struct catalog *c, int64_t parent, const char *name,
    int64_t *id)
{
	sqlite3_stmt *s = catalog_statement(c,
	    "SELECT id FROM place WHERE parent = ?1 AND name = ?2");
	int step;

	if (s == NULL)
		return -1;
	sqlite3_bind_int64(s, 1, parent);
	sqlite3_bind_blob(s, 2, name, (int)strlen(name), SQLITE_STATIC);
	if ((step = sqlite3_step(s)) == SQLITE_ROW)
		*id = sqlite3_column_int64(s, 0);
	sqlite3_reset(s);
	return step == SQLITE_ROW ? 1 : step == SQLITE_DONE ? 0 : -1;
}

int
catalog_place(struct catalog *c, int64_t parent, const char *name,
    int64_t *id)
{
	sqlite3_stmt *s;
	int found = catalog_find_place(c, parent, name, id);

	if (found != 0)
		return found == 1 ? 0 : catalog_batch_roll_back(c);
	if (catalog_batch_begin(c) == -1 || (s = catalog_statement(c,
	    "INSERT INTO place (parent, name) VALUES (?1, ?2)")) == NULL)
		return catalog_batch_roll_back(c);
	sqlite3_bind_int64(s, 1, parent);
	sqlite3_bind_blob(s, 2, name, (int)strlen(name), SQLITE_STATIC);
	if (catalog_run(c, s) == -1)
		return catalog_batch_roll_back(c);
	c->rows++;
	*id = sqlite3_last_insert_rowid(c->db);
	return 0;
}

int
catalog_read_place(struct catalog *c, int64_t id, struct catalog_place *p)
{
	sqlite3_stmt *s = catalog_statement(c,
	    "SELECT parent, name FROM place WHERE id = ?1");
	int found;

	if (s == NULL)
		return -1;
	sqlite3_bind_int64(s, 1, id);
	found = sqlite3_step(s) == SQLITE_ROW;
	if (found) {
		const char *name = sqlite3_column_blob(s, 1);
		size_t len = (size_t)sqlite3_column_bytes(s, 1);

		p->id = id;
		p->parent = sqlite3_column_int64(s, 0);
		/* A media root is called by the last part of its path. */
		if (p->parent == 0)
			for (size_t i = len; i-- > 0 && len > 1;)
				if (name[i] == '/') {
					name += i + 1;
					len -= i + 1;
					break;
				}
		text_to_utf8(name, len, p->name, sizeof(p->name));
	}
	sqlite3_reset(s);
	return found ? 0 : -1;
}

int
catalog_place_above(struct catalog *c, int64_t id, int64_t *above)
{
	struct catalog_place p;

	if (catalog_read_place(c, id, &p) == -1)
		return catalog_batch_roll_back(c);
	*above = p.parent;
	return 0;
}

int
catalog_stamps(struct catalog *c, int64_t parent,
    catalog_stamp_row row, void *arg)
{
	sqlite3_stmt *s = catalog_statement(c,
	    "SELECT o.id, o.kind, o.size, o.mtime_ns, p.name, 1, o.probed,"
	    " b.inode, b.ctime_ns FROM object o JOIN place p ON p.id = o.id"
	    " LEFT JOIN blank b ON b.id = o.id WHERE o.parent = ?1"
	    " UNION ALL SELECT r.id, r.kind, r.size, r.mtime_ns, p.name, 0, 0,"
	    " 0, 0 FROM refused r JOIN place p ON p.id = r.id"
	    " WHERE r.parent = ?1");
	char name[CATALOG_NAME_BYTES];
	int step;

	if (s == NULL)
		return -1;
	sqlite3_bind_int64(s, 1, parent);
	while ((step = sqlite3_step(s)) == SQLITE_ROW) {
		size_t len = (size_t)sqlite3_column_bytes(s, 4);
		struct catalog_stamp stamp = {
			.id = sqlite3_column_int64(s, 0),
			.kind = (enum media_kind)sqlite3_column_int(s, 1),
			.size = (uint64_t)sqlite3_column_int64(s, 2),
			.mtime_ns = sqlite3_column_int64(s, 3),
			.name = name,
			.listed = sqlite3_column_int(s, 5),
			.probed = sqlite3_column_int(s, 6),
			.inode = (uint64_t)sqlite3_column_int64(s, 7),
			.ctime_ns = sqlite3_column_int64(s, 8),
		};

		if (len == 0 || len >= sizeof(name))
			continue;
		memcpy(name, sqlite3_column_blob(s, 4), len);
		name[len] = '\0';
		row(arg, &stamp);
	}
	sqlite3_reset(s);
	return step == SQLITE_DONE ? 0 : -1;
}
