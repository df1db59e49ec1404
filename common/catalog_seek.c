/*
 * Seek tables, for lares-http.
 */
#include <sqlite3.h>

#include "common/catalog_column.h"
#include "common/catalog_schema.h"
#include "common/catalog_seek.h"

int
catalog_seek_table(struct catalog *c, int64_t id, struct buf *packed)
{
	sqlite3_stmt *s = catalog_statement(c,
	    "SELECT offsets FROM seek WHERE id = ?1");

	if (s != NULL)
		sqlite3_bind_int64(s, 1, id);
	return catalog_bytes(c, s, packed);
}
