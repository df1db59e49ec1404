/*
 * Seek tables, for lares-http.
 */
#include <sqlite3.h>

#include "common/catalog_schema.h"
#include "common/catalog_seek.h"

int
catalog_seek_table(struct catalog *c, int64_t id, struct buf *packed)
{
	return catalog_bytes(c, catalog_statement_of(c,
	    "SELECT offsets FROM seek WHERE id = ?1", id), packed);
}
