#ifndef LARES_COMMON_CATALOG_AREAS_H
#define LARES_COMMON_CATALOG_AREAS_H

#include <stddef.h>
#include <stdint.h>

struct catalog;

/* A folder that is an area of its own; several may be one. */
struct catalog_area {
	int64_t		 place;
	unsigned	 area;
};

/*
 * The areas from now on; those that lie in others come after them. mark: see
 * access_areas_mark. If the catalogue has that mark already nothing happens,
 * else everything is counted anew. As catalog_batch.h says.
 */
int	catalog_set_areas(struct catalog *c, const struct catalog_area *areas,
	    size_t n, uint64_t mark);

#endif
