/*
 * Resume points in their SQLite file: lares-scan writes it, lares-http and
 * laresctl read it. It is small and changes rarely: a rollback journal, which
 * is deleted after each change, and not a WAL, which would keep what was.
 */
#include <errno.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/resume_store.h"
#include "common/station.h"

#define VERSION		"1"
#define BUSY_MS		5000
#define STRING(x)	#x
#define STRING_OF(x)	STRING(x)

struct resume_store {
	sqlite3		*db;
};

/* No temporary file is ever needed: the sandboxes know no place for one. */
static const char pragmas[] =
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA journal_mode = DELETE;"
    "PRAGMA secure_delete = ON;";

/* number: the greater, the later. device: MAC or address; '': the house. */
static const char schema[] =
    "BEGIN;"
    "CREATE TABLE point ("
    " number INTEGER PRIMARY KEY,"
    " device TEXT NOT NULL,"
    " object INTEGER NOT NULL,"		/* the catalogue's id */
    " position_ms INTEGER NOT NULL,"
    " day INTEGER NOT NULL,"		/* since 1970 */
    " UNIQUE (device, object));"
    "PRAGMA user_version = " VERSION ";"
    "COMMIT;";

static int
make_path(char out[PATH_MAX], const char *state_dir, const char *suffix)
{
	const int n = snprintf(out, PATH_MAX, "%s/" RESUME_FILE "%s",
	    state_dir, suffix);

	return n > 0 && n < PATH_MAX ? 0 : -1;
}

int
resume_store_delete(const char *state_dir)
{
	static const char *const suffixes[] = { "", "-journal" };
	char path[PATH_MAX];

	for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++)
		if (make_path(path, state_dir, suffixes[i]) == 0 &&
		    unlink(path) == -1 && errno != ENOENT)
			return -1;
	return 0;
}

/* ---- statements --------------------------------------------------------- */

static int
execute(struct resume_store *s, const char *sql)
{
	return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 :
	    -1;
}

static sqlite3_stmt *
prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *statement;

	return sqlite3_prepare_v2(db, sql, -1, &statement, NULL) ==
	    SQLITE_OK ? statement : NULL;
}

/* Steps one that returns no row, and frees it. */
static int
run(sqlite3_stmt *statement)
{
	const int step = statement != NULL ? sqlite3_step(statement) :
	    SQLITE_ERROR;

	sqlite3_finalize(statement);
	return step == SQLITE_DONE ? 0 : -1;
}

static int
run_with(struct resume_store *s, const char *sql, int64_t number)
{
	sqlite3_stmt *statement = prepare(s->db, sql);

	sqlite3_bind_int64(statement, 1, number);
	return run(statement);
}

static void
bind_device(sqlite3_stmt *statement, int at, uint64_t device)
{
	const struct station s = station_of_number(device);

	sqlite3_bind_text(statement, at, device != 0 ? station_text(&s).s : "",
	    -1, SQLITE_TRANSIENT);
}

/* ---- opening ------------------------------------------------------------ */

/* 1: it is of this version; 0: it is empty; -1: it is neither. */
static int
check_version(sqlite3 *db)
{
	sqlite3_stmt *statement = prepare(db, "SELECT user_version = " VERSION
	    ", (SELECT count(*) FROM sqlite_master)"
	    " FROM pragma_user_version");
	int ret = -1;

	if (statement != NULL && sqlite3_step(statement) == SQLITE_ROW)
		ret = sqlite3_column_int(statement, 0) ? 1 :
		    sqlite3_column_int(statement, 1) == 0 ? 0 : -1;
	sqlite3_finalize(statement);
	return ret;
}

