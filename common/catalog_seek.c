/*
 * Seek tables, for lares-http.
 */
#include <sqlite3.h>

#include "common/buf.h"
#include "common/catalog_schema.h"
#include "common/catalog_seek.h"

int
catalog_seek_table(struct catalog *c, int64_t id, struct buf *packed)
{
	sqlite3_stmt *s = catalog_statement(c,
	    "SELECT offsets FROM seek WHERE id = ?1");
	int step;

	if (s == NULL)
		return -1;
	buf_reset(packed);
	sqlite3_bind_int64(s, 1, id);
	if ((step = sqlite3_step(s)) == SQLITE_ROW)
		buf_add(packed, sqlite3_column_blob(s, 0),
		    (size_t)sqlite3_column_bytes(s, 0));
	sqlite3_reset(s);
	if (step == SQLITE_ROW && !buf_failed(packed))
		return 1;
	if (step == SQLITE_DONE)
		return 0;
	c->failed = true;
	return -1;
}
