/*
 * What every use of the catalogue needs: which version it is of, and
 * statements prepared once.
 */
#include <sqlite3.h>

#include "common/catalog_schema.h"

int
catalog_execute(struct catalog *c, const char *sql)
{
	if (sqlite3_exec(c->db, sql, NULL, NULL, NULL) == SQLITE_OK)
		return 0;
	c->failed = true;
	return -1;
}

enum catalog_fitness
catalog_schema_fault(const struct catalog *c)
{
	const int code = sqlite3_errcode(c->db);

	return code == SQLITE_CORRUPT || code == SQLITE_NOTADB ?
	    CATALOG_DAMAGED : CATALOG_UNUSABLE;
}

enum catalog_fitness
catalog_schema_check(struct catalog *c)
{
	sqlite3_stmt *s = catalog_statement(c, "PRAGMA user_version");
	int version;

	if (s == NULL || sqlite3_step(s) != SQLITE_ROW)
		return catalog_schema_fault(c);
	version = sqlite3_column_int(s, 0);
	sqlite3_reset(s);
	if (version == 0)
		return CATALOG_EMPTY;
	if (version < CATALOG_VERSION)
		return CATALOG_OLDER;
	return version > CATALOG_VERSION ? CATALOG_NEWER : CATALOG_FITS;
}

struct sqlite3_stmt *
catalog_statement(struct catalog *c, const char *sql)
{
	for (size_t i = 0; i < CATALOG_STATEMENTS_MAX; i++) {
		sqlite3_stmt **s = &c->prepared[i].statement;

		if (*s != NULL && c->prepared[i].sql == sql) {
			sqlite3_reset(*s);
			sqlite3_clear_bindings(*s);
			return *s;
		}
		if (*s != NULL)
			continue;
		if (sqlite3_prepare_v3(c->db, sql, -1,
		    SQLITE_PREPARE_PERSISTENT, s, NULL) != SQLITE_OK)
			break;
		c->prepared[i].sql = sql;
		return *s;
	}
	c->failed = true;
	return NULL;
}

int
catalog_run(struct catalog *c, struct sqlite3_stmt *s)
{
	int done = s != NULL && sqlite3_step(s) == SQLITE_DONE;

	sqlite3_reset(s);
	if (!done)
		c->failed = true;
	return done ? 0 : -1;
}

int
catalog_run_with(struct catalog *c, const char *sql, int64_t first,
    int64_t second)
{
	sqlite3_stmt *s = catalog_statement(c, sql);

	if (s == NULL)
		return -1;
	sqlite3_bind_int64(s, 1, first);
	if (sqlite3_bind_parameter_count(s) > 1)
		sqlite3_bind_int64(s, 2, second);
	return catalog_run(c, s);
}

int
catalog_number(struct catalog *c, struct sqlite3_stmt *s, int64_t *n)
{
	int step = s != NULL ? sqlite3_step(s) : SQLITE_ERROR;

	if (step == SQLITE_ROW)
		*n = sqlite3_column_int64(s, 0);
	sqlite3_reset(s);
	if (step == SQLITE_ROW || step == SQLITE_DONE)
		return step == SQLITE_ROW;
	c->failed = true;
	return -1;
}

int
catalog_number_of(struct catalog *c, const char *sql, int64_t key, int64_t *n)
{
	sqlite3_stmt *s = catalog_statement(c, sql);

	if (s != NULL)
		sqlite3_bind_int64(s, 1, key);
	return catalog_number(c, s, n);
}

const char *
catalog_text(struct sqlite3_value *v)
{
	const unsigned char *text = sqlite3_value_text(v);

	return text != NULL ? (const char *)text : "";
}
