#ifndef LARES_COMMON_CATALOG_LIST_H
#define LARES_COMMON_CATALOG_LIST_H

#include <stddef.h>
#include <stdint.h>

#include "common/catalog_query.h"
#include "common/catalog_read.h"

struct catalog;

/* More than that which a search finds, and for which no order was asked, comes
   as it lies in the catalogue: to put a hundred thousand in order takes long,
   and nobody reads them. */
#define CATALOG_LIST_SORTED_MAX	1000

/*
 * Ids in the order asked for, ties by title and id; those of containers of the
 * views are negative. count 0: all. *ids is the caller's, free(3).
 * 0, or -1: the catalogue failed.
 */
int	catalog_list(struct catalog *c, const struct catalog_query *q,
	    uint64_t start, uint64_t count, int64_t **ids, size_t *n);

/* The same for one that has its scope's own order and is not deep: the objects
   and containers themselves. 0 or -1. */
int	catalog_list_rows(struct catalog *c, const struct catalog_query *q,
	    uint64_t start, uint64_t count, catalog_row row, void *arg);

/* Whether a first page in the order asked for lies in an index. */
bool	catalog_list_is_indexed(const struct catalog_query *q);

/* How many children catalog_list would list, as counted beforehand. 0 or -1. */
int	catalog_total(struct catalog *c, const struct catalog_query *q,
	    uint64_t *total);

#endif
