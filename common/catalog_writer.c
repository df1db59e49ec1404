/*
 * The one writer of the catalogue, lares-scan's.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/catalog_create.h"
#include "common/catalog_fold.h"
#include "common/catalog_open.h"
#include "common/catalog_renew.h"
#include "common/catalog_schema.h"
#include "common/catalog_writer.h"

/* A scan changes the same pages in each batch: they are copied from the WAL into
   the file once in several batches (wal_autocheckpoint: pages of 4 KiB). */
static const char writer_pragmas[] =
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = NORMAL;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA wal_autocheckpoint = 4000;"
    "PRAGMA journal_size_limit = 4194304;"
    /* What something has left in this batch: see catalog_settle.c. */
    "CREATE TEMP TABLE unsettled (id INTEGER PRIMARY KEY, album INTEGER);";

static void
set_aside(const char *state_dir)
{
	static const char *const leftovers[] = { "-wal", "-shm" };
	char from[CATALOG_PATH_BYTES], to[CATALOG_PATH_BYTES];

	if (catalog_file_path(from, state_dir, "") == -1 ||
	    catalog_file_path(to, state_dir, ".damaged") == -1)
		return;
	(void)rename(from, to);
	for (size_t i = 0; i < 2; i++)
		if (catalog_file_path(from, state_dir, leftovers[i]) == 0)
			(void)unlink(from);
}

/* Of what has just failed. (SQLite tells the system's error of these alone.) */
static const char *
reason(sqlite3 *db, enum catalog_fitness fitness)
{
	const int code = sqlite3_errcode(db) & 0xff;
	const int error = code == SQLITE_IOERR || code == SQLITE_CANTOPEN ?
	    sqlite3_system_errno(db) : 0;

	if (fitness == CATALOG_NEWER)
		return "it was made by a newer version of Lares";
	if (fitness == CATALOG_ALTERED)
		return "its tables are not as its version makes them";
	return error != 0 ? strerror(error) : sqlite3_errstr(code);
}

/* A development version may have made other tables by the same number. */
static enum catalog_fitness
check(struct catalog *c)
{
	const enum catalog_fitness fitness = catalog_schema_check(c);
	bool alike;

	if (fitness != CATALOG_FITS)
		return fitness;
	if (catalog_create_compare(c, &alike) == -1)
		return catalog_schema_fault(c);
	return alike ? CATALOG_FITS : CATALOG_ALTERED;
}

static enum catalog_fitness
make_fit(struct catalog *c)
{
	const enum catalog_fitness fitness = check(c);

	if (fitness != CATALOG_FITS && fitness != CATALOG_EMPTY &&
	    fitness != CATALOG_OLDER)
		return fitness;
	if (catalog_execute(c, writer_pragmas) == 0 &&
	    catalog_fold_know(c) == 0 &&
	    (fitness != CATALOG_EMPTY || catalog_create(c, "", "") == 0) &&
	    (fitness != CATALOG_OLDER || catalog_renew(c) == 0))
		return CATALOG_FITS;
	/* The earlier version made other tables than this one. */
	if (fitness == CATALOG_OLDER && sqlite3_errcode(c->db) == SQLITE_ERROR)
		return CATALOG_ALTERED;
	return catalog_schema_fault(c);
}

/* One attempt; where it is NULL, *fitness and *error say why. */
static struct catalog *
open_writer(const char *state_dir, enum catalog_fitness *fitness,
    const char **error)
{
	struct catalog *c = catalog_open_file(state_dir,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
	int keep_wal = 1;

	if (c == NULL) {
		*fitness = CATALOG_UNUSABLE;
		*error = "it cannot be opened or made";
		return NULL;
	}
	/* Else a reader without the right to write fails once we are gone. */
	sqlite3_file_control(c->db, NULL, SQLITE_FCNTL_PERSIST_WAL, &keep_wal);
	*fitness = make_fit(c);
	if (*fitness == CATALOG_FITS)
		return c;
	*error = reason(c->db, *fitness);
	catalog_close(c);
	return NULL;
}

struct catalog *
catalog_open_write(const char *state_dir, const char **error)
{
	enum catalog_fitness fitness;
	struct catalog *c = open_writer(state_dir, &fitness, error);

	if (c == NULL && (fitness == CATALOG_DAMAGED ||
	    fitness == CATALOG_ALTERED)) {
		set_aside(state_dir);
		c = open_writer(state_dir, &fitness, error);
	}
	return c;
}
