#ifndef LARES_COMMON_CATALOG_HOLDS_H
#define LARES_COMMON_CATALOG_HOLDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/catalog_codes.h"
#include "common/media.h"

struct catalog;

/* What a container or a folder holds, see common/catalog_holder.h.
   For catalog_*.c, in lares-http. */
struct catalog_holds {
	struct catalog_block	*blocks;	/* ascending */
	size_t			 n, room;
};

/* In place of what was read before. 0, or -1: the catalogue failed. */
int	catalog_holds_read(struct catalog *c, int64_t holder,
	    struct catalog_holds *h);
void	catalog_holds_free(struct catalog_holds *h);	/* as { 0 } again */

/* Adds all of it, which is of one kind, to a set of objects' codes. */
void	catalog_holds_add(const struct catalog_holds *h, enum media_kind kind,
	    struct catalog_codes *s);

/* Leaves in such a set what is held, or what is not. */
void	catalog_holds_keep(const struct catalog_holds *h,
	    struct catalog_codes *s, bool held);

#endif
