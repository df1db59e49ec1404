/*
 * XMP and NFO files beside media files, in lares-scan: found by name in the
 * listing of a folder, and never read here.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/mime.h"
#include "scanner/library/grow.h"
#include "scanner/library/sides.h"
#include "scanner/library/stamp.h"

#define ABOVE		"../"	/* in front of a name: it lies there */

struct side {
	char		*name;
	uint64_t	 stamp;		/* of its size and last change */
};

/* Of each side the first that is there counts. Bit n of a job is row n. */
static const struct candidate {
	enum media_kind	of;		/* by the media file's name */
	enum media_side	side;
	enum {
		WHOLE,			/* its name, and ending */
		STEM,			/* the same without its extension */
		FIXED,			/* whatever its name is */
	}		name;
	const char	*ending;
} candidates[] = {
	{ MEDIA_PICTURE, MEDIA_SIDE_XMP,  WHOLE, ".xmp" },
	{ MEDIA_PICTURE, MEDIA_SIDE_XMP,  STEM,	 ".xmp" },
	{ MEDIA_VIDEO,	 MEDIA_SIDE_NFO,  STEM,	 ".nfo" },
	{ MEDIA_VIDEO,	 MEDIA_SIDE_NFO,  FIXED, "movie.nfo" },
	{ MEDIA_VIDEO,	 MEDIA_SIDE_SHOW, FIXED, "tvshow.nfo" },
	{ MEDIA_VIDEO,	 MEDIA_SIDE_SHOW, FIXED, ABOVE "tvshow.nfo" },
};
#define CANDIDATES	(sizeof(candidates) / sizeof(candidates[0]))

bool
sides_is_name(const char *name)
{
	size_t len = strlen(name);

	return name[0] != '.' && len > 4 &&
	    (strcmp(name + len - 4, ".xmp") == 0 ||
	     strcmp(name + len - 4, ".nfo") == 0);
}

static void
candidate_name(const struct candidate *c, const char *media,
    char out[LIBRARY_PATH_BYTES])
{
	size_t len = strlen(media);

	if (c->name == STEM)
		len -= strlen(mime_extension(media)) + 1;
	else if (c->name == FIXED)
		len = 0;
	snprintf(out, LIBRARY_PATH_BYTES, "%.*s%s", (int)len, media,
	    c->ending);
}

/* -1: there is none that may be read. */
static int
open_side(const struct library *l, size_t root, const char *folder,
    const char *name, uint64_t *stamp)
{
	char above[LIBRARY_PATH_BYTES], path[LIBRARY_PATH_BYTES];
	struct stat st;
	int fd;

	if (strncmp(name, ABOVE, strlen(ABOVE)) == 0) {
		if (*folder == '\0')
			return -1;
		library_folder(above, folder);
		folder = above;
		name += strlen(ABOVE);
	}
	if (library_join(path, folder, name) == -1 ||
	    (fd = root_open(&l->roots, root, path, &st)) == -1)
		return -1;
	if (!S_ISREG(st.st_mode)) {
		close(fd);
		return -1;
	}
	*stamp = stamp_of(&st, "");
	return fd;
}

/* ---- of a folder ----------------------------------------------------------- */

int
sides_note(struct side_list *list, const struct library *l, size_t root,
    const char *folder, const char *name)
{
	struct side side, *items;
	int fd = open_side(l, root, folder, name, &side.stamp);

	if (fd == -1)
		return 0;
	close(fd);
	items = grow_list(list->items, list->n, &list->room, sizeof(side));
	if (items == NULL)
		return -1;
	list->items = items;
	if ((side.name = strdup(name)) == NULL)
		return -1;
	list->items[list->n++] = side;
	return 0;
}

static int
by_name(const void *left, const void *right)
{
	return strcmp(((const struct side *)left)->name,
	    ((const struct side *)right)->name);
}

int
sides_end(struct side_list *list, const struct library *l, size_t root,
    const char *folder)
{
	for (size_t i = 0; i < CANDIDATES; i++)
		if (strncmp(candidates[i].ending, ABOVE, strlen(ABOVE)) == 0 &&
		    sides_note(list, l, root, folder,
		    candidates[i].ending) == -1)
			return -1;
	if (list->n > 0)
		qsort(list->items, list->n, sizeof(*list->items), by_name);
	return 0;
}

void
sides_free(struct side_list *list)
{
	while (list->n > 0)
		free(list->items[--list->n].name);
	free(list->items);
	*list = (struct side_list){ 0 };
}

/* ---- of a media file --------------------------------------------------------- */

static enum media_kind
kind_by_name(const char *media)
{
	const struct mime *m = mime_by_extension(mime_extension(media));

	return m != NULL ? m->kind : MEDIA_FOLDER;
}

unsigned
sides_of(const struct side_list *list, const char *name, int64_t *mtime_ns)
{
	enum media_kind kind;
	char wanted[LIBRARY_PATH_BYTES];
	const struct side *found;
	unsigned which = 0, seen = 0;

	if (list->n == 0)		/* as it mostly is */
		return 0;
	kind = kind_by_name(name);
	for (size_t i = 0; i < CANDIDATES; i++) {
		const struct candidate *c = &candidates[i];

		if (c->of != kind || (seen & 1u << c->side) != 0)
			continue;
		candidate_name(c, name, wanted);
		found = bsearch(&(struct side){ .name = wanted }, list->items,
		    list->n, sizeof(*list->items), by_name);
		if (found == NULL)
			continue;
		stamp_fold(mtime_ns, i, found->stamp);
		which |= 1u << i;
		seen |= 1u << c->side;
	}
	return which;
}

void
sides_open(const struct library *l, size_t root, const char *path,
    unsigned which, struct pool_files *files, int64_t *mtime_ns)
{
	const char *media = library_name(path);
	enum media_kind kind = kind_by_name(media);
	char folder[LIBRARY_PATH_BYTES], name[LIBRARY_PATH_BYTES];
	unsigned seen = 0;
	uint64_t stamp;
	int fd;

	library_folder(folder, path);
	for (size_t i = 0; i < CANDIDATES && which != 0; i++) {
		const struct candidate *c = &candidates[i];

		if (c->of != kind || (which & 1u << i) == 0 ||
		    (seen & 1u << c->side) != 0)
			continue;
		candidate_name(c, media, name);
		if ((fd = open_side(l, root, folder, name, &stamp)) == -1)
			continue;
		stamp_fold(mtime_ns, i, stamp);
		seen |= 1u << c->side;
		files->fds[1 + files->nsides] = fd;
		files->sides[files->nsides++] = c->side;
	}
}
