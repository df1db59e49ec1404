/*
 * Connections to the catalogue: the one writer of lares-scan, the readers of
 * lares-http and laresctl, and a small pool of readers for threads.
 */
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/catalog_open.h"
#include "common/catalog_schema.h"

#define CATALOG_PATH_BYTES	4096
#define CATALOG_BUSY_MS		5000

/* No temporary file is ever needed: the sandboxes know no place for one. A
   scan changes the same pages in each batch: they are copied from the WAL into
   the file once in several batches (wal_autocheckpoint: pages of 4 KiB). */
static const char writer_pragmas[] =
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = NORMAL;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA wal_autocheckpoint = 4000;"
    "PRAGMA journal_size_limit = 4194304;";
static const char reader_pragmas[] =
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA query_only = ON;"
    "PRAGMA cache_size = -1024;";

struct catalog_pool {
	char		*state_dir;
	pthread_mutex_t	 lock;
	pthread_cond_t	 returned;
	struct catalog	*idle[CATALOG_POOL_MAX];
	struct stat	 file;		/* as it is now, */
	unsigned	 nfile;		/* the so-many-th that was seen */
	size_t		 nidle;
	size_t		 nout;
};

static int
make_path(char *out, const char *state_dir, const char *suffix)
{
	int n = snprintf(out, CATALOG_PATH_BYTES, "%s/" CATALOG_FILE "%s",
	    state_dir, suffix);

	return n > 0 && n < CATALOG_PATH_BYTES ? 0 : -1;
}

static struct catalog *
open_file(const char *state_dir, int flags)
{
	char path[CATALOG_PATH_BYTES];
	struct catalog *c = calloc(1, sizeof(*c));

	if (c == NULL || make_path(path, state_dir, "") == -1 ||
	    sqlite3_open_v2(path, &c->db, flags | SQLITE_OPEN_NOMUTEX,
	    NULL) != SQLITE_OK) {
		catalog_close(c);
		return NULL;
	}
	sqlite3_busy_timeout(c->db, CATALOG_BUSY_MS);
	return c;
}

void
catalog_close(struct catalog *c)
{
	if (c == NULL)
		return;
	for (size_t i = 0; i < CATALOG_STATEMENTS_MAX; i++)
		sqlite3_finalize(c->prepared[i].statement);
	sqlite3_close(c->db);
	free(c->counting);
	free(c->holding);
	free(c->only);
	free(c);
}

static void
set_aside(const char *state_dir)
{
	static const char *const leftovers[] = { "-wal", "-shm" };
	char from[CATALOG_PATH_BYTES], to[CATALOG_PATH_BYTES];

	if (make_path(from, state_dir, "") == -1 ||
	    make_path(to, state_dir, ".damaged") == -1)
		return;
	(void)rename(from, to);
	for (size_t i = 0; i < 2; i++)
		if (make_path(from, state_dir, leftovers[i]) == 0)
			(void)unlink(from);
}

/* Of what has just failed. (SQLite tells the system's error of these alone.) */
static const char *
reason(sqlite3 *db)
{
	const int code = sqlite3_errcode(db) & 0xff;
	const int error = code == SQLITE_IOERR || code == SQLITE_CANTOPEN ?
	    sqlite3_system_errno(db) : 0;

	return error != 0 ? strerror(error) : sqlite3_errstr(code);
}

