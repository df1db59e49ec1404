#ifndef LARES_COMMON_CATALOG_TABLES_H
#define LARES_COMMON_CATALOG_TABLES_H

#include <stdint.h>

struct catalog;

/* A table of the file, whether it is one that we make or not. */
struct catalog_table {
	char		 name[64];	/* cut */
	uint64_t	 rows;
	int64_t		 bytes;		/* with its indexes; -1: this SQLite
					   does not tell */
};

/* Hands out every table by name, as one read transaction sees them. This reads
   the whole file. 0, or -1. */
int	catalog_tables(struct catalog *c,
	    void (*table)(void *arg, const struct catalog_table *t),
	    void *arg);

#endif
