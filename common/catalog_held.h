#ifndef LARES_COMMON_CATALOG_HELD_H
#define LARES_COMMON_CATALOG_HELD_H

#include <stdbool.h>
#include <stdint.h>

struct catalog;

/* Which objects are beneath what holds them (common/catalog_holder.h), as the
   writer keeps it. For catalog_*.c. */

/* Notes that an object came to what it lies in, or left it, in the writer's
   open batch. It comes to what is above that too, and leaves that with all it
   lies in beneath. 0 or -1. */
int	catalog_held_note(struct catalog *c, int64_t holder, int64_t object,
	    bool came);

/* Writes what was noted, before the batch is committed. 0 or -1. */
int	catalog_held_write(struct catalog *c);

/* Forgets what was noted. */
void	catalog_held_forget(struct catalog *c);

#endif