static sqlite3 *
open_file(const char *state_dir, int flags)
{
	char path[PATH_MAX];
	sqlite3 *db = NULL;

	if (make_path(path, state_dir, "") == -1 || sqlite3_open_v2(path, &db,
	    flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) {
		sqlite3_close(db);
		return NULL;
	}
	sqlite3_busy_timeout(db, BUSY_MS);
	return db;
}

/* One attempt. */
static struct resume_store *
open_writer(const char *state_dir)
{
	struct resume_store *s = calloc(1, sizeof(*s));
	int version;

	if (s == NULL)
		return NULL;
	s->db = open_file(state_dir, SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_CREATE);
	if (s->db == NULL || execute(s, pragmas) == -1 ||
	    (version = check_version(s->db)) == -1 ||
	    (version == 0 && execute(s, schema) == -1)) {
		resume_store_close(s);
		return NULL;
	}
	return s;
}

struct resume_store *
resume_store_open(const char *state_dir, bool *anew)
{
	struct resume_store *s = open_writer(state_dir);

	*anew = s == NULL && resume_store_delete(state_dir) == 0;
	return *anew ? open_writer(state_dir) : s;
}

void
resume_store_close(struct resume_store *s)
{
	if (s == NULL)
		return;
	sqlite3_close(s->db);
	free(s);
}

/* ---- changing ----------------------------------------------------------- */

static int
drop_one(struct resume_store *s, const struct resume_point *p)
{
	sqlite3_stmt *statement = prepare(s->db,
	    "DELETE FROM point WHERE object = ?1 AND device = ?2");

	sqlite3_bind_int64(statement, 1, p->object);
	bind_device(statement, 2, p->device);
	return run(statement);
}

static int
put_one(struct resume_store *s, const struct resume_point *p, uint32_t today)
{
	sqlite3_stmt *statement = prepare(s->db, "INSERT OR REPLACE INTO point"
	    " SELECT coalesce(max(number), 0) + 1, ?1, ?2, ?3, ?4 FROM point");

	bind_device(statement, 1, p->device);
	sqlite3_bind_int64(statement, 2, p->object);
	sqlite3_bind_int64(statement, 3, (int64_t)p->position_ms);
	sqlite3_bind_int64(statement, 4, today);
	return run(statement);
}

/* The oldest of a device that has too many. */
static int
trim_device(struct resume_store *s, uint64_t device)
{
	sqlite3_stmt *statement = prepare(s->db, "DELETE FROM point"
	    " WHERE number IN (SELECT number FROM point WHERE device = ?1"
	    " ORDER BY number DESC LIMIT -1 OFFSET "
	    STRING_OF(RESUME_PLACE_MAX) ")");

	bind_device(statement, 1, device);
	return run(statement);
}

static int
put_all(struct resume_store *s, const struct resume_point *points, size_t n,
    uint32_t today)
{
	for (size_t i = 0; i < n; i++)
		if (points[i].position_ms == 0 ?
		    drop_one(s, &points[i]) == -1 :
		    put_one(s, &points[i], today) == -1 ||
		    trim_device(s, points[i].device) == -1)
			return -1;
	return run(prepare(s->db, "DELETE FROM point WHERE number IN (SELECT"
	    " number FROM point ORDER BY number DESC LIMIT -1 OFFSET "
	    STRING_OF(RESUME_POINTS_MAX) ")"));
}

/* Ends what was begun, well or not. */
static int
end(struct resume_store *s, int ret)
{
	if (ret == 0 && execute(s, "COMMIT") == 0)
		return 0;
	(void)execute(s, "ROLLBACK");
	return -1;
}

int
resume_store_put(struct resume_store *s, const struct resume_point *points,
    size_t n, uint32_t today)
{
	if (execute(s, "BEGIN IMMEDIATE") == -1)
		return -1;
	return end(s, put_all(s, points, n, today));
}

/* Pages that were let go of are zeros already; pages that were moved may not
   be. */
static int
vacuum(struct resume_store *s)
{
	return execute(s, "VACUUM");
}

int
resume_store_tidy(struct resume_store *s, uint32_t first_day, bool by_device)
{
	const int before = sqlite3_total_changes(s->db);

	if (run_with(s, "DELETE FROM point WHERE day < ?1", first_day) == -1 ||
	    run_with(s, "DELETE FROM point WHERE (device <> '') <> ?1",
	    by_device) == -1)
		return -1;
	return sqlite3_total_changes(s->db) == before ? 0 : vacuum(s);
}

static int
forget_all(struct resume_store *s, const uint64_t *devices, size_t n)
{
	sqlite3_stmt *statement;

	if (n == 0)
		return run(prepare(s->db, "DELETE FROM point"));
	for (size_t i = 0; i < n; i++) {
		statement = prepare(s->db,
		    "DELETE FROM point WHERE device = ?1");
		bind_device(statement, 1, devices[i]);
		if (run(statement) == -1)
			return -1;
	}
	return 0;
}

int
resume_store_forget(struct resume_store *s, const uint64_t *devices, size_t n,
    uint64_t *erased)
{
	const int before = sqlite3_total_changes(s->db);

	if (execute(s, "BEGIN IMMEDIATE") == -1 ||
	    end(s, forget_all(s, devices, n)) == -1 || vacuum(s) == -1)
		return -1;
	*erased = (uint64_t)(sqlite3_total_changes(s->db) - before);
	return 0;
}

/* ---- reading ------------------------------------------------------------ */

/* A row that makes no sense is passed over. */
static void
hand_out(sqlite3_stmt *row, void (*point)(void *arg,
    const struct resume_point *), void *arg)
{
	const char *device = (const char *)sqlite3_column_text(row, 0);
	struct resume_point p = {
		.object = sqlite3_column_int64(row, 1),
		.position_ms = (uint64_t)sqlite3_column_int64(row, 2),
		.day = (uint32_t)sqlite3_column_int64(row, 3),
	};
	struct station s;

	if (device == NULL || (*device != '\0' &&
	    station_parse(device, &s) == -1) || p.object <= 0 ||
	    p.position_ms == 0 || p.position_ms > RESUME_POSITION_MAX_MS)
		return;
	p.device = *device != '\0' ? station_number(&s) : 0;
	point(arg, &p);
}

int
resume_store_read(const char *state_dir, void (*point)(void *arg,
    const struct resume_point *), void *arg)
{
	sqlite3 *db = open_file(state_dir, SQLITE_OPEN_READONLY);
	sqlite3_stmt *row = db == NULL || check_version(db) != 1 ? NULL :
	    prepare(db, "SELECT device, object, position_ms, day FROM point"
	    " ORDER BY number");
	int step = SQLITE_ERROR;

	while (row != NULL && (step = sqlite3_step(row)) == SQLITE_ROW)
		hand_out(row, point, arg);
	sqlite3_finalize(row);
	sqlite3_close(db);
	return step == SQLITE_DONE ? 0 : -1;
}
