/*
 * Reads the folders of the walk, some entries a step, in lares-scan: what is
 * on the disk is compared with what the catalogue has of the folder, so that
 * only what changed is ever looked at. It opens no media file for reading.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/catalog_artless.h"
#include "common/catalog_write.h"
#include "common/log.h"
#include "scanner/library/artwork.h"
#include "scanner/library/cover.h"
#include "scanner/library/covers_stamp.h"
#include "scanner/library/known.h"
#include "scanner/library/library.h"
#include "scanner/library/place.h"
#include "scanner/library/playlists.h"
#include "scanner/library/reading.h"
#include "scanner/library/sides.h"
#include "scanner/library/subtitle_list.h"
#include "scanner/library/subtitles.h"
#include "scanner/library/walk.h"
#include "scanner/library/watch.h"

struct reading {
	struct folder		 folder;
	struct known_list	 known;
	struct side_list	 sides;
	struct covers_stamp	 covers;
	struct subtitle_list	 subtitles;
	DIR			*dir;		/* NULL: no folder is read */
	int			 fd;		/* of dir */
	bool			 shut;		/* nothing in it is shown */
	bool			 listed;	/* these have all that are there */
	bool			 at_end;	/* all its entries were seen */
	size_t			 checked;	/* of known, from then on */
};

struct reading *
reading_new(void)
{
	return calloc(1, sizeof(struct reading));
}

void
reading_abandon(struct reading *r)
{
	if (r->dir != NULL)
		closedir(r->dir);
	known_free(&r->known);
	sides_free(&r->sides);
	covers_stamp_free(&r->covers);
	subtitle_list_free(&r->subtitles);
	free(r->folder.path);
	*r = (struct reading){ 0 };
}

void
reading_free(struct reading *r)
{
	if (r != NULL)
		reading_abandon(r);
	free(r);
}

bool
reading_is_on(const struct reading *r)
{
	return r->dir != NULL;
}

bool
reading_is_scanning(const struct reading *r)
{
	return r->dir != NULL && r->folder.scanned;
}

/* ---- one entry ------------------------------------------------------------ */

static unsigned
kinds(const struct library *l)
{
	return l->config.media[l->reading->folder.root].kinds;
}

/* Whether a file is as the catalogue knows it, listed or rightly not. */
static bool
is_unchanged(const struct library *l, const struct known *k,
    const struct stat *st, int64_t mtime_ns)
{
	bool shown = (MEDIA_BIT(k->stamp.kind) & kinds(l)) != 0;

	return k->stamp.size == (uint64_t)st->st_size &&
	    k->stamp.mtime_ns == mtime_ns &&
	    (k->stamp.inode == 0 || (k->stamp.inode == st->st_ino &&
	    k->stamp.ctime_ns == root_ctime_ns(st))) &&
	    k->stamp.listed == shown;
}

/* What has become something else leaves the catalogue first. */
static int
keep(struct library *l, struct known *k, bool as_folder)
{
	if (k == NULL)
		return 0;
	k->kept = true;
	if (known_is_folder(k) == as_folder)
		return 0;
	return catalog_remove(l->catalog, k->stamp.id);
}

static int
take_file(struct library *l, struct known *k, const char *name,
    const char *path, const struct stat *st)
{
	const struct folder *f = &l->reading->folder;
	int64_t mtime_ns = root_mtime_ns(st);
	unsigned sides;

	if (!place_is_candidate(name, kinds(l)))
		return 0;
	sides = sides_of(&l->reading->sides, name, &mtime_ns);
	subtitle_list_fold(&l->reading->subtitles, name, &mtime_ns);
	l->found += f->scanned;
	if (keep(l, k, false) == -1)
		return -1;
	if (k != NULL && !known_is_folder(k) &&
	    is_unchanged(l, k, st, mtime_ns)) {
		/* Names what a line without names has once told of. */
		if (k->stamp.listed && !k->stamp.probed)
			log_debug("%s stays listed by its name",
			    log_media(l->config.media[f->root].path, path,
			    "object %" PRId64, k->stamp.id).s);
		l->done += f->scanned;
		return 0;
	}
	return jobs_add(&l->jobs, f->scanned ? JOB_SCANNED : JOB_CAME, f->root,
	    f->place, path, sides, l->now_ms);
}