/* One attempt; where it is NULL, *fitness and *error say why. */
static struct catalog *
open_writer(const char *state_dir, enum catalog_fitness *fitness,
    const char **error)
{
	struct catalog *c = open_file(state_dir,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
	int keep_wal = 1;

	*fitness = CATALOG_FITS;
	if (c == NULL) {
		*error = "it cannot be opened or made";
		return NULL;
	}
	/* Else a reader without the right to write fails once we are gone. */
	sqlite3_file_control(c->db, NULL, SQLITE_FCNTL_PERSIST_WAL, &keep_wal);
	*fitness = catalog_schema_check(c);
	if ((*fitness != CATALOG_FITS && *fitness != CATALOG_EMPTY &&
	    *fitness != CATALOG_OLDER) ||
	    catalog_execute(c, writer_pragmas) == -1 ||
	    (*fitness == CATALOG_EMPTY && catalog_schema_create(c) == -1) ||
	    (*fitness == CATALOG_OLDER && catalog_schema_renew(c) == -1)) {
		*error = *fitness == CATALOG_NEWER ?
		    "it was made by a newer version of Lares" : reason(c->db);
		catalog_close(c);
		return NULL;
	}
	return c;
}

struct catalog *
catalog_open_write(const char *state_dir, const char **error)
{
	enum catalog_fitness fitness;
	struct catalog *c = open_writer(state_dir, &fitness, error);

	if (c == NULL && fitness == CATALOG_DAMAGED) {
		set_aside(state_dir);
		c = open_writer(state_dir, &fitness, error);
	}
	return c;
}

struct catalog *
catalog_open_read(const char *state_dir, const char **error)
{
	struct catalog *c = open_file(state_dir, SQLITE_OPEN_READONLY);

	if (c == NULL) {
		*error = "it does not exist yet, or may not be read";
		return NULL;
	}
	if (catalog_execute(c, reader_pragmas) == -1 ||
	    catalog_schema_check(c) != CATALOG_FITS) {
		*error = "it is empty, damaged, or of another version";
		catalog_close(c);
		return NULL;
	}
	return c;
}

struct catalog_pool *
catalog_pool_new(const char *state_dir)
{
	struct catalog_pool *p = calloc(1, sizeof(*p));

	if (p == NULL)
		return NULL;
	/* Nobody asks how much memory the library holds; to count it, threads
	   would wait for each other. Too late where it is in use: no harm. */
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->returned, NULL);
	if (asprintf(&p->state_dir, "%s", state_dir) == -1) {
		p->state_dir = NULL;
		catalog_pool_free(p);
		return NULL;
	}
	return p;
}

void
catalog_pool_free(struct catalog_pool *p)
{
	if (p == NULL)
		return;
	while (p->nidle > 0)
		catalog_close(p->idle[--p->nidle]);
	pthread_cond_destroy(&p->returned);
	pthread_mutex_destroy(&p->lock);
	free(p->state_dir);
	free(p);
}

/* The writer sets a damaged file aside: what is open of it is let go. */
static void
drop_replaced(struct catalog_pool *p)
{
	char path[CATALOG_PATH_BYTES];
	struct stat now;

	if (make_path(path, p->state_dir, "") == -1 || stat(path, &now) == -1 ||
	    (now.st_dev == p->file.st_dev && now.st_ino == p->file.st_ino))
		return;
	p->file = now;
	p->nfile++;
	while (p->nidle > 0)
		catalog_close(p->idle[--p->nidle]);
}

struct catalog *
catalog_pool_borrow(struct catalog_pool *p)
{
	struct catalog *c = NULL;
	const char *error;
	unsigned file;

	pthread_mutex_lock(&p->lock);
	while (p->nidle == 0 && p->nout == CATALOG_POOL_MAX)
		pthread_cond_wait(&p->returned, &p->lock);
	drop_replaced(p);
	if (p->nidle > 0)
		c = p->idle[--p->nidle];
	p->nout++;
	file = p->nfile;
	pthread_mutex_unlock(&p->lock);
	if (c == NULL)
		c = catalog_open_read(p->state_dir, &error);
	if (c != NULL) {
		c->file = file;
		c->borrowed = true;
		c->update_known = false;
	}
	if (c == NULL || catalog_run(c, catalog_statement(c, "BEGIN")) == -1) {
		catalog_pool_return(p, c);
		return NULL;
	}
	return c;
}

void
catalog_pool_return(struct catalog_pool *p, struct catalog *c)
{
	bool keep;

	if (c != NULL && !c->failed)
		(void)catalog_run(c, catalog_statement(c, "COMMIT"));
	pthread_mutex_lock(&p->lock);
	p->nout--;
	/* After an error, or when the file was replaced meanwhile, the next one
	   opens it anew. */
	keep = c != NULL && !c->failed && c->file == p->nfile;
	if (keep)
		p->idle[p->nidle++] = c;
	pthread_cond_signal(&p->returned);
	pthread_mutex_unlock(&p->lock);
	if (!keep)
		catalog_close(c);
}
