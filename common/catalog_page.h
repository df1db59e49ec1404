#ifndef LARES_COMMON_CATALOG_PAGE_H
#define LARES_COMMON_CATALOG_PAGE_H

#include "common/catalog_query.h"
#include "common/catalog_read.h"

struct sqlite3_stmt;

/* For catalog_list.c alone. */

/* Where rows go: to row, or, without one, their ids into a list. */
struct catalog_sink {
	catalog_row	 row;
	void		*arg;
	int64_t		*ids;		/* free(3) */
	size_t		 n;		/* so far */
};

/* A page of a query that has its scope's own order and is not deep. 0 or -1. */
int	catalog_page_list(struct catalog *c, const struct catalog_query *q,
	    uint64_t start, uint64_t count, struct catalog_sink *to);

/* Steps a statement of ids to its end. 0 or -1. */
int	catalog_page_ids(struct sqlite3_stmt *s, struct catalog_sink *to);

/* The number that sql has for key, and, if it asks for them, for hidden areas;
   0 of what is not there. 0 or -1. */
int	catalog_page_count(struct catalog *c, const char *sql, int64_t key,
	    uint64_t hidden, uint64_t *n);

/* A limit or offset of SQLite's. 0: none, as SQLite says it. */
int64_t	catalog_page_limit(uint64_t n, int64_t none);

#endif
