/*
 * What the catalogue has of a folder, for comparing with the disk. In
 * lares-scan. Sorted, so that a folder of 50,000 files is no burden.
 */
#include <stdlib.h>
#include <string.h>

#include "scanner/library/grow.h"
#include "scanner/library/known.h"

static void
note(void *arg, const struct catalog_stamp *stamp)
{
	struct known_list *k = arg;
	struct known known = { .stamp = *stamp }, *items = grow_list(k->items,
	    k->n, &k->room, sizeof(known));

	if (items != NULL)
		k->items = items;
	if (items == NULL ||
	    (known.stamp.name = strdup(stamp->name)) == NULL)
		k->failed = true;
	else
		k->items[k->n++] = known;
}

static int
by_name(const void *left, const void *right)
{
	return strcmp(((const struct known *)left)->stamp.name,
	    ((const struct known *)right)->stamp.name);
}

int
known_read(struct known_list *k, struct catalog *c, int64_t place)
{
	*k = (struct known_list){ 0 };
	if (catalog_stamps(c, place, note, k) == -1 || k->failed)
		return -1;
	if (k->n > 0)
		qsort(k->items, k->n, sizeof(*k->items), by_name);
	return 0;
}

void
known_free(struct known_list *k)
{
	while (k->n > 0)
		free((char *)(uintptr_t)k->items[--k->n].stamp.name);
	free(k->items);
	*k = (struct known_list){ 0 };
}

struct known *
known_find(struct known_list *k, const char *name)
{
	struct known wanted = { .stamp.name = name };

	return k->n == 0 ? NULL :
	    bsearch(&wanted, k->items, k->n, sizeof(*k->items), by_name);
}

bool
known_is_folder(const struct known *k)
{
	return k != NULL && k->stamp.listed && k->stamp.kind == MEDIA_FOLDER;
}
