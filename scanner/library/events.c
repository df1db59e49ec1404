/*
 * What inotify tells, turned into work, in lares-scan: a file that came is
 * looked at once it is quiet, a folder that came is walked, what went is taken
 * off at once.
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "common/catalog_write.h"
#include "common/log.h"
#include "scanner/library/events.h"
#include "scanner/library/library.h"
#include "scanner/library/place.h"
#include "scanner/library/walk.h"

static int
folder_came(struct library *l, const struct watch_folder *f, const char *name,
    const char *path)
{
	int64_t place;

	if (catalog_place(l->catalog, f->place, name, &place) == -1)
		return -1;
	return walk_push(l->walk, f->root, place, path);
}

static int
gone(struct library *l, const struct watch_folder *f, const char *name)
{
	int64_t place;
	int found = catalog_find_place(l->catalog, f->place, name, &place);

	return found == 1 ? catalog_remove(l->catalog, place) : found;
}

/* A file that was only just made is looked at when it is written and closed;
   a link to one is complete from the start. */
static bool
is_complete(const struct library *l, const struct watch_folder *f,
    const char *path)
{
	char whole[2 * LIBRARY_PATH_BYTES];
	struct stat st;

	snprintf(whole, sizeof(whole), "%s/%s", l->config.media[f->root].path,
	    path);
	return lstat(whole, &st) == 0 && (S_ISLNK(st.st_mode) ||
	    (S_ISREG(st.st_mode) && st.st_nlink > 1));
}

static int
file_came(struct library *l, const struct watch_folder *f, const char *path)
{
	return jobs_add_live(&l->jobs, f->root, f->place, path, l->now_ms);
}

void
events_take(void *library, enum watch_event event,
    const struct watch_folder *f, const char *name)
{
	struct library *l = library;
	char path[LIBRARY_PATH_BYTES];
	int ret = 0;

	if (event == WATCH_LOST) {
		log_warn("too many changes at once: looking at everything "
		    "anew");
		l->rescan = true;
		return;
	}
	if (strcmp(name, ".nomedia") == 0)
		ret = walk_push(l->walk, f->root, f->place, f->path);
	if (name[0] == '.' || library_join(path, f->path, name) == -1) {
		l->broken = l->broken || ret == -1;
		return;
	}
	switch (event) {
	case WATCH_FOLDER:
		ret = folder_came(l, f, name, path);
		break;
	case WATCH_FILE:
		ret = file_came(l, f, path);
		break;
	case WATCH_MADE:
		if (is_complete(l, f, path))
			ret = file_came(l, f, path);
		break;
	case WATCH_FOLDER_GONE:
		watch_drop(l->watch, f->root, path);
		/* FALLTHROUGH */
	case WATCH_GONE:
		ret = gone(l, f, name);
		break;
	case WATCH_LOST:
		break;
	}
	l->broken = l->broken || ret == -1;
}
