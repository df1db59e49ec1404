/*
 * The folders that are still to be read, in lares-scan. Pure.
 */
#include <stdlib.h>
#include <string.h>

#include "scanner/library/walk.h"

#define WALK_ROOM	64

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

static int
grow(struct walk *w)
{
	size_t room = w->room == 0 ? WALK_ROOM : w->room * 2;
	struct folder *stack;

	if (w->n < w->room)
		return 0;
	if ((stack = reallocarray(w->stack, room, sizeof(*stack))) == NULL)
		return -1;
	w->stack = stack;
	w->room = room;
	return 0;
}

int
walk_push(struct walk *w, const struct folder *folder)
{
	struct folder copy = *folder;

	if (grow(w) == -1 || (copy.path = strdup(folder->path)) == NULL)
		return -1;
	w->stack[w->n++] = copy;
	w->scanned += copy.scanned;
	return 0;
}

int
walk_push_once(struct walk *w, const struct folder *folder)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->stack[i].root == folder->root &&
		    strcmp(w->stack[i].path, folder->path) == 0)
			return 0;
	return walk_push(w, folder);
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
