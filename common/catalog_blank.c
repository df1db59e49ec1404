/*
 * What of a file is not sent: noted by lares-scan, asked for by lares-http.
 */
#include <sqlite3.h>

#include "common/buf.h"
#include "common/catalog_blank.h"
#include "common/catalog_schema.h"

int
catalog_blank_put(struct catalog *c, int64_t id, const struct catalog_blank *b)
{
	sqlite3_stmt *s;

	if (b == NULL)
		return catalog_run_with(c, "DELETE FROM blank WHERE id = ?1",
		    id, 0);
	s = catalog_statement_of(c, "INSERT OR REPLACE INTO blank"
	    " (id, state, size, mtime_ns, inode, said, ctime_ns)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", id);
	sqlite3_bind_int64(s, 2, b->state);
	sqlite3_bind_int64(s, 3, (int64_t)b->size);
	sqlite3_bind_int64(s, 4, b->mtime_ns);
	sqlite3_bind_int64(s, 5, (int64_t)b->inode);
	catalog_bind_bytes(s, 6, b->said, b->len);
	sqlite3_bind_int64(s, 7, b->ctime_ns);
	return catalog_run(c, s);
}

static void
take(sqlite3_stmt *s, struct catalog_blank *b, struct buf *said)
{
	const void *blob = sqlite3_column_blob(s, 4);	/* NULL: empty */

	buf_add(said, blob != NULL ? blob : "",
	    (size_t)sqlite3_column_bytes(s, 4));
	*b = (struct catalog_blank){
		.state = (enum blanks_state)sqlite3_column_int(s, 0),
		.size = (uint64_t)sqlite3_column_int64(s, 1),
		.mtime_ns = sqlite3_column_int64(s, 2),
		.inode = (uint64_t)sqlite3_column_int64(s, 3),
		.said = said->data,
		.len = said->len,
	};
}

int
catalog_blank_read(struct catalog *c, int64_t id, struct catalog_blank *b,
    struct buf *said)
{
	sqlite3_stmt *s = catalog_statement_of(c, "SELECT state, size, mtime_ns,"
	    " inode, said FROM blank WHERE id = ?1", id);
	const int found = catalog_step(c, s);

	buf_reset(said);
	if (found == 1)
		take(s, b, said);
	sqlite3_reset(s);
	return buf_failed(said) ? -1 : found;
}
