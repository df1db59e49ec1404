/*
 * Walking the media folders, one folder a step, in lares-scan: what is on the
 * disk is compared with what the catalogue has of that folder, so that only
 * what changed is ever read.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/catalog_write.h"
#include "common/log.h"
#include "scanner/library/library.h"
#include "scanner/library/place.h"
#include "scanner/library/walk.h"
#include "scanner/library/watch.h"

#define NO_MEDIA	".nomedia"

struct folder {
	size_t	 root;
	int64_t	 place;
	char	*path;
};

struct walk {
	struct folder	*stack;
	size_t		 n, room;
};

/* What the catalogue has of a folder; sorted by name. */
struct known {
	struct catalog_stamp	 stamp;
	char			*name;
	bool			 seen;
};
struct known_list {
	struct known	*items;
	size_t		 n, room;
	bool		 failed;
};

/* A folder being read. */
struct reading {
	struct library		*l;
	const struct folder	*folder;
	struct known_list	 known;
	int			 fd;
	bool			 failed;
};

struct walk *
walk_new(void)
{
	return calloc(1, sizeof(struct walk));
}

void
walk_free(struct walk *w)
{
	if (w == NULL)
		return;
	while (w->n > 0)
		free(w->stack[--w->n].path);
	free(w->stack);
	free(w);
}

/* Room for one more item of a growing array. */
static void *
grow(void *items, size_t n, size_t *room, size_t size)
{
	size_t more = *room == 0 ? 64 : *room * 2;
	void *grown;

	if (n < *room)
		return items;
	if ((grown = reallocarray(items, more, size)) != NULL)
		*room = more;
	return grown;
}

int
walk_push(struct walk *w, size_t root, int64_t place, const char *path)
{
	void *stack = grow(w->stack, w->n, &w->room, sizeof(*w->stack));
	char *copy = strdup(path);

	if (stack != NULL)
		w->stack = stack;
	if (stack == NULL || copy == NULL) {
		free(copy);
		return -1;
	}
	w->stack[w->n++] = (struct folder){ root, place, copy };
	return 0;
}

bool
walk_pending(const struct walk *w)
{
	return w->n > 0;
}

/* ---- what the catalogue has ---------------------------------------------- */

static void
note_known(void *arg, const struct catalog_stamp *stamp)
{
	struct known_list *k = arg;
	struct known *items;
	char *name = strdup(stamp->name);

	items = grow(k->items, k->n, &k->room, sizeof(*k->items));
	if (items != NULL)
		k->items = items;
	if (items == NULL || name == NULL) {
		free(name);
		k->failed = true;
		return;
	}
	k->items[k->n++] = (struct known){ .stamp = *stamp, .name = name };
}

static int
by_name(const void *left, const void *right)
{
	return strcmp(((const struct known *)left)->name,
	    ((const struct known *)right)->name);
}

static int
known_read(struct known_list *k, struct library *l, int64_t place)
{
	if (catalog_stamps(l->catalog, place, note_known, k) == -1 || k->failed)
		return -1;
	if (k->n > 0)
		qsort(k->items, k->n, sizeof(*k->items), by_name);
	return 0;
}

static struct known *
known_find(struct known_list *k, const char *name)
{
	struct known wanted = { .name = (char *)(uintptr_t)name };

	return k->n == 0 ? NULL :
	    bsearch(&wanted, k->items, k->n, sizeof(*k->items), by_name);
}

static void
known_free(struct known_list *k)
{
	while (k->n > 0)
		free(k->items[--k->n].name);
	free(k->items);
}

void
walk_leave_out(struct library *l, size_t root, const char *path,
    const char *why)
{
	if (library_first_told(l, root, path))
		log_info("%s is left out: %s", log_quote(path).s, why);
}

bool
walk_is_loop(struct library *l, size_t root, const char *path,
    const struct stat *st)
{
	char above[LIBRARY_PATH_BYTES];
	struct stat other;
	char *slash;
	int fd;

	memcpy(above, path, strlen(path) + 1);
	do {
		slash = strrchr(above, '/');
		*(slash != NULL ? slash : above) = '\0';
		if ((fd = root_open(&l->roots, root, above, &other)) == -1)
			return true;
		close(fd);
		if (other.st_dev == st->st_dev && other.st_ino == st->st_ino) {
			walk_leave_out(l, root, path,
			    "it is a link to a folder above it");
			return true;
		}
	} while (slash != NULL);
	return false;
}

/* ---- one entry ------------------------------------------------------------ */

static unsigned
kinds_of(const struct reading *r)
{
	return r->l->config.media[r->folder->root].kinds;
}

