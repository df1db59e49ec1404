/*
 * How many are in each container of the views: lares-scan only. A container
 * counts its children that are not empty; when it becomes empty, or is no
 * longer, the one above it counts anew, up to the view.
 */
#include <sqlite3.h>
#include <stdlib.h>

#include "common/catalog_container.h"
#include "common/catalog_count.h"
#include "common/catalog_schema.h"
#include "common/hash.h"

#define COUNTS_MAX	4096		/* a power of 2 */
struct catalog_counting {
	struct {
		int64_t	 container;	/* 0: none */
		int	 by;
	}		 counts[COUNTS_MAX];
	size_t		 ncounts;
	bool		 left[VIEW_IDS];	/* views that something left */
};

void
catalog_count_forget(struct catalog *c)
{
	free(c->counting);
	c->counting = NULL;
}

/* Adds to a container's count: 1, with what it is now and the container above;
   0: there is none; -1. */
static int
add(struct catalog *c, int64_t container, int by, int64_t *n, int64_t *parent)
{
	sqlite3_stmt *s = catalog_statement_of(c, "UPDATE container"
	    " SET n = n + ?2 WHERE id = ?1 RETURNING n, parent", container);
	int found;

	sqlite3_bind_int64(s, 2, by);
	if ((found = catalog_step(c, s)) == 1) {
		*n = sqlite3_column_int64(s, 0);
		*parent = sqlite3_column_int64(s, 1);
		/* A RETURNING statement is done when it says so. */
		if (catalog_step(c, s) != 0)
			found = -1;
	}
	return found;
}

/* The first to come, and the last to go, is news to the container above. */
static int
write_one(struct catalog *c, int64_t container, int by)
{
	int64_t n = 0, parent = 0;
	int found;

	while (container != 0 && by != 0) {
		if ((found = add(c, container, by, &n, &parent)) == -1)
			return -1;
		if (found == 0 || (n > 0) == (n - by > 0))
			return 0;
		if (catalog_run_with(c, "UPDATE container SET listed = ?2"
		    " WHERE id = ?1", container, n > 0) == -1 || (n == 0 &&
		    catalog_container_emptied(c, container) == -1))
			return -1;
		by = n > 0 ? 1 : -1;
		container = parent;
	}
	return 0;
}

int
catalog_count_write(struct catalog *c)
{
	struct catalog_counting *k = c->counting;

	if (k == NULL || k->ncounts == 0)
		return 0;
	for (size_t i = 0; i < COUNTS_MAX; i++) {
		if (k->counts[i].container != 0 &&
		    write_one(c, k->counts[i].container,
		    k->counts[i].by) == -1)
			return -1;
		k->counts[i].container = 0;
	}
	k->ncounts = 0;
	return 0;
}

int
catalog_count(struct catalog *c, int64_t container, int by)
{
	struct catalog_counting *k = c->counting;
	size_t i;

	if (k == NULL && (k = calloc(1, sizeof(*k))) == NULL)
		return -1;
	c->counting = k;
	if (k->ncounts == COUNTS_MAX / 2 && catalog_count_write(c) == -1)
		return -1;
	i = hash_bytes(HASH_START, &container, sizeof(container)) % COUNTS_MAX;
	while (k->counts[i].container != 0 &&
	    k->counts[i].container != container)
		i = (i + 1) % COUNTS_MAX;
	if (k->counts[i].container == 0) {
		k->counts[i].container = container;
		k->counts[i].by = 0;
		k->ncounts++;
	}
	k->counts[i].by += by;
	if (by < 0 && container < VIEW_IDS)
		k->left[container] = true;
	return 0;
}

bool
catalog_count_left(struct catalog *c, enum view view)
{
	struct catalog_counting *k = c->counting;
	const bool left = k != NULL && k->left[view];

	if (left)
		k->left[view] = false;
	return left;
}
