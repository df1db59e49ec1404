#ifndef LARES_COMMON_CATALOG_HELD_H
#define LARES_COMMON_CATALOG_HELD_H

#include <stdbool.h>
#include <stdint.h>

#include "common/view.h"

struct catalog;

/*
 * Which objects are in a container of the first level of some views, or
 * beneath it: an artist's, a genre's. The table "held" says so with a bit for
 * each, beside "member", so that a search that finds such containers need not
 * read a row for each object in them. Not those whose album artist is another
 * one for want of a name of his: these have none to be found by. For
 * catalog_*.c.
 */

/* Whether that is kept of the containers in a view. */
bool	catalog_held_by(enum view view);

/* Notes that an object came to a container or left it, in the writer's open
   batch. 0 or -1. */
int	catalog_held_note(struct catalog *c, int64_t container, int64_t object,
	    bool came);

/* Writes what was noted, before the batch is committed. 0 or -1. */
int	catalog_held_write(struct catalog *c);

/* Forgets what was noted. */
void	catalog_held_forget(struct catalog *c);

#endif
