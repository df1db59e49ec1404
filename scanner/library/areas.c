/*
 * The folders that rules name, as places of the catalogue. In lares-scan.
 */
#include <stdlib.h>
#include <string.h>

#include "common/access.h"
#include "common/catalog_areas.h"
#include "common/catalog_batch.h"
#include "common/catalog_place.h"
#include "common/text.h"
#include "scanner/library/areas.h"

struct areas {
	struct catalog_area *list;	/* room for each in each media folder */
	size_t		 n;
};

/* The place of "Films/Kids" beneath another. */
static int
place_of(struct library *l, int64_t place, const char *path, int64_t *id)
{
	char name[CATALOG_NAME_BYTES];
	size_t len;

	for (; *path != '\0'; path += len + (path[len] == '/')) {
		len = strcspn(path, "/");
		if (len == 0 || len >= sizeof(name))
			continue;
		memcpy(name, path, len);
		name[len] = '\0';
		if (catalog_place(l->catalog, place, name, &place) == -1)
			return -1;
	}
	*id = place;
	return 0;
}

/* In each media folder that it lies in, or that lies in it. */
static int
add_folder(struct library *l, struct areas *a, const char *path,
    unsigned area)
{
	const struct config *c = &l->config;
	const char *rest;
	int64_t id;

	for (size_t i = 0; i < c->nmedia; i++) {
		if (text_beneath(c->media[i].path, path) != NULL)
			rest = "";
		else if ((rest = text_beneath(path, c->media[i].path)) == NULL)
			continue;
		if (catalog_place(l->catalog, 0, c->media[i].path, &id) == -1 ||
		    place_of(l, id, rest, &id) == -1)
			return -1;
		a->list[a->n++] = (struct catalog_area){ id, area };
	}
	return 0;
}

/* Those of shorter paths first: what lies in others comes after them. */
static int
add_all(struct library *l, struct areas *a)
{
	const char *paths[ACCESS_AREAS_MAX];
	const size_t n = access_areas(&l->config, paths);
	size_t longest = 0, i, len;

	for (i = 1; i < n; i++)
		if (strlen(paths[i]) > longest)
			longest = strlen(paths[i]);
	for (len = 0; len <= longest; len++)
		for (i = 1; i < n; i++)
			if (strlen(paths[i]) == len &&
			    add_folder(l, a, paths[i], (unsigned)i) == -1)
				return -1;
	return 0;
}

int
areas_set(struct library *l)
{
	struct areas a = { .n = 0 };
	int ret = -1;

	a.list = calloc(ACCESS_AREAS_MAX * (l->config.nmedia + 1),
	    sizeof(*a.list));
	if (a.list != NULL && add_all(l, &a) == 0)
		ret = catalog_set_areas(l->catalog, a.list, a.n,
		    access_areas_mark(&l->config));
	free(a.list);
	return ret == 0 ? 0 : catalog_batch_roll_back(l->catalog);
}