/* Whether a file is as the catalogue knows it, listed or rightly not. */
static bool
is_unchanged(const struct reading *r, const struct known *k,
    const struct stat *st)
{
	bool shown = (MEDIA_BIT(k->stamp.kind) & kinds_of(r)) != 0;

	if (k->stamp.size != (uint64_t)st->st_size || k->stamp.mtime_ns !=
	    (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec)
		return false;
	return k->stamp.listed == shown;
}

static void
take_file(struct reading *r, const char *name, const char *path,
    const struct stat *st)
{
	struct known *k = known_find(&r->known, name);

	if (!place_is_candidate(name, kinds_of(r)))
		return;
	r->l->found++;
	if (k != NULL && !(k->stamp.listed && k->stamp.kind == MEDIA_FOLDER)) {
		k->seen = true;
		if (is_unchanged(r, k, st)) {
			r->l->done++;
			return;
		}
	}
	if (jobs_add(&r->l->jobs, r->folder->root, r->folder->place,
	    path) == -1)
		r->failed = true;
}

static void
take_folder(struct reading *r, const char *name, const char *path)
{
	struct known *k = known_find(&r->known, name);
	int64_t place;

	if (k != NULL && k->stamp.listed && k->stamp.kind == MEDIA_FOLDER)
		k->seen = true;
	if (catalog_place(r->l->catalog, r->folder->place, name, &place) == -1 ||
	    walk_push(r->l->walk, r->folder->root, place, path) == -1)
		r->failed = true;
}

static void
take_link(struct reading *r, const char *name, const char *path)
{
	struct stat st;
	int fd = root_open(&r->l->roots, r->folder->root, path, &st);

	if (fd == -1) {
		if (errno == EXDEV)
			walk_leave_out(r->l, r->folder->root, path,
			    WALK_LEADS_OUT);
		return;
	}
	close(fd);
	if (S_ISREG(st.st_mode))
		take_file(r, name, path, &st);
	else if (!walk_is_loop(r->l, r->folder->root, path, &st))
		take_folder(r, name, path);
}

static void
take_entry(struct reading *r, const struct dirent *e)
{
	char path[LIBRARY_PATH_BYTES];
	struct stat st;

	if (e->d_name[0] == '.')
		return;
	if (e->d_type == DT_REG && !place_is_candidate(e->d_name, kinds_of(r)))
		return;
	if (library_join(path, r->folder->path, e->d_name) == -1 ||
	    fstatat(r->fd, e->d_name, &st, AT_SYMLINK_NOFOLLOW) == -1)
		return;
	if (S_ISREG(st.st_mode))
		take_file(r, e->d_name, path, &st);
	else if (S_ISDIR(st.st_mode))
		take_folder(r, e->d_name, path);
	else if (S_ISLNK(st.st_mode))
		take_link(r, e->d_name, path);
}

/* ---- one folder ----------------------------------------------------------- */

static int
remove_unseen(struct reading *r)
{
	for (size_t i = 0; i < r->known.n; i++) {
		const struct known *k = &r->known.items[i];
		char path[LIBRARY_PATH_BYTES];

		if (k->seen)
			continue;
		if (k->stamp.kind == MEDIA_FOLDER && r->l->watch != NULL &&
		    library_join(path, r->folder->path, k->name) == 0)
			watch_drop(r->l->watch, r->folder->root, path);
		if (catalog_remove(r->l->catalog, k->stamp.id) == -1)
			return -1;
	}
	return 0;
}

static bool
too_deep(const char *path)
{
	size_t depth = 0;

	for (; *path != '\0'; path++)
		depth += *path == '/';
	return depth >= WALK_DEPTH_MAX;
}

static void
watch_folder(const struct reading *r)
{
	if (r->l->watch != NULL)
		watch_add(r->l->watch, r->fd, &(struct watch_folder){
		    .root = r->folder->root, .place = r->folder->place,
		    .path = r->folder->path });
}

/* The folder itself stays watched: the file may go again. */
static void
unwatch_beneath(const struct reading *r)
{
	if (r->l->watch != NULL)
		watch_drop(r->l->watch, r->folder->root, r->folder->path);
	watch_folder(r);
}

static int
read_entries(struct reading *r, DIR *dir)
{
	const struct dirent *e;

	if (faccessat(r->fd, NO_MEDIA, F_OK, AT_SYMLINK_NOFOLLOW) == 0 ||
	    too_deep(r->folder->path)) {
		/* Nothing is seen, so all of it goes. */
		unwatch_beneath(r);
	} else {
		while ((e = readdir(dir)) != NULL)
			take_entry(r, e);
	}
	return r->failed ? -1 : remove_unseen(r);
}

static int
read_folder(struct library *l, const struct folder *folder)
{
	struct reading r = { .l = l, .folder = folder };
	struct stat st;
	DIR *dir;
	int ret;

	r.fd = root_open(&l->roots, folder->root, folder->path, &st);
	if (r.fd == -1 || !S_ISDIR(st.st_mode) ||
	    (dir = fdopendir(r.fd)) == NULL) {
		/* Gone, or not ours to read: what was listed of it stays until
		   the folder above says otherwise. */
		if (r.fd == -1 && errno == EACCES)
			walk_leave_out(l, folder->root, folder->path,
			    WALK_NOT_OURS);
		if (r.fd != -1)
			close(r.fd);
		return 0;
	}
	/* Watched before it is read: what comes in between is an event. */
	watch_folder(&r);
	ret = known_read(&r.known, l, folder->place);
	if (ret == 0)
		ret = read_entries(&r, dir);
	known_free(&r.known);
	closedir(dir);
	return ret;
}

int
walk_step(struct library *l)
{
	struct folder folder = l->walk->stack[--l->walk->n];
	int ret = read_folder(l, &folder);

	free(folder.path);
	return ret;
}
