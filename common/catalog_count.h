#ifndef LARES_COMMON_CATALOG_COUNT_H
#define LARES_COMMON_CATALOG_COUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "common/view.h"

struct catalog;

/*
 * How many are in each container of the views. For catalog_*.c, in the
 * writer's open batch: what comes and goes in it is noted, and written once.
 */

/* An object has come to a container, or gone: by 1 or -1. 0 or -1. */
int	catalog_count(struct catalog *c, int64_t container, int by);

/* Writes the counts, before the batch is committed. 0 or -1. */
int	catalog_count_write(struct catalog *c);

/* Whether something has left a view itself since this was asked. */
bool	catalog_count_left(struct catalog *c, enum view view);

/* Forgets what was noted. */
void	catalog_count_forget(struct catalog *c);

#endif
