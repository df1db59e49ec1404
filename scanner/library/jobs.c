/*
 * What waits to be looked at, in lares-scan. Scans add what they find and it
 * is due at once; events add what changed, and it waits until it is quiet.
 */
#include <stdlib.h>
#include <string.h>

#include "scanner/library/jobs.h"

void
jobs_init(struct jobs *j)
{
	memset(j, 0, sizeof(*j));
	TAILQ_INIT(&j->ready);
	TAILQ_INIT(&j->later);
}

uint32_t
jobs_hash(size_t root, const char *path)
{
	uint32_t hash = 2166136261u ^ (uint32_t)root;	/* FNV-1a */

	for (; *path != '\0'; path++)
		hash = (hash ^ (unsigned char)*path) * 16777619u;
	return hash;
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
	if (job->due_ms == 0)
		TAILQ_REMOVE(&j->ready, job, order);
	else
		TAILQ_REMOVE(&j->later, job, order);
	j->n--;
}

void
jobs_free(struct jobs *j)
{
	struct job *job;

	while ((job = TAILQ_FIRST(&j->ready)) != NULL ||
	    (job = TAILQ_FIRST(&j->later)) != NULL) {
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

/* due_ms 0: ready. All others wait equally long, so their list is sorted. */
static int
add(struct jobs *j, size_t root, int64_t folder, const char *path,
    int64_t due_ms)
{
	size_t size = strlen(path) + 1;
	struct job *job = malloc(sizeof(*job) + size);

	if (job == NULL)
		return -1;
	job->due_ms = due_ms;
	job->root = root;
	job->folder = folder;
	job->live = due_ms != 0;
	job->again = false;
	memcpy(job->path, path, size);
	SLIST_INSERT_HEAD(&j->buckets[bucket_of(root, path)], job, bucket);
	if (due_ms == 0)
		TAILQ_INSERT_TAIL(&j->ready, job, order);
	else
		TAILQ_INSERT_TAIL(&j->later, job, order);
	j->n++;
	return 0;
}

int
jobs_add(struct jobs *j, size_t root, int64_t folder, const char *path)
{
	return find(j, root, path) != NULL ? 0 : add(j, root, folder, path, 0);
}

int
jobs_add_live(struct jobs *j, size_t root, int64_t folder, const char *path,
    int64_t now_ms)
{
	struct job *job = find(j, root, path);

	if (job != NULL) {
		take_out(j, job);
		free(job);
	}
	return add(j, root, folder, path, now_ms + JOBS_QUIET_MS);
}

struct job *
jobs_take(struct jobs *j, int64_t now_ms)
{
	struct job *job = TAILQ_FIRST(&j->later);

	/* Somebody may be waiting for what changed: before the scan's. */
	if (job == NULL || job->due_ms > now_ms)
		job = TAILQ_FIRST(&j->ready);
	if (job != NULL)
		take_out(j, job);
	return job;
}

void
jobs_put_back(struct jobs *j, struct job *job)
{
	if (find(j, job->root, job->path) != NULL) {
		free(job);
		return;
	}
	job->due_ms = 0;
	SLIST_INSERT_HEAD(&j->buckets[bucket_of(job->root, job->path)], job,
	    bucket);
	TAILQ_INSERT_HEAD(&j->ready, job, order);
	j->n++;
}

int64_t
jobs_wait_ms(const struct jobs *j, int64_t now_ms)
{
	const struct job *job = TAILQ_FIRST(&j->later);

	if (!TAILQ_EMPTY(&j->ready))
		return 0;
	if (job == NULL)
		return -1;
	return job->due_ms > now_ms ? job->due_ms - now_ms : 0;
}
