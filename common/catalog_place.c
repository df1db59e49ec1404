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
	sqlite3_stmt *s = catalog_statement_of(c,
	    "SELECT id FROM place WHERE parent = ?1 AND name = ?2", parent);

	catalog_bind_bytes(s, 2, name, strlen(name));
	return catalog_number(c, s, id);
}

int
catalog_place(struct catalog *c, int64_t parent, const char *name,
    int64_t *id)
{
	sqlite3_stmt *s;
	int found = catalog_find_place(c, parent, name, id);

	if (found != 0)
		return found == 1 ? 0 : catalog_batch_roll_back(c);
	s = catalog_batch_statement(c,
	    "INSERT INTO place (parent, name) VALUES (?1, ?2)");
	sqlite3_bind_int64(s, 1, parent);
	catalog_bind_bytes(s, 2, name, strlen(name));
	if (catalog_batch_run(c, s) == -1)
		return -1;
	c->rows++;
	*id = sqlite3_last_insert_rowid(c->db);
	return 0;
}

int
catalog_read_place(struct catalog *c, int64_t id, struct catalog_place *p)
{
	sqlite3_stmt *s = catalog_statement_of(c,
	    "SELECT parent, name FROM place WHERE id = ?1", id);
	const int found = catalog_step(c, s);

	if (found == 1) {
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
	return found == 1 ? 0 : -1;
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
	sqlite3_stmt *s = catalog_statement_of(c,
	    "SELECT o.id, o.kind, o.size, o.mtime_ns, p.name, 1, o.probed,"
	    " b.inode, b.ctime_ns FROM object o JOIN place p ON p.id = o.id"
	    " LEFT JOIN blank b ON b.id = o.id WHERE o.parent = ?1"
	    " UNION ALL SELECT r.id, r.kind, r.size, r.mtime_ns, p.name, 0, 0,"
	    " 0, 0 FROM refused r JOIN place p ON p.id = r.id"
	    " WHERE r.parent = ?1", parent);
	char name[CATALOG_NAME_BYTES];
	int found;

	while ((found = catalog_step(c, s)) == 1) {
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
	return found;
}
