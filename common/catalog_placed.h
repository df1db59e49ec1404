#ifndef LARES_COMMON_CATALOG_PLACED_H
#define LARES_COMMON_CATALOG_PLACED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

/* The column object.shelved: the containers that an object is in, each with
   the key that orders it there. */
struct catalog_placed {
	int64_t		 container;
	const void	*sort;
	size_t		 sort_len;	/* up to 255 */
};

void	catalog_placed_add(struct buf *b, const struct catalog_placed *p);

/* Takes the first of *len bytes off the front. false: there is none. */
bool	catalog_placed_next(const uint8_t **at, size_t *len,
	    struct catalog_placed *p);

bool	catalog_placed_has(const void *placed, size_t len, int64_t container);

#endif
