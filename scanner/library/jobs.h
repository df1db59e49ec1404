#ifndef LARES_LIBRARY_JOBS_H
#define LARES_LIBRARY_JOBS_H

#include <stddef.h>
#include <stdint.h>
#include <sys/queue.h>

/* Waiting that long for more events of a path before it is looked at. */
#define JOBS_QUIET_MS	200
/* So far a scan may run ahead of the probing; what events name has as much
   room again. */
#define JOBS_AHEAD_MAX	100000
#define JOBS_MAX	(2 * JOBS_AHEAD_MAX)
#define JOBS_BUCKETS	8192

/* Whose turn it is: somebody may be waiting for what has just changed. */
enum job_turn {
	JOB_CHANGED,		/* an event named it: when it is quiet */
	JOB_CAME,		/* found in a folder that came */
	JOB_SCANNED,		/* found by a scan */
};
#define JOB_TURNS	3

/* One path that is to be looked at. */
struct job {
	TAILQ_ENTRY(job) order;
	SLIST_ENTRY(job) bucket;
	enum job_turn	 turn;
	int64_t		 due_ms;	/* JOB_CHANGED */
	size_t		 root;		/* index of the media root */
	int64_t		 folder;	/* place of the folder it is in */
	unsigned	 counts;	/* times the scan that runs found it */
	unsigned	 deaths;	/* workers that died while at it */
	unsigned	 sides;		/* files beside it, as sides.h has them */
	char		 path[];	/* beneath the root */
};

/* What waits, every path once. Times are those of the caller's clock. */
struct jobs {
	TAILQ_HEAD(, job)	 turns[JOB_TURNS];
	SLIST_HEAD(, job)	 buckets[JOBS_BUCKETS];
	size_t			 n;
};

/* A hash of a path beneath a root. */
uint32_t	jobs_hash(size_t root, const char *path);

void	jobs_init(struct jobs *j);
void	jobs_clear(struct jobs *j);

/*
 * Adds a path, or moves it up where it is: to the end of those that changed,
 * due JOBS_QUIET_MS from now, or before the scan's. sides are added to those
 * it has. 0, or -1 without memory.
 */
int	jobs_add(struct jobs *j, enum job_turn turn, size_t root,
	    int64_t folder, const char *path, unsigned sides, int64_t now_ms);

/* The next one, the caller's to free(3) now; NULL: none is due. */
struct job	*jobs_take(struct jobs *j, int64_t now_ms);

/* Gives back a job that was taken, as if an event had named it. */
void	jobs_put_back(struct jobs *j, struct job *job, int64_t now_ms);

/* How long until jobs_take has one: 0 now, -1 there is none at all. */
int64_t	jobs_wait_ms(const struct jobs *j, int64_t now_ms);

#endif
