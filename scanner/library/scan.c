/*
 * Scans, batches and progress, in lares-scan: what a turn of its loop does.
 */
#include <stdlib.h>
#include <string.h>

#include "common/catalog_write.h"
#include "common/child.h"
#include "common/log.h"
#include "scanner/library/areas.h"
#include "scanner/library/artwork.h"
#include "scanner/library/gallery.h"
#include "scanner/library/intake.h"
#include "scanner/library/library.h"
#include "scanner/library/playlists.h"
#include "scanner/library/reading.h"
#include "scanner/library/scan.h"
#include "scanner/library/seeking.h"
#include "scanner/library/walk.h"
#include "scanner/library/watch.h"

#define PROGRESS_MS	200

static void
tell_progress(struct scan *s)
{
	const struct library *l = s->l;
	const uint64_t numbers[] = {
		l->scanning, l->found, l->done, l->failed,
	};

	child_tell(IPC_PROGRESS, numbers, 4);
	s->told_ms = l->now_ms;
}

/* ---- the media roots ------------------------------------------------------ */

struct old_roots {
	const struct config	*config;
	int64_t			*ids;
	size_t			 n;
};

static void
note_old(void *arg, const struct catalog_stamp *stamp)
{
	struct old_roots *old = arg;
	int64_t *ids;

	for (size_t i = 0; i < old->config->nmedia; i++)
		if (strcmp(old->config->media[i].path, stamp->name) == 0)
			return;
	ids = reallocarray(old->ids, old->n + 1, sizeof(*ids));
	if (ids == NULL)
		return;		/* the next scan will find it again */
	old->ids = ids;
	old->ids[old->n++] = stamp->id;
}

/* Takes off what is no longer configured. */
static int
remove_old_roots(struct library *l)
{
	struct old_roots old = { .config = &l->config };
	int ret = catalog_stamps(l->catalog, 0, note_old, &old);

	for (size_t i = 0; ret == 0 && i < old.n; i++)
		ret = catalog_remove(l->catalog, old.ids[i]);
	free(old.ids);
	return ret;
}

static int
push_root(struct library *l, size_t i)
{
	const char *path = l->config.media[i].path;
	int64_t place;

	if (!root_is_open(&l->roots, i)) {
		log_warn("%s cannot be opened: what is listed of it stays, "
		    "until it is mounted, or made and laresd gets SIGHUP",
		    library_log_name(l, i, "").s);
		return 0;
	}
	if (catalog_place(l->catalog, 0, path, &place) == -1 ||
	    catalog_put_root(l->catalog, place) == -1)
		return -1;
	return walk_push(l->walk, i, place, "", true);
}

static void
begin(struct scan *s)
{
	struct library *l = s->l;
	int ret = remove_old_roots(l);

	if (ret == 0)
		ret = areas_set(l);
	l->scanning = true;
	l->rescan = false;
	l->found = l->done = l->looked = l->failed = 0;
	seeking_look_again(l);
	s->retry_ms = 0;
	s->began_ms = l->now_ms;
	log_info("scan of %zu media folder%s begins", l->config.nmedia,
	    l->config.nmedia == 1 ? "" : "s");
	for (size_t i = 0; ret == 0 && i < l->config.nmedia; i++)
		ret = push_root(l, i);
	l->broken = l->broken || ret == -1;
	tell_progress(s);
}

void
scan_request(struct scan *s)
{
	if (s->l->scanning)
		s->l->rescan = true;
	else
		begin(s);
}

/* ---- a turn ---------------------------------------------------------------- */

static bool
may_read(const struct library *l)
{
	return (reading_is_on(l->reading) || walk_pending(l->walk)) &&
	    l->jobs.n < JOBS_AHEAD_MAX;
}

/* Nothing is to be done now, nor being done. */
static bool
is_idle(const struct library *l)
{
	return !reading_is_on(l->reading) && !walk_pending(l->walk) &&
	    !pool_is_busy(&l->pool) && jobs_wait_ms(&l->jobs, l->now_ms) != 0;
}

/* The scan has read all folders and is done with each file it found. What
   events bring meanwhile does not hold it up. */
static bool
scan_is_over(const struct library *l)
{
	return !reading_is_scanning(l->reading) &&
	    !walk_is_scanning(l->walk) && l->done == l->found;
}

/* How long a batch may stay open: of artwork alone, longer. */
static int64_t
batch_ms(const struct library *l)
{
	return catalog_batch_rows(l->catalog) == 0 && artwork_pending(l) ?
	    ARTWORK_BATCH_MS : SCAN_BATCH_MS;
}

