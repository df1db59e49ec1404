/*
 * The life of one path that is to be looked at, in lares-scan: opened beneath
 * its root, handed to a worker, listed by what comes back.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/catalog_blank.h"
#include "common/catalog_write.h"
#include "common/disc.h"
#include "common/log.h"
#include "common/profile.h"
#include "scanner/library/artwork.h"
#include "scanner/library/blanking.h"
#include "scanner/library/intake.h"
#include "scanner/library/library.h"
#include "scanner/library/place.h"
#include "scanner/library/playlists.h"
#include "scanner/library/seeking.h"
#include "scanner/library/shelf.h"
#include "scanner/library/sides.h"
#include "scanner/library/subtitles.h"
#include "scanner/library/walk.h"

/* The end of a job. */
static void
end(struct library *l, struct job *job, bool failed)
{
	l->done += job->counts;
	l->looked += job->counts;
	l->failed += failed ? job->counts : 0;
	free(job);
}

static int
take_off(struct library *l, const struct job *job)
{
	int64_t place;
	int found = catalog_find_place(l->catalog, job->folder,
	    library_name(job->path), &place);

	/* It may have been a folder. */
	playlists_look_after(l);
	return found == 1 ? catalog_remove(l->catalog, place) : found;
}

/* It cannot be opened: gone, no longer ours to read, or in trouble. */
static int
pass_over(struct library *l, const struct job *job, int why)
{
	switch (why) {
	case EIO:
	case EMFILE:
	case ENFILE:
	case ENOMEM:
		log_warn("%s cannot be opened: %s: what is listed of it "
		    "stays%s", library_log_name(l, job->root, job->path).s,
		    strerror(why), log_media_hint());
		return 0;
	case EACCES:
		library_leave_out(l, job->root, job->path, LIBRARY_NOT_OURS);
		break;
	case EXDEV:
		library_leave_out(l, job->root, job->path, LIBRARY_LEADS_OUT);
		break;
	default:
		break;
	}
	return take_off(l, job);
}

/* The folder that the job is in. */
static int
read_again(struct library *l, const struct job *job)
{
	char path[LIBRARY_PATH_BYTES];

	library_folder(path, job->path);
	return walk_push_once(l->walk, job->root, job->folder, path);
}

/* An event can tell of a folder too, by a link. */
static int
take_folder(struct library *l, const struct job *job, const struct stat *st)
{
	int64_t place;

	if (strcmp(library_name(job->path), LIBRARY_ITSELF) == 0)
		return read_again(l, job);
	if (!library_may_enter(l, job->root, job->path, st))
		return 0;
	if (catalog_place(l->catalog, job->folder, library_name(job->path),
	    &place) == -1)
		return -1;
	return walk_push_once(l->walk, job->root, place, job->path);
}

static bool
is_candidate(const struct library *l, const struct job *job)
{
	return place_is_candidate(library_name(job->path),
	    l->config.media[job->root].kinds);
}

static bool
is_shut(const struct library *l, const struct job *job)
{
	char folder[LIBRARY_PATH_BYTES];

	library_folder(folder, job->path);
	return library_is_shut(l, job->root, folder);
}

/* Gives the job to a worker, with its file, which is closed, and those beside
   it. */
static void
probe(struct library *l, struct job *job, int fd, const struct stat *st)
{
	struct probing probing = {
		.job = job, .size = (uint64_t)st->st_size,
		.mtime_ns = root_mtime_ns(st),
		.own_mtime_ns = root_mtime_ns(st),
		.inode = blanking_inode(fd, st),
		.ctime_ns = root_ctime_ns(st),
		.added = st->st_ctim.tv_sec,
	};
	struct pool_files files = { .fds = { fd } };

	sides_open(l, job->root, job->path, job->sides, &files,
	    &probing.mtime_ns);
	subtitles_fold(l, job->root, job->path, &probing.mtime_ns);
	if (st->st_size > 0) {
		pool_probe(&l->pool, &files, &probing,
		    mime_extension(job->path), l->now_ms);
		return;
	}
	pool_files_close(&files);
	intake_finish(l, &probing, NULL, "it is empty");
}

/* Ends the job, or gives it to a worker. */
static int
start(struct library *l, struct job *job)
{
	struct stat st;
	int fd = root_open(&l->roots, job->root, job->path, &st), ret;

	if (fd != -1 && S_ISREG(st.st_mode) && is_candidate(l, job)) {
		probe(l, job, fd, &st);
		return 0;
	}
	if (fd == -1) {
		ret = pass_over(l, job, errno);
	} else {
		close(fd);
		ret = S_ISDIR(st.st_mode) ? take_folder(l, job, &st) : 0;
	}
	end(l, job, false);
	return ret;
}

