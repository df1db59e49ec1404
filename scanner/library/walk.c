/*
 * The folders that are still to be read, in lares-scan. Pure.
 */
#include <stdlib.h>
#include <string.h>

#include "scanner/library/grow.h"
#include "scanner/library/walk.h"

struct walk {
	struct folder	*stack;
	size_t		 n, room;
	size_t		 scanned;	/* of n */
};

struct walk *
walk_new(void)
{
	return calloc(1, sizeof(struct walk));
}

void
walk_clear(struct walk *w)
{
	while (w->n > 0)
		free(w->stack[--w->n].path);
	w->scanned = 0;
}

void
walk_free(struct walk *w)
{
	if (w == NULL)
		return;
	walk_clear(w);
	free(w->stack);
	free(w);
}

int
walk_push(struct walk *w, size_t root, int64_t place, const char *path,
    bool scanned)
{
	struct folder f = { .root = root, .place = place, .scanned = scanned };
	struct folder *stack = grow_list(w->stack, w->n, &w->room, sizeof(f));

	if (stack == NULL)
		return -1;
	w->stack = stack;
	if ((f.path = strdup(path)) == NULL)
		return -1;
	w->stack[w->n++] = f;
	w->scanned += scanned;
	return 0;
}

int
walk_push_once(struct walk *w, size_t root, int64_t place, const char *path)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->stack[i].root == root &&
		    strcmp(w->stack[i].path, path) == 0)
			return 0;
	return walk_push(w, root, place, path, false);
}

bool
walk_pop(struct walk *w, struct folder *folder)
{
	if (w->n == 0)
		return false;
	*folder = w->stack[--w->n];
	w->scanned -= folder->scanned;
	return true;
}

bool
walk_pending(const struct walk *w)
{
	return w->n > 0;
}

bool
walk_is_scanning(const struct walk *w)
{
	return w->scanned > 0;
}
