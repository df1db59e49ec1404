/*
 * Connections to the catalogue: the readers of lares-http and laresctl, and a
 * small pool of readers for threads.
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

#define CATALOG_BUSY_MS		5000

/* No temporary file is ever needed: the sandboxes know no place for one. */
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

int
catalog_file_path(char out[CATALOG_PATH_BYTES], const char *state_dir,
    const char *suffix)
{
	int n = snprintf(out, CATALOG_PATH_BYTES, "%s/" CATALOG_FILE "%s",
	    state_dir, suffix);

	return n > 0 && n < CATALOG_PATH_BYTES ? 0 : -1;
}

struct catalog *
catalog_open_file(const char *state_dir, int flags)
{
	char path[CATALOG_PATH_BYTES];
	struct catalog *c = calloc(1, sizeof(*c));

	if (c == NULL || catalog_file_path(path, state_dir, "") == -1 ||
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
	free(c->known);
	free(c->holding);
	free(c->only);
	free(c);
}

struct catalog *
catalog_open_read(const char *state_dir, const char **error)
{
	struct catalog *c = catalog_open_file(state_dir, SQLITE_OPEN_READONLY);

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

	if (catalog_file_path(path, p->state_dir, "") == -1 || stat(path, &now) == -1 ||
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