static void
end_batch(struct scan *s, bool idle)
{
	struct library *l = s->l;

	if (!catalog_batch_open(l->catalog)) {
		s->batch_since_ms = 0;
		return;
	}
	if (s->batch_since_ms == 0)
		s->batch_since_ms = l->now_ms;
	if (catalog_batch_rows(l->catalog) == 0 && artwork_pending(l))
		idle = false;
	if (!idle && catalog_batch_rows(l->catalog) < SCAN_BATCH_ROWS &&
	    l->now_ms - s->batch_since_ms < batch_ms(l))
		return;
	s->batch_since_ms = 0;
	l->broken = l->broken || catalog_commit(l->catalog) == -1;
}

static void
end_scan(struct scan *s)
{
	struct library *l = s->l;
	int64_t ms = l->now_ms - s->began_ms;

	log_info("scan done in %lld.%lld s: %llu files, %llu new or changed, "
	    "%llu could not be read", (long long)(ms / 1000),
	    (long long)(ms % 1000 / 100), (unsigned long long)l->found,
	    (unsigned long long)l->looked, (unsigned long long)l->failed);
	if (l->rescan) {		/* asked for meanwhile */
		begin(s);
		return;
	}
	l->scanning = false;
	l->broken = l->broken || gallery_collect(l) == -1;
	tell_progress(s);
}

/*
 * The batch is lost, with places that folders, jobs and watches name. All of
 * it is forgotten; a scan will find it again.
 */
static void
plan_retry(struct scan *s)
{
	struct library *l = s->l;

	log_error("the catalogue cannot be written (is the disk full?): "
	    "trying again in %d s", SCAN_RETRY_MS / 1000);
	reading_abandon(l->reading);
	walk_clear(l->walk);
	jobs_clear(&l->jobs);
	pool_clear(&l->pool);
	artwork_abandon(l);
	if (l->watch != NULL)
		watch_clear(l->watch);
	l->broken = l->scanning = l->rescan = false;
	l->seeking.settled = true;
	s->batch_since_ms = 0;
	s->retry_ms = l->now_ms + SCAN_RETRY_MS;
	tell_progress(s);
}

/* Nothing else is to be done. */
static bool
may_paint(struct library *l)
{
	return is_idle(l) && !playlists_pending(l) && artwork_may_step(l);
}

static void
work(struct library *l)
{
	if ((may_read(l) && reading_step(l) == -1) || intake_start(l) == -1 ||
	    (playlists_pending(l) && is_idle(l) && playlists_step(l) == -1) ||
	    (is_idle(l) && seeking_may_step(l) && seeking_step(l) == -1) ||
	    (may_paint(l) && artwork_step(l) == -1))
		l->broken = true;
}

void
scan_turn(struct scan *s)
{
	struct library *l = s->l;

	if (!l->broken && s->retry_ms == 0)
		work(l);
	if (!l->broken)
		end_batch(s, is_idle(l) || (l->scanning && scan_is_over(l)));
	if (l->broken)
		plan_retry(s);
	else if (l->scanning && scan_is_over(l))
		end_scan(s);
	else if (l->scanning && l->now_ms - s->told_ms >= PROGRESS_MS)
		tell_progress(s);
	if (!l->scanning && (l->rescan ||
	    (s->retry_ms != 0 && l->now_ms >= s->retry_ms)))
		begin(s);
}

static void
sooner(int64_t *wait, int64_t other)
{
	if (other >= 0 && (*wait < 0 || other < *wait))
		*wait = other;
}

int64_t
scan_wait_ms(struct scan *s)
{
	struct library *l = s->l;
	int64_t wait = -1, jobs = jobs_wait_ms(&l->jobs, l->now_ms);

	if (l->broken || (s->retry_ms == 0 && (may_read(l) ||
	    (playlists_pending(l) && is_idle(l)) ||
	    (is_idle(l) && seeking_may_step(l)) || may_paint(l))))
		return 0;
	/* What is due and has no worker waits for the worker. */
	if (jobs != 0 || pool_has_idle(&l->pool, l->jobs.n, l->now_ms))
		sooner(&wait, jobs);
	sooner(&wait, pool_wait_ms(&l->pool, l->now_ms));
	if (s->batch_since_ms != 0)
		sooner(&wait, s->batch_since_ms + batch_ms(l) - l->now_ms);
	if (s->retry_ms != 0)
		sooner(&wait, s->retry_ms - l->now_ms);
	return wait;
}
