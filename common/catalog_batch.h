#ifndef LARES_COMMON_CATALOG_BATCH_H
#define LARES_COMMON_CATALOG_BATCH_H

#include <stdbool.h>
#include <stddef.h>

struct catalog;
struct sqlite3_stmt;

/*
 * The first write opens a batch (one transaction); the caller commits it. The
 * update id is raised in the batch, once, if it changed anything a client can
 * see. All that write return 0 or -1 (disk full, damage): the batch is then
 * rolled back and the caller scans again.
 */
int	catalog_commit(struct catalog *c);
bool	catalog_batch_open(const struct catalog *c);
size_t	catalog_batch_rows(const struct catalog *c);

/* For catalog_*.c alone. Opens a batch, unless one is open. 0 or -1. */
int	catalog_batch_begin(struct catalog *c);

/* Runs a statement that changes rows, within the batch. 0 or -1. */
int	catalog_batch_change(struct catalog *c, struct sqlite3_stmt *s);

/* A statement for it, once a batch is open; NULL. */
struct sqlite3_stmt *catalog_batch_statement(struct catalog *c,
	    const char *sql);

/* Runs one that changes nothing that clients see. 0 or -1. */
int	catalog_batch_run(struct catalog *c, struct sqlite3_stmt *s);

/* Gives the batch up. Always -1. */
int	catalog_batch_roll_back(struct catalog *c);

#endif
