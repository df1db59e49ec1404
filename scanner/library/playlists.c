/*
 * Playlists, in lares-scan: what they name becomes places of the catalogue, if
 * it lies in the media folders. Nothing is opened outside of them, and no file
 * is read here.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/catalog_playlist.h"
#include "common/catalog_write.h"
#include "common/log.h"
#include "common/mime.h"
#include "common/playlist.h"
#include "common/text.h"
#include "scanner/library/entry.h"
#include "scanner/library/library.h"
#include "scanner/library/place.h"
#include "scanner/library/playlists.h"

bool
playlists_is_name(const char *name)
{
	return mime_playlist(mime_extension(name)) != MIME_NO_PLAYLIST;
}

/* ---- entries --------------------------------------------------------------- */

static bool
is_file(const struct library *l, size_t root, const char *path)
{
	struct stat st;
	int fd = root_open(&l->roots, root, path, &st);

	if (fd == -1)
		return false;
	close(fd);
	return S_ISREG(st.st_mode);
}

/* Of a path that may be listed: where, and whether it is there now. */
struct target {
	size_t	 root;
	char	 path[LIBRARY_PATH_BYTES];
	bool	 there;
};

static bool
aim(const struct library *l, const struct job *job, const char *entry,
    struct target *t)
{
	char folder[LIBRARY_PATH_BYTES];

	library_folder(folder, job->path);
	t->root = job->root;
	if (!entry_resolve(&l->config, folder, entry, &t->root, t->path))
		return false;
	t->there = is_file(l, t->root, t->path);
	return true;
}

/* The same without the escapes of a URI; false: it has none, or makes no path
   of them. */
static bool
take_escapes(const char *entry, char plain[PLAYLIST_PATH_BYTES])
{
	const size_t len = strlen(entry);
	size_t n;

	memcpy(plain, entry, len + 1);
	n = playlist_unescape(plain, len);
	plain[n] = '\0';
	return n < len && strlen(plain) == n;
}

/* A name is as it stands there; or else was written as in a URI, as VLC does;
   or, if it is not UTF-8, by a system that has another idea of the same
   characters. */
static bool
find_target(const struct library *l, const struct job *job, const char *entry,
    struct target *t)
{
	/* A byte of Windows-1252 is at most three of UTF-8. */
	char plain[PLAYLIST_PATH_BYTES], utf8[3 * PLAYLIST_PATH_BYTES];
	bool found = aim(l, job, entry, t);

	if (found && t->there)
		return true;
	if (take_escapes(entry, plain) && aim(l, job, plain, t))
		return true;
	if (text_is_utf8(entry, strlen(entry)))
		return aim(l, job, entry, t);
	text_to_utf8(entry, strlen(entry), utf8, sizeof(utf8));
	return aim(l, job, utf8, t);
}

static int
place_of(struct library *l, const struct target *t, int64_t *place)
{
	char part[LIBRARY_PATH_BYTES];
	const char *at = t->path;
	size_t len;

	if (catalog_place(l->catalog, 0, l->config.media[t->root].path,
	    place) == -1)
		return -1;
	while (*at != '\0') {
		len = strcspn(at, "/");
		memcpy(part, at, len);
		part[len] = '\0';
		if (catalog_place(l->catalog, *place, part, place) == -1)
			return -1;
		at += len + (at[len] == '/');
	}
	return 0;
}

/* *n places, and how many entries lead to no file. */
static int
find_places(struct library *l, const struct job *job,
    const struct playlist *list, int64_t *places, size_t *n, size_t *broken)
{
	struct target target;
	const char *entry;
	size_t at = 0;

	*n = 0;
	*broken = list->skipped;
	while ((entry = playlist_next(list, &at)) != NULL) {
		if (!find_target(l, job, entry, &target)) {
			++*broken;
			continue;
		}
		*broken += !target.there;
		if (place_of(l, &target, &places[(*n)++]) == -1)
			return -1;
	}
	return 0;
}

/* ---- one playlist ------------------------------------------------------------ */

static int
list_places(struct library *l, const struct probing *p,
    const struct playlist *list, const int64_t *places, size_t n)
{
	const struct job *job = p->job;
	char title[MEDIA_TEXT_BYTES];
	struct catalog_playlist row = {
		.path = job->path, .title = list->title, .places = places,
		.n = n,
	};
	int64_t id;

	if (list->title[0] == '\0') {
		place_title(library_name(job->path), title, sizeof(title));
		row.title = title;
	}
	if (catalog_place(l->catalog, 0, l->config.media[job->root].path,
	    &row.root) == -1 || catalog_place(l->catalog, job->folder,
	    library_name(job->path), &id) == -1)
		return -1;
	return catalog_put_playlist(l->catalog, id, p->size, p->mtime_ns,
	    &row);
}

int
playlists_put(struct library *l, const struct probing *p)
{
	static const struct playlist none;
	const struct playlist *list = p->playlist != NULL ? p->playlist :
	    &none;
	const struct job *job = p->job;
	int64_t *places = calloc(list->n + 1, sizeof(*places));
	size_t n, broken;
	int ret = -1;

	if (places != NULL && find_places(l, job, list, places, &n,
	    &broken) == 0)
		ret = list_places(l, p, list, places, n);
	free(places);
	if (ret == 0 && broken > 0)
		log_info("%s: %zu of %zu entries lead to no file in the media "
		    "folders%s", library_log_name(l, job->root, job->path).s,
		    broken, list->n + list->skipped, log_media_hint());
	return ret;
}

/* ---- all of them --------------------------------------------------------------- */

void
playlists_look_after(struct library *l)
{
	l->playlists_pending = true;
	l->playlist = 0;
}

bool
playlists_pending(const struct library *l)
{
	return l->playlists_pending;
}

/* A disk in trouble takes off none. */
static bool
is_to_stay(const struct library *l, const char *root, const char *path)
{
	char folder[LIBRARY_PATH_BYTES];
	struct stat st;
	const size_t i = library_find_root(l, root);
	int fd;

	if (i == l->config.nmedia)
		return false;
	if (!root_is_open(&l->roots, i))
		return true;
	if ((fd = root_open(&l->roots, i, path, &st)) == -1)
		return errno == EIO || errno == EMFILE || errno == ENFILE ||
		    errno == ENOMEM;
	close(fd);
	library_folder(folder, path);
	return S_ISREG(st.st_mode) && !library_is_shut(l, i, folder);
}

int
playlists_step(struct library *l)
{
	char root[LIBRARY_PATH_BYTES], path[LIBRARY_PATH_BYTES];
	int found = 1, ret = 0;

	for (size_t i = 0; i < PLAYLISTS_STEP && ret == 0; i++) {
		found = catalog_playlist_next(l->catalog, &l->playlist, root,
		    path, sizeof(path));
		if (found != 1)
			break;
		if (!is_to_stay(l, root, path))
			ret = catalog_remove(l->catalog, l->playlist);
	}
	l->playlists_pending = found == 1;
	return found == -1 ? -1 : ret;
}