static int
take_folder(struct library *l, struct known *k, const char *name,
    const char *path)
{
	const struct folder *f = &l->reading->folder;
	int64_t place;

	if (keep(l, k, true) == -1 ||
	    catalog_place(l->catalog, f->place, name, &place) == -1)
		return -1;
	return walk_push(l->walk, f->root, place, path, f->scanned);
}

static int
take_link(struct library *l, struct known *k, const char *name,
    const char *path)
{
	size_t root = l->reading->folder.root;
	struct stat st;
	int fd = root_open(&l->roots, root, path, &st);

	if (fd == -1) {
		if (errno == EXDEV)
			library_leave_out(l, root, path, LIBRARY_LEADS_OUT);
		return 0;
	}
	close(fd);
	if (S_ISREG(st.st_mode))
		return take_file(l, k, name, path, &st);
	return library_may_enter(l, root, path, &st) ?
	    take_folder(l, k, name, path) : 0;
}

static int
take_entry(struct library *l, const struct dirent *e)
{
	struct reading *r = l->reading;
	char path[LIBRARY_PATH_BYTES];
	struct known *k;
	struct stat st;

	if (e->d_name[0] == '.' || (e->d_type == DT_REG &&
	    !place_is_candidate(e->d_name, kinds(l)) &&
	    !cover_is_picture(e->d_name)))
		return 0;
	if (library_join(path, r->folder.path, e->d_name) == -1)
		return 0;
	if ((k = known_find(&r->known, e->d_name)) != NULL)
		k->met = true;
	if (fstatat(r->fd, e->d_name, &st, AT_SYMLINK_NOFOLLOW) == -1) {
		if (k != NULL)		/* a disk in trouble takes off none */
			k->met = k->kept = errno != ENOENT;
		return 0;
	}
	if (S_ISDIR(st.st_mode))
		return take_folder(l, k, e->d_name, path);
	covers_stamp_file(&r->covers, e->d_name, &st);
	if (S_ISREG(st.st_mode))
		return take_file(l, k, e->d_name, path, &st);
	return S_ISLNK(st.st_mode) ? take_link(l, k, e->d_name, path) : 0;
}

/* ---- what the disk does not have ------------------------------------------- */

/*
 * A name that was not met although it is there came while the folder was read:
 * then an event has told of it, or it comes in its turn once more.
 */
