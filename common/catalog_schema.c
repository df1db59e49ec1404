/*
 * What every use of the catalogue needs: which version it is of, statements
 * prepared once, and what goes into them and comes out.
 */
#include <sqlite3.h>

#include "common/buf.h"
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

struct sqlite3_stmt *
catalog_statement_of(struct catalog *c, const char *sql, int64_t key)
{
	sqlite3_stmt *s = catalog_statement(c, sql);

	sqlite3_bind_int64(s, 1, key);
	return s;
}

int
catalog_step(struct catalog *c, struct sqlite3_stmt *s)
{
	const int step = s != NULL ? sqlite3_step(s) : SQLITE_ERROR;

	if (step == SQLITE_ROW)
		return 1;
	sqlite3_reset(s);
	if (step == SQLITE_DONE)
		return 0;
	c->failed = true;
	return -1;
}

int
catalog_run(struct catalog *c, struct sqlite3_stmt *s)
{
	return catalog_step(c, s) == 0 ? 0 : -1;
}

int
catalog_run_with(struct catalog *c, const char *sql, int64_t first,
    int64_t second)
{
	sqlite3_stmt *s = catalog_statement_of(c, sql, first);

	if (sqlite3_bind_parameter_count(s) > 1)
		sqlite3_bind_int64(s, 2, second);
	return catalog_run(c, s);
}

int
catalog_number(struct catalog *c, struct sqlite3_stmt *s, int64_t *n)
{
	const int found = catalog_step(c, s);

	if (found == 1)
		*n = sqlite3_column_int64(s, 0);
	sqlite3_reset(s);
	return found;
}

int
catalog_number_of(struct catalog *c, const char *sql, int64_t key, int64_t *n)
{
	return catalog_number(c, catalog_statement_of(c, sql, key), n);
}

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
	const int found = catalog_step(c, s);
	const void *bytes;

	buf_reset(b);
	if (found == 1) {
		bytes = sqlite3_column_blob(s, 0);	/* NULL: none */
		buf_add(b, bytes != NULL ? bytes : "",
		    (size_t)sqlite3_column_bytes(s, 0));
	}
	sqlite3_reset(s);
	return buf_failed(b) ? -1 : found;
}

const char *
catalog_text(struct sqlite3_value *v)
{
	const unsigned char *text = sqlite3_value_text(v);

	return text != NULL ? (const char *)text : "";
}
