/*
 * What SQL knows of texts: how they are folded and made keys, and which are
 * the names of discs.
 */
#include <sqlite3.h>
#include <stdbool.h>

#include "common/buf.h"
#include "common/catalog_fold.h"
#include "common/catalog_schema.h"
#include "common/disc.h"
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

static void
sql_is_disc(sqlite3_context *context, int n, sqlite3_value **v)
{
	(void)n;
	sqlite3_result_int(context, disc_is_one(catalog_text(v[0])));
}

int
catalog_fold_know(struct catalog *c)
{
	static const struct {
		const char	*name;
		void		(*of)(sqlite3_context *context, int n,
				    sqlite3_value **v);
	} functions[] = {
		{ "fold", sql_fold },
		{ "sort_key", sql_sort_key },
		{ "is_disc", sql_is_disc },
	};

	for (size_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++)
		if (sqlite3_create_function(c->db, functions[i].name, 1,
		    SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, functions[i].of,
		    NULL, NULL) != SQLITE_OK)
			return -1;
	return 0;
}