static bool
may_start(struct library *l)
{
	return jobs_wait_ms(&l->jobs, l->now_ms) == 0 &&
	    pool_has_idle(&l->pool, l->jobs.n, l->now_ms);
}

int
intake_start(struct library *l)
{
	struct job *job;
	int ret = 0;

	for (size_t i = 0; i < INTAKE_JOBS && ret == 0 && may_start(l); i++) {
		job = jobs_take(&l->jobs, l->now_ms);
		/* It may have changed meanwhile: again, when that is over. */
		if (pool_is_probing(&l->pool, job))
			jobs_put_back(&l->jobs, job, l->now_ms);
		else
			ret = start(l, job);
	}
	return ret;
}

/* The folder that an album lies in: above those of its discs. */
static int
album_folder(struct library *l, const struct job *job, int64_t *folder)
{
	char path[LIBRARY_PATH_BYTES];
	char *slash;

	memcpy(path, job->path, strlen(job->path) + 1);
	*folder = job->folder;
	if ((slash = strrchr(path, '/')) == NULL)
		return 0;
	*slash = '\0';
	return disc_is_one(library_name(path)) ?
	    catalog_place_above(l->catalog, job->folder, folder) : 0;
}

static int
list_file(struct library *l, const struct probing *p, int64_t place,
    const struct placed *placed, bool probed, const char *why)
{
	struct catalog_subtitle subtitles[SUBTITLES_MAX];
	struct catalog_blank blank;
	char profile[PROFILE_BYTES];
	int64_t folder;
	const struct mime *by_name =
	    mime_by_extension(mime_extension(p->job->path));
	struct catalog_file file = {
		.size = p->size, .mtime_ns = p->mtime_ns,
		.title = placed->title, .mime = placed->mime->type,
		.extension = by_name != NULL ? by_name->extension : "",
		.profile = profile, .probed = probed, .facts = &placed->facts,
		.added = p->added, .shelves = l->shelves->list,
		.subtitles = subtitles,
		.blank = blanking_of(p, placed->mime->type,
		    probed ? "" : why, &blank),
	};

	profile_find(&placed->facts, placed->mime->type, profile);
	if (album_folder(l, p->job, &folder) == -1)
		return -1;
	file.seekable = probed && seeking_want(l, &placed->facts);
	shelf_file(l->shelves, placed, folder, p->added);
	file.nshelves = l->shelves->n;
	if (placed->facts.kind == MEDIA_VIDEO)
		file.nsubtitles = subtitles_of(l, p->job->root, p->job->path,
		    subtitles);
	artwork_look_after(l);
	return catalog_put_file(l->catalog, place, &file);
}

/* Lists a file, or notes why not. */
static int
put(struct library *l, const struct probing *p, const struct placed *placed,
    bool probed, const char *why)
{
	const struct job *job = p->job;
	enum media_kind kind = placed->facts.kind;
	int64_t place;

	if (catalog_place(l->catalog, job->folder, library_name(job->path),
	    &place) == -1)
		return -1;
	if ((MEDIA_BIT(kind) & l->config.media[job->root].kinds) != 0)
		return list_file(l, p, place, placed, probed, why);
	return catalog_refuse(l->catalog, place, kind, p->size, p->mtime_ns);
}

/* Whether a path still leads to a file that may be shown: while it was probed
   much can have happened, and events of that are over. */
static bool
is_still_there(const struct library *l, const struct job *job)
{
	struct stat st;
	int fd = root_open(&l->roots, job->root, job->path, &st);

	if (fd == -1)
		return false;
	close(fd);
	return S_ISREG(st.st_mode) && !is_shut(l, job);
}

void
intake_finish(void *library, struct probing *p, const struct media_facts *facts,
    const char *why)
{
	struct library *l = library;
	struct job *job = p->job;
	struct placed placed;
	bool failed;
	int ret;

	if (job == NULL) {
		l->broken = l->broken || seeking_finish(l, p, why) == -1;
		return;
	}

	/* Once can be chance: laresd leaves, or memory is short. */
	if (p->died && job->deaths++ == 0) {
		jobs_put_back(&l->jobs, job, l->now_ms);
		return;
	}
	if (!is_still_there(l, job)) {
		failed = false;
		ret = take_off(l, job);
	} else if (playlists_is_name(job->path)) {
		failed = false;
		ret = playlists_put(l, p);
	} else {
		failed = place_file(job->path, facts, &placed) !=
		    MEDIA_FOLDER && facts == NULL;
		ret = put(l, p, &placed, facts != NULL, why);
		if (failed)
			log_info("%s is listed by its name: %s%s",
			    library_log_name(l, job->root, job->path).s,
			    log_quote(why).s, log_media_hint());
	}
	l->broken = l->broken || ret == -1;
	end(l, job, failed);
}
