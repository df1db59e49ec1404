#ifndef LARES_COMMON_CATALOG_COLUMN_H
#define LARES_COMMON_CATALOG_COLUMN_H

#include <stddef.h>

struct buf;
struct catalog;
struct sqlite3_stmt;

/*
 * Texts and bytes that go into a statement and come out of it. For
 * catalog_*.c. What is bound has to stay until the statement has run.
 */

/* NULL is the empty text. */
void	catalog_bind_text(struct sqlite3_stmt *s, int at, const char *text);

/* None are an empty blob, not NULL. */
void	catalog_bind_bytes(struct sqlite3_stmt *s, int at, const void *bytes,
	    size_t len);

/* Steps a statement to its first row, and resets it: 1, and *b is the first
   column, of which NULL is empty; 0: there is none, and *b is empty; -1. */
int	catalog_bytes(struct catalog *c, struct sqlite3_stmt *s,
	    struct buf *b);

#endif
