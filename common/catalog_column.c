/*
 * Texts and bytes that go into a statement and come out of it.
 */
#include <sqlite3.h>

#include "common/buf.h"
#include "common/catalog_column.h"
#include "common/catalog_schema.h"

void
catalog_bind_text(sqlite3_stmt *s, int at, const char *text)
{
	sqlite3_bind_text(s, at, text != NULL ? text : "", -1, SQLITE_STATIC);
}

void
catalog_bind_bytes(sqlite3_stmt *s, int at, const void *bytes, size_t len)
{
	sqlite3_bind_blob(s, at, len > 0 ? bytes : "", (int)len, SQLITE_STATIC);
}

int
catalog_bytes(struct catalog *c, sqlite3_stmt *s, struct buf *b)
{
	int step = s != NULL ? sqlite3_step(s) : SQLITE_ERROR;
	const void *bytes;

	buf_reset(b);
	if (step == SQLITE_ROW) {
		bytes = sqlite3_column_blob(s, 0);	/* NULL: none */
		buf_add(b, bytes != NULL ? bytes : "",
		    (size_t)sqlite3_column_bytes(s, 0));
	}
	sqlite3_reset(s);
	if (step != SQLITE_ROW && step != SQLITE_DONE)
		c->failed = true;
	else if (!buf_failed(b))
		return step == SQLITE_ROW;
	return -1;
}
