#ifndef LARES_LIBRARY_JOBS_H
#define LARES_LIBRARY_JOBS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/queue.h>

/* Waiting that long for more events of a path before it is looked at. */
#define JOBS_QUIET_MS	200
/* So far a scan may run ahead of the probing. */
#define JOBS_AHEAD_MAX	100000
#define JOBS_BUCKETS	8192

/* One path that is to be looked at. */
struct job {
	TAILQ_ENTRY(job) order;
	SLIST_ENTRY(job) bucket;
	int64_t		 due_ms;
	size_t		 root;		/* index of the media root */
	int64_t		 folder;	/* place of the folder it is in */
	bool		 live;		/* by an event, not by a scan */
	bool		 again;		/* its first reader died */
	char		 path[];	/* beneath the root */
};

/* What waits, every path once. Times are those of the caller's clock. */
struct jobs {
	TAILQ_HEAD(, job)	 ready, later;
	SLIST_HEAD(, job)	 buckets[JOBS_BUCKETS];
	size_t			 n;
};

/* A hash of a path beneath a root. */
uint32_t	jobs_hash(size_t root, const char *path);

void	jobs_init(struct jobs *j);
void	jobs_free(struct jobs *j);

/* A path found by a scan: looked at in its turn. 0, or -1 without memory. */
int	jobs_add(struct jobs *j, size_t root, int64_t folder, const char *path);

/* A path that an event named: after JOBS_QUIET_MS without another of it. */
int	jobs_add_live(struct jobs *j, size_t root, int64_t folder,
	    const char *path, int64_t now_ms);

/* The next one, the caller's to free(3) now; NULL: none is due. */
struct job	*jobs_take(struct jobs *j, int64_t now_ms);

/* Puts a job that was taken back in front, unless its path waits anew. */
void	jobs_put_back(struct jobs *j, struct job *job);

/* How long until jobs_take has one: 0 now, -1 there is none at all. */
int64_t	jobs_wait_ms(const struct jobs *j, int64_t now_ms);

#endif
