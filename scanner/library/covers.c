/*
 * Covers on disk, in lares-scan: found by name in the listing of a folder, and
 * never read here.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/mime.h"
#include "scanner/library/cover.h"
#include "scanner/library/covers.h"
#include "scanner/library/stamp.h"

#define ROOM		16
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
	const size_t room = c->room == 0 ? ROOM : c->room * 2;
	char **names;

	if (c->n == c->room) {
		names = reallocarray(c->names, room, sizeof(*names));
		if (names == NULL)
			return false;
		c->names = names;
		c->room = room;
	}
	if ((c->names[c->n] = strdup(name)) == NULL)
		return false;
	c->n++;
	return true;
}

static int
by_name(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
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
		qsort(c->names, c->n, sizeof(*c->names), by_name);
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
	if ((c->folder = strdup(folder)) == NULL ||
	    (fd = root_open(&l->roots, root, folder, &st)) == -1)
		return;
	c->root = root;
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

/* The name of the lowest rank from one on; NULL: there is none. */
static const char *
best(const struct covers *c, const struct covers_of *of, unsigned from,
    unsigned *rank)
{
	const char *found = NULL;
	unsigned one;

	for (size_t i = 0; i < c->n; i++) {
		one = cover_rank(c->names[i], of->media, of->kind);
		if (one == COVER_NONE || one < from ||
		    (found != NULL && one >= *rank))
			continue;
		found = c->names[i];
		*rank = one;
	}
	return found;
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

/* ---- while a folder is read ---------------------------------------------------- */

void
covers_note(struct covers_stamp *s, const char *name, const struct stat *st)
{
	const struct mime *m = mime_by_extension(mime_extension(name));

	s->wanted = s->wanted || (m != NULL && m->kind != MEDIA_PICTURE);
	if (!cover_is_picture(name))
		return;
	s->sum += stamp_of(st, name);
}

uint64_t
covers_stamp(const struct covers_stamp *s)
{
	return s->wanted ? s->sum : 0;
}
