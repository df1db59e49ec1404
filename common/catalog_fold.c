/*
 * How texts are folded, and made keys, for SQL.
 */
#include <sqlite3.h>
#include <stdbool.h>

#include "common/buf.h"
#include "common/catalog_fold.h"
#include "common/catalog_schema.h"
#include "common/fold.h"

static void
fold_with(sqlite3_context *context, const char *text,
    void (*how)(struct buf *, const char *), bool as_text)
{
	struct buf b;

	buf_init(&b, CATALOG_FOLDED_MAX);
	how(&b, text);
	buf_add(&b, "", 0);
	if (buf_failed(&b))
		sqlite3_result_error_nomem(context);
	else if (as_text)
		sqlite3_result_text(context, b.data, (int)b.len,
		    SQLITE_TRANSIENT);
	else
		sqlite3_result_blob(context, b.data, (int)b.len,
		    SQLITE_TRANSIENT);
	buf_free(&b);
}

static void
sql_sort_key(sqlite3_context *context, int n, sqlite3_value **v)
{
	(void)n;
	fold_with(context, catalog_text(v[0]), fold_sort_key, false);
}

static void
sql_fold(sqlite3_context *context, int n, sqlite3_value **v)
{
	(void)n;
	fold_with(context, catalog_text(v[0]), fold_text, true);
}

int
catalog_fold_know(struct catalog *c)
{
	const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;

	return sqlite3_create_function(c->db, "fold", 1, flags, NULL, sql_fold,
	    NULL, NULL) == SQLITE_OK && sqlite3_create_function(c->db,
	    "sort_key", 1, flags, NULL, sql_sort_key, NULL, NULL) == SQLITE_OK ?
	    0 : -1;
}