static bool
came_meanwhile(const struct library *l, const struct known *k)
{
	const struct reading *r = l->reading;
	struct stat st;

	return !k->met && !r->shut && k->stamp.name[0] != '.' &&
	    fstatat(r->fd, k->stamp.name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    (S_ISDIR(st.st_mode) || S_ISLNK(st.st_mode) ||
	     place_is_candidate(k->stamp.name, kinds(l)));
}

static int
check_known(struct library *l, const struct known *k)
{
	const struct folder *f = &l->reading->folder;
	char path[LIBRARY_PATH_BYTES];

	if (k->kept || library_join(path, f->path, k->stamp.name) == -1)
		return 0;
	if (came_meanwhile(l, k))
		return jobs_add(&l->jobs, JOB_CHANGED, f->root, f->place, path,
		    SIDES_ANY, l->now_ms);
	if (l->watch != NULL)
		watch_drop(l->watch, f->root, path);
	return catalog_remove(l->catalog, k->stamp.id);
}

/* ---- one folder ----------------------------------------------------------- */

static bool
is_too_deep(const char *path)
{
	size_t depth = 0;

	for (; *path != '\0'; path++)
		depth += *path == '/';
	return depth >= WALK_DEPTH_MAX;
}

/* What came into it before, nobody has told of: true, if that may be. */
static bool
watch_folder(const struct library *l)
{
	const struct reading *r = l->reading;
	const struct folder *f = &r->folder;

	if (l->watch == NULL)
		return false;
	if (r->shut)		/* it alone stays: that may change */
		watch_drop(l->watch, f->root, f->path);
	return watch_add(l->watch, r->fd, &(struct watch_folder){
	    .root = f->root, .place = f->place, .path = f->path }) &&
	    !f->scanned;
}

/* A folder that cannot be opened: if it may not, nothing in it can be served;
   if it is gone, the folder above it knows better. */
static int
pass_over(struct library *l, const struct folder *f)
{
	int error;

	switch (errno) {
	case EACCES:
		library_leave_out(l, f->root, f->path, LIBRARY_NOT_OURS);
		return *f->path != '\0' ?
		    catalog_remove(l->catalog, f->place) : 0;
	case ENOENT:
	case ENOTDIR:
		return 0;
	default:
		error = errno;
		log_warn("%s cannot be read: %s: what is listed of it stays%s",
		    library_log_name(l, f->root, f->path).s, strerror(error),
		    log_media_hint());
		return 0;
	}
}

static int
open_folder(struct library *l)
{
	struct reading *r = l->reading;
	const struct folder *f = &r->folder;
	struct stat st;

	playlists_look_after(l);
	r->fd = root_open(&l->roots, f->root, f->path, &st);
	if (r->fd == -1)
		return pass_over(l, f);
	if (*f->path == '\0' && st.st_nlink == 0) {
		log_warn("%s has been removed: what is listed of it stays",
		    library_log_name(l, f->root, f->path).s);
		close(r->fd);
		return 0;
	}
	if (!S_ISDIR(st.st_mode) || (r->dir = fdopendir(r->fd)) == NULL) {
		close(r->fd);
		return 0;
	}
	r->shut = library_is_shut(l, f->root, f->path) ||
	    is_too_deep(f->path);
	/* Watched before it is read: what comes in between is an event. */
	if (watch_folder(l) && subtitles_changed(l, f->root, f->place,
	    f->path, "") == -1)
		return -1;
	r->at_end = r->shut;
	return known_read(&r->known, l->catalog, f->place);
}

static int
note_side(struct library *l, const char *name)
{
	struct reading *r = l->reading;
	const struct folder *f = &r->folder;

	if (covers_stamp_name(&r->covers, name) == -1)
		return -1;
	if (sides_is_name(name))
		return sides_note(&r->sides, l, f->root, f->path, name);
	return subtitle_list_note(&r->subtitles, l, f->root, f->path, name);
}

/* What lies beside the files has to be known before they are looked at: a
   first round over the names, which asks the disk for nothing else. */
static int
list_sides(struct library *l)
{
	struct reading *r = l->reading;
	const struct folder *f = &r->folder;
	const struct dirent *e;

	for (size_t i = 0; i < READING_ENTRIES; i++) {
		if ((e = readdir(r->dir)) == NULL) {
			rewinddir(r->dir);
			r->listed = true;
			covers_stamp_end(&r->covers);
			return sides_end(&r->sides, l, f->root, f->path) == -1 ?
			    -1 : subtitle_list_end(&r->subtitles, l, f->root,
			    f->path);
		}
		if (note_side(l, e->d_name) == -1)
			return -1;
	}
	return 0;
}

/* Whether they are as they were, when the folder has been read. */
static int
look_at_covers(struct library *l)
{
	const struct reading *r = l->reading;
	bool news = false;
	int ret = catalog_artless_stamp(l->catalog, r->folder.place,
	    r->covers.sum, &news);

	if (news)
		artwork_look_after(l);
	return ret;
}

static int
read_entries(struct library *l)
{
	struct reading *r = l->reading;
	const struct dirent *e;

	for (size_t i = 0; i < READING_ENTRIES; i++) {
		errno = 0;
		if ((e = readdir(r->dir)) == NULL) {
			/* Half a folder is no reason to take off the rest. */
			if (errno != 0) {
				(void)pass_over(l, &r->folder);
				r->checked = r->known.n;
				r->at_end = true;
				return 0;
			}
			r->at_end = true;
			return look_at_covers(l);
		}
		if (take_entry(l, e) == -1)
			return -1;
	}
	return 0;
}

static int
check_entries(struct library *l)
{
	struct reading *r = l->reading;

	for (size_t i = 0; i < READING_ENTRIES; i++) {
		if (r->checked >= r->known.n) {
			reading_abandon(r);
			return 0;
		}
		if (check_known(l, &r->known.items[r->checked++]) == -1)
			return -1;
	}
	return 0;
}

int
reading_step(struct library *l)
{
	struct reading *r = l->reading;
	int ret = 0;

	if (reading_is_on(r))
		return r->at_end ? check_entries(l) :
		    r->listed ? read_entries(l) : list_sides(l);
	if (walk_pop(l->walk, &r->folder))
		ret = open_folder(l);
	if (!reading_is_on(r))		/* it could not be opened */
		reading_abandon(r);
	return ret;
}
