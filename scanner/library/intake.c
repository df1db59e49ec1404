/*
 * The life of one path that is to be looked at, in lares-scan: opened beneath
 * its root, handed to a worker, listed by what comes back.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/catalog_write.h"
#include "common/log.h"
#include "scanner/library/intake.h"
#include "scanner/library/library.h"
#include "scanner/library/place.h"
#include "scanner/library/walk.h"

/* It cannot be opened any more: gone, or no longer ours to read. */
static int
take_off(struct library *l, const struct job *job)
{
	int64_t place;
	int why = errno, found;

	if (why == EACCES || why == EXDEV)
		walk_leave_out(l, job->root, job->path,
		    why == EACCES ? WALK_NOT_OURS : WALK_LEADS_OUT);
	found = catalog_find_place(l->catalog, job->folder,
	    library_name(job->path), &place);
	if (found == 1)
		return catalog_remove(l->catalog, place);
	return found;
}

/* An event can tell of a folder too, by a link. */
static int
take_folder(struct library *l, const struct job *job, const struct stat *st)
{
	int64_t place;

	if (walk_is_loop(l, job->root, job->path, st))
		return 0;
	if (catalog_place(l->catalog, job->folder, library_name(job->path),
	    &place) == -1)
		return -1;
	return walk_push(l->walk, job->root, place, job->path);
}

static void
count(struct library *l, const struct job *job, bool failed)
{
	if (job->live)
		return;
	l->done++;
	l->failed += failed;
}

/* Frees the job, or gives it to a worker with its file. */
static int
start(struct library *l, struct job *job)
{
	struct probing probing = { .job = job };
	struct stat st;
	int fd = root_open(&l->roots, job->root, job->path, &st), ret = 0;

	if (fd != -1 && S_ISREG(st.st_mode) &&
	    place_is_candidate(library_name(job->path),
	    l->config.media[job->root].kinds)) {
		probing.size = (uint64_t)st.st_size;
		probing.mtime_ns = (int64_t)st.st_mtim.tv_sec * 1000000000 +
		    st.st_mtim.tv_nsec;
		pool_probe(&l->pool, fd, &probing, mime_extension(job->path),
		    l->now_ms);
		return 0;
	}
	if (fd == -1) {
		ret = take_off(l, job);
	} else {
		close(fd);
		if (S_ISDIR(st.st_mode))
			ret = take_folder(l, job, &st);
	}
	count(l, job, false);
	free(job);
	return ret;
}

int
intake_start(struct library *l)
{
	struct job *job;
	int ret = 0;

	while (ret == 0 && jobs_wait_ms(&l->jobs, l->now_ms) == 0 &&
	    pool_has_idle(&l->pool, l->now_ms)) {
		job = jobs_take(&l->jobs, l->now_ms);
		if (pool_is_probing(&l->pool, job)) {
			/* It changed meanwhile: again, when that is over. */
			ret = jobs_add_live(&l->jobs, job->root, job->folder,
			    job->path, l->now_ms);
			free(job);
		} else {
			ret = start(l, job);
		}
	}
	return ret;
}

static int
list_file(struct library *l, const struct probing *p, int64_t place,
    const struct placed *placed, bool probed)
{
	struct catalog_file file = {
		.size = p->size, .mtime_ns = p->mtime_ns,
		.title = placed->title, .mime = placed->mime->type,
		.extension = mime_extension(p->job->path), .probed = probed,
		.facts = &placed->facts,
	};
	char extension[16] = "";

	for (size_t i = 0; file.extension[i] != '\0' &&
	    i < sizeof(extension) - 1; i++)
		extension[i] = (char)(file.extension[i] | 0x20);
	if (mime_by_extension(extension) == NULL)
		extension[0] = '\0';
	file.extension = extension;
	return catalog_put_file(l->catalog, place, &file);
}

void
intake_finish(void *library, struct probing *p, const struct media_facts *facts,
    const char *why)
{
	struct library *l = library;
	const char *name = library_name(p->job->path);
	unsigned kinds = l->config.media[p->job->root].kinds;
	struct placed placed;
	enum media_kind kind = place_file(name, facts, &placed);
	int64_t place;
	int ret;

	/* It may have been killed for another's sake: one more chance. */
	if (p->died && !p->job->again) {
		p->job->again = true;
		jobs_put_back(&l->jobs, p->job);
		return;
	}
	if (facts == NULL && kind != MEDIA_FOLDER)
		log_info("%s is listed by its name: %s",
		    log_quote(p->job->path).s, why);
	ret = catalog_place(l->catalog, p->job->folder, name, &place);
	if (ret == 0 && (MEDIA_BIT(kind) & kinds) != 0)
		ret = list_file(l, p, place, &placed, facts != NULL);
	else if (ret == 0)
		ret = catalog_refuse(l->catalog, place, kind, p->size,
		    p->mtime_ns);
	if (ret == -1)
		l->broken = true;
	count(l, p->job, facts == NULL && kind != MEDIA_FOLDER);
	free(p->job);
}
