/*
 * Covers on disk, in lares-scan: found by name in the listing of a folder, and
 * never read here.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scanner/library/cover.h"
#include "scanner/library/covers.h"
#include "scanner/library/grow.h"

/* A folder of more pictures is no album's; the rest of it goes unseen. */
#define PICTURES_MAX	20000

/* ---- the listing of a folder ------------------------------------------------ */

void
covers_forget(struct covers *c)
{
	while (c->n > 0)
		free(c->names[--c->n]);
	free(c->names);
	free(c->folder);
	*c = (struct covers){ 0 };
}

static bool
add(struct covers *c, const char *name)
{
	char **names = grow_list(c->names, c->n, &c->room, sizeof(*names));

	if (names == NULL)
		return false;
	c->names = names;
	if ((c->names[c->n] = strdup(name)) == NULL)
		return false;
	c->n++;
	return true;
}

static int
by_use(const void *left, const void *right)
{
	const char *a = *(char *const *)left, *b = *(char *const *)right;
	const bool of_folder = cover_is_of_folder(a);
	int order;

	if (of_folder != cover_is_of_folder(b))
		return of_folder ? -1 : 1;
	order = strcasecmp(a, b);
	return order != 0 ? order : strcmp(a, b);
}

static void
read_names(struct covers *c, DIR *dir)
{
	const struct dirent *e;

	while (c->n < PICTURES_MAX && (e = readdir(dir)) != NULL)
		if (cover_is_picture(e->d_name) && !add(c, e->d_name))
			break;
	/* Of two that are as good the same one is taken each time. */
	if (c->n > 0)
		qsort(c->names, c->n, sizeof(*c->names), by_use);
	while (c->ncovers < c->n && cover_is_of_folder(c->names[c->ncovers]))
		c->ncovers++;
}

static void
read_folder(struct covers *c, const struct library *l, size_t root,
    const char *folder)
{
	struct stat st;
	DIR *dir = NULL;
	int fd;

	if (c->folder != NULL && c->root == root &&
	    strcmp(c->folder, folder) == 0)
		return;
	covers_forget(c);
	c->root = root;
	if ((c->folder = strdup(folder)) == NULL ||
	    (fd = root_open(&l->roots, root, folder, &st)) == -1)
		return;
	if (!S_ISDIR(st.st_mode) || (dir = fdopendir(fd)) == NULL) {
		close(fd);
		return;
	}
	read_names(c, dir);
	closedir(dir);
}

/* ---- of a media file --------------------------------------------------------- */

static bool
open_cover(const struct library *l, const struct covers_of *of,
    const char *name, struct cover *out)
{
	if (library_join(out->path, of->folder, name) == -1 ||
	    (out->fd = root_open(&l->roots, of->root, out->path,
	    &out->st)) == -1)
		return false;
	if (S_ISREG(out->st.st_mode) && out->st.st_size > 0)
		return true;
	close(out->fd);
	return false;
}

/* The best so far, and what is looked for. */
struct choice {
	const struct covers_of *of;
	unsigned	 from, rank;
	const char	*name;		/* NULL: none yet */
};

static void
consider(struct choice *best, const char *name)
{
	const unsigned rank = cover_rank(name, best->of->media,
	    best->of->kind);

	if (rank == COVER_NONE || rank < best->from ||
	    (best->name != NULL && rank >= best->rank))
		return;
	best->name = name;
	best->rank = rank;
}

/* Where those begin that are called as a media file is: all of them stand side
   by side, and there may be thousands of others. */
static size_t
find_namesakes(const struct covers *c, const char *stem, size_t len)
{
	size_t low = c->ncovers, high = c->n, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (strncasecmp(c->names[middle], stem, len) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The name of the lowest rank from one on; NULL: there is none. */
static const char *
best(const struct covers *c, const struct covers_of *of, unsigned from,
    unsigned *rank)
{
	const char *media = of->media;
	struct choice choice = { .of = of, .from = from };
	size_t len;

	for (size_t i = 0; i < c->ncovers; i++)
		consider(&choice, c->names[i]);
	len = media != NULL ? cover_stem(media) : 0;
	for (size_t i = len > 0 ? find_namesakes(c, media, len) : c->n;
	    i < c->n && strncasecmp(c->names[i], media, len) == 0; i++)
		consider(&choice, c->names[i]);
	*rank = choice.rank;
	return choice.name;
}

bool
covers_find(struct covers *c, const struct library *l,
    const struct covers_of *of, unsigned from, struct cover *out)
{
	const char *name;

	read_folder(c, l, of->root, of->folder);
	for (; (name = best(c, of, from, &out->rank)) != NULL;
	    from = out->rank + 1)
		if (open_cover(l, of, name, out))
			return true;
	return false;
}
