/*
 * What inotify tells, turned into work, in lares-scan: a file that came is
 * looked at once it is quiet, a folder that came is walked, what went is taken
 * off at once.
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "common/catalog_artless.h"
#include "common/catalog_write.h"
#include "common/log.h"
#include "common/mime.h"
#include "scanner/library/artwork.h"
#include "scanner/library/cover.h"
#include "scanner/library/events.h"
#include "scanner/library/library.h"
#include "scanner/library/place.h"
#include "scanner/library/playlists.h"
#include "scanner/library/sides.h"
#include "scanner/library/subtitles.h"
#include "scanner/library/walk.h"
#include "scanner/library/watch.h"

/* When a file's last change is that old, nobody is still writing it. */
#define SETTLED_SEC	2

static int
folder_came(struct library *l, const struct watch_folder *f, const char *name,
    const char *path)
{
	int64_t place;

	if (catalog_place(l->catalog, f->place, name, &place) == -1)
		return -1;
	return walk_push_once(l->walk, f->root, place, path);
}

/* A link to a folder goes as a file does. */
static int
gone(struct library *l, const struct watch_folder *f, const char *name,
    const char *path)
{
	int64_t place;
	int found;

	watch_drop(l->watch, f->root, path);
	playlists_look_after(l);
	found = catalog_find_place(l->catalog, f->place, name, &place);
	return found == 1 ? catalog_remove(l->catalog, place) : found;
}

/* A file that was only just made is looked at when it is written and closed;
   a link, symbolic or hard, is complete from the start. */
static bool
is_complete(const struct library *l, const struct watch_folder *f,
    const char *path)
{
	struct stat st;

	if (library_lstat(l, f->root, path, &st) == -1)
		return false;
	return S_ISLNK(st.st_mode) || (S_ISREG(st.st_mode) &&
	    (st.st_nlink > 1 ||
	     st.st_mtim.tv_sec + SETTLED_SEC < time(NULL)));
}

static int
file_came(struct library *l, const struct watch_folder *f, const char *path)
{
	return jobs_add(&l->jobs, JOB_CHANGED, f->root, f->place, path,
	    SIDES_ANY, l->now_ms);
}

/* A file beside others: its folder tells which of them have another time stamp
   now, and is read again when it is quiet, for these often come in swarms. */
static int
side_changed(struct library *l, const struct watch_folder *f)
{
	char path[LIBRARY_PATH_BYTES];

	if (library_join(path, f->path, LIBRARY_ITSELF) == -1)
		return 0;
	return jobs_add(&l->jobs, JOB_CHANGED, f->root, f->place, path, 0,
	    l->now_ms);
}

/* Files get other times in swarms, too. */
static int
file_touched(struct library *l, const struct watch_folder *f, const char *name)
{
	return place_is_candidate(name, l->config.media[f->root].kinds) ?
	    side_changed(l, f) : 0;
}

/* A picture that may be the cover of all in its folder, or of some file. */
static int
cover_changed(struct library *l, const struct watch_folder *f,
    const char *name)
{
	const size_t len = strlen(name) - strlen(mime_extension(name)) - 1;
	char stem[LIBRARY_PATH_BYTES];

	if (cover_rank(name, NULL, MEDIA_AUDIO) != COVER_NONE)
		return side_changed(l, f);
	snprintf(stem, sizeof(stem), "%.*s", (int)len, name);
	artwork_look_after(l);
	return catalog_artless_add_named(l->catalog, f->place, stem);
}

static int
take(struct library *l, enum watch_event event, const struct watch_folder *f,
    const char *name)
{
	char path[LIBRARY_PATH_BYTES];

	if (strcmp(name, LIBRARY_NO_MEDIA) == 0)
		return walk_push_once(l->walk, f->root, f->place, f->path);
	if (name[0] == '.' || library_join(path, f->path, name) == -1)
		return 0;
	if (event != WATCH_FOLDER && sides_is_name(name))
		return side_changed(l, f);
	if (event == WATCH_TOUCHED)
		return file_touched(l, f, name);
	if (event != WATCH_FOLDER && cover_is_picture(name) &&
	    cover_changed(l, f, name) == -1)
		return -1;
	switch (event) {
	case WATCH_FOLDER:
		return folder_came(l, f, name, path);
	case WATCH_FILE:
		return file_came(l, f, path);
	case WATCH_MADE:
		return is_complete(l, f, path) ? file_came(l, f, path) : 0;
	case WATCH_GONE:
		return gone(l, f, name, path);
	case WATCH_TOUCHED:
	case WATCH_LOST:
		break;
	}
	return 0;
}

void
events_take(void *library, enum watch_event event,
    const struct watch_folder *f, const char *name)
{
	struct library *l = library;

	if (event == WATCH_LOST || l->jobs.n >= JOBS_MAX) {
		log_warn("too many changes at once: looking at everything "
		    "anew");
		watch_clear(l->watch);
		l->rescan = true;
	} else {
		subtitles_forget(l->subtitles);
		if (subtitles_changed(l, f->root, f->place, f->path,
		    name) == -1 || take(l, event, f, name) == -1)
			l->broken = true;
	}
}
