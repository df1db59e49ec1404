/*
 * What waits to be looked at, in lares-scan. Scans add what they find and it
 * is due at once; events add what changed, and it waits until it is quiet.
 */
#include <stdlib.h>
#include <string.h>

#include "common/hash.h"
#include "scanner/library/jobs.h"

void
jobs_init(struct jobs *j)
{
	memset(j, 0, sizeof(*j));
	for (size_t i = 0; i < JOB_TURNS; i++)
		TAILQ_INIT(&j->turns[i]);
}

uint32_t
jobs_hash(size_t root, const char *path)
{
	return (uint32_t)hash_bytes(HASH_START ^ root, path, strlen(path));
}

static size_t
bucket_of(size_t root, const char *path)
{
	return jobs_hash(root, path) % JOBS_BUCKETS;
}

static void
take_out(struct jobs *j, struct job *job)
{
	SLIST_REMOVE(&j->buckets[bucket_of(job->root, job->path)], job, job,
	    bucket);
	TAILQ_REMOVE(&j->turns[job->turn], job, order);
	j->n--;
}

/* All that changed wait equally long, so that their list is sorted. */
static void
put_in(struct jobs *j, struct job *job, enum job_turn turn, int64_t now_ms)
{
	job->turn = turn;
	job->due_ms = turn == JOB_CHANGED ? now_ms + JOBS_QUIET_MS : 0;
	SLIST_INSERT_HEAD(&j->buckets[bucket_of(job->root, job->path)], job,
	    bucket);
	TAILQ_INSERT_TAIL(&j->turns[turn], job, order);
	j->n++;
}

void
jobs_clear(struct jobs *j)
{
	struct job *job;

	for (size_t i = 0; i < JOB_TURNS; i++)
		while ((job = TAILQ_FIRST(&j->turns[i])) != NULL) {
			take_out(j, job);
			free(job);
		}
}

static struct job *
find(struct jobs *j, size_t root, const char *path)
{
	struct job *job;

	SLIST_FOREACH(job, &j->buckets[bucket_of(root, path)], bucket)
		if (job->root == root && strcmp(job->path, path) == 0)
			return job;
	return NULL;
}

static struct job *
make(size_t root, int64_t folder, const char *path)
{
	size_t size = strlen(path) + 1;
	struct job *job = calloc(1, sizeof(*job) + size);

	if (job == NULL)
		return NULL;
	job->root = root;
	job->folder = folder;
	memcpy(job->path, path, size);
	return job;
}

int
jobs_add(struct jobs *j, enum job_turn turn, size_t root, int64_t folder,
    const char *path, unsigned sides, int64_t now_ms)
{
	struct job *job = find(j, root, path);

	if (job == NULL) {
		if ((job = make(root, folder, path)) == NULL)
			return -1;
		put_in(j, job, turn, now_ms);
	} else if (turn == JOB_CHANGED || turn < job->turn) {
		take_out(j, job);
		put_in(j, job, turn, now_ms);
	}
	job->counts += turn == JOB_SCANNED;
	job->sides |= sides;
	return 0;
}

void
jobs_put_back(struct jobs *j, struct job *job, int64_t now_ms)
{
	struct job *other = find(j, job->root, job->path);

	if (other == NULL) {
		put_in(j, job, JOB_CHANGED, now_ms);
		return;
	}
	other->counts += job->counts;
	other->deaths += job->deaths;
	other->sides |= job->sides;
	free(job);
}

struct job *
jobs_take(struct jobs *j, int64_t now_ms)
{
	struct job *job = TAILQ_FIRST(&j->turns[JOB_CHANGED]);

	if (job == NULL || job->due_ms > now_ms)
		job = TAILQ_FIRST(&j->turns[JOB_CAME]);
	if (job == NULL)
		job = TAILQ_FIRST(&j->turns[JOB_SCANNED]);
	if (job != NULL)
		take_out(j, job);
	return job;
}

int64_t
jobs_wait_ms(const struct jobs *j, int64_t now_ms)
{
	const struct job *job = TAILQ_FIRST(&j->turns[JOB_CHANGED]);

	if (!TAILQ_EMPTY(&j->turns[JOB_CAME]) ||
	    !TAILQ_EMPTY(&j->turns[JOB_SCANNED]))
		return 0;
	if (job == NULL)
		return -1;
	return job->due_ms > now_ms ? job->due_ms - now_ms : 0;
}
