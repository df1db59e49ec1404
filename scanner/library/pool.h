#ifndef LARES_LIBRARY_POOL_H
#define LARES_LIBRARY_POOL_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/buf.h"
#include "common/catalog_seek_put.h"
#include "common/ipc.h"
#include "common/media.h"
#include "common/render.h"
#include "scanner/library/jobs.h"
#include "scanner/library/pool_answer.h"

#define POOL_MAX	4	/* workers at most */
#define POOL_DEADLINE_MS 10000	/* for one file, or a sign of life */
#define POOL_RECYCLE	2000	/* files, then a fresh worker */
#define POOL_PAUSE_MS	1000	/* before another is asked for */
#define POOL_REST_MS	10000	/* idle that long, workers leave */

/* A file and what lies beside it, open. */
struct pool_files {
	int		 fds[1 + MEDIA_SIDES_MAX];	/* the file's is first */
	enum media_side	 sides[MEDIA_SIDES_MAX];
	size_t		 nsides;
};

void	pool_files_close(const struct pool_files *files);

/* A file being probed, and what the catalogue is to be told of it. */
struct probing {
	struct job	*job;		/* NULL: its seek table is made */
	uint64_t	 size;
	int64_t		 mtime_ns;	/* stands for the files beside it too */
	int64_t		 own_mtime_ns;
	uint64_t	 inode;		/* see blanking.h */
	int64_t		 ctime_ns;
	int64_t		 added;		/* seconds: came to this disk */
	bool		 died;		/* the worker, while at it */
	/* With the result, if it is a playlist and could be read. */
	const struct playlist *playlist;
	/* With the result, if the file is of a format that can say where it was
	   made. */
	const struct blank_message *blanks;
	/* Of a seek table, which comes with the result if there is one. */
	struct catalog_seek seek;
	const struct seek_table *table;
	uint64_t	 duration_ms;	/* 0: it was not counted */
};

/* A JPEG being made. */
struct rendering {
	struct render_order order;
	uint64_t	 size;		/* of the memfd that it goes into */
};

struct pool_worker {
	enum {
		POOL_NONE,		/* none is there: ask for one */
		POOL_PAUSE,		/* it could not start: ask later */
		POOL_ASKED,
		POOL_STARTING,		/* from here on: sock and pidfd */
		POOL_IDLE,
		POOL_BUSY,
	}		 state;
	int		 sock, pidfd;
	unsigned	 files;
	int64_t		 since_ms;	/* when it took up its state */
	struct pool_answer *answer;	/* POOL_BUSY; else NULL */
	struct probing	 probing;	/* POOL_BUSY, but at pictures */
};

/*
 * The result of a probing: facts, a playlist, a seek table, or NULL and why
 * not. The job is then the callee's to free.
 */
typedef void (*pool_result)(void *arg, struct probing *p,
    const struct media_facts *facts, const char *why);

/* What has come of a rendering; NULL: it could not be made. died: the worker,
   while at it. */
typedef void (*pool_rendered)(void *arg, const struct render_result *made,
    bool died);

struct pool {
	int			 parent;	/* where workers are asked for */
	size_t			 n;
	struct pool_worker	 workers[POOL_MAX];
	struct buf		 out;
	struct ipc_in		 in;
	bool			 told_bare;	/* of a worker's lacking layers */
	pool_result		 result;
	pool_rendered		 rendered;
	void			*arg;
};

void	pool_init(struct pool *p, int parent, size_t n, pool_result result,
	    pool_rendered rendered, void *arg);

/* Ends all workers; what they were at is forgotten. */
void	pool_clear(struct pool *p);
void	pool_free(struct pool *p);

/* A worker came from laresd (IPC_WORKER): takes both descriptors. */
void	pool_add(struct pool *p, int sock, int pidfd, int64_t now_ms);

/* Whether a file could be given to a worker now. If not, asks for more, but
   for no more than are wanted. */
bool	pool_has_idle(struct pool *p, size_t wanted, int64_t now_ms);
/* With files that are to be listed, and with the seek table of one. */
bool	pool_is_busy(const struct pool *p);
bool	pool_is_seeking(const struct pool *p);
bool	pool_is_probing(const struct pool *p, const struct job *job);

/*
 * Gives a file to an idle worker: the descriptors, which are closed, and p's
 * job, which comes back with the result.
 */
void	pool_probe(struct pool *p, const struct pool_files *files,
	    const struct probing *probing, const char *extension,
	    int64_t now_ms);

/* Gives an order to an idle worker, with the file that it is of and the memfd
   that it goes into, which stay the caller's. */
void	pool_render(struct pool *p, const struct rendering *rendering, int fd,
	    int memfd, int64_t now_ms);
/* Has an idle worker make the seek table of a file: its descriptor, which is
   closed. */
void	pool_seek(struct pool *p, int fd, const struct catalog_seek *file,
	    int64_t now_ms);

/* For the loop: what to wait for, what came, and whose time is over. */
size_t	pool_poll(const struct pool *p, struct pollfd *fds);
void	pool_handle(struct pool *p, const struct pollfd *fds, size_t n,
	    int64_t now_ms);
int64_t	pool_wait_ms(const struct pool *p, int64_t now_ms);
void	pool_expire(struct pool *p, int64_t now_ms);

#endif
