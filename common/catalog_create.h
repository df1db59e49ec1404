#ifndef LARES_COMMON_CATALOG_CREATE_H
#define LARES_COMMON_CATALOG_CREATE_H

#include <stdbool.h>

struct catalog;

/* Makes tables, indexes and triggers, in a database that has none of these
   names once the SQL before is executed; then the SQL after can fill those
   that are never deleted. 0, or -1: then the connection is to be closed. */
int	catalog_create(struct catalog *c, const char *before,
	    const char *after);

/* *alike: all of these are there, and word by word as they are made now, and
   no other trigger, index or view. (Other tables do no harm: SQLite keeps
   some of its own.) 0, or -1: the connection says why. */
int	catalog_create_compare(struct catalog *c, bool *alike);

#endif
