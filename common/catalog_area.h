#ifndef LARES_COMMON_CATALOG_AREA_H
#define LARES_COMMON_CATALOG_AREA_H

#include <stddef.h>
#include <stdint.h>

struct catalog;

/*
 * Which area of common/access.h a place lies in, and how many of each are in a
 * container: lares-scan only. Without areas nothing of it costs anything.
 */

/* In the writer's open batch, these return 0, or -1: the caller rolls back.
   The first: of a place, listed or not. */
int	catalog_area_of(struct catalog *c, int64_t place, unsigned *area);

/* An object has come to a container, or gone: by 1 or -1. */
int	catalog_area_count(struct catalog *c, int64_t container, int64_t object,
	    int by);

/* The counts of a view that lost members by other ways. */
int	catalog_area_recount(struct catalog *c, int64_t view);

/* Forgets what was remembered of a batch that was rolled back. */
void	catalog_area_forget(struct catalog *c);

#endif
