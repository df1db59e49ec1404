#ifndef LARES_UPNP_STUDIO_H
#define LARES_UPNP_STUDIO_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "common/render.h"

#define STUDIO_WORKERS		2
#define STUDIO_QUEUE_MAX	32	/* threads that wait for one */
#define STUDIO_QUEUE_PEER_MAX	8	/* of these, for one address */
#define STUDIO_RECYCLE		200	/* jobs, then a fresh worker */
#define STUDIO_SHEET_BYTES	(16u << 20)	/* the largest JPEG */
#define STUDIO_WHY_BYTES	128
#define STUDIO_RETRY_AFTER_SEC	"2"	/* when all are busy */

/*
 * The probe workers of lares-http: laresd starts and stops them when asked,
 * here they get a job each and have a deadline. What they answer is
 * hostile. Any thread, but for studio_add and studio_rest.
 */
struct studio;

/* How laresd is told: a worker is wanted; that one hangs. */
struct studio_parent {
	void	(*want)(void *arg);
	void	(*stop)(void *arg, pid_t worker);
	void	*arg;
};

struct studio_limits {
	unsigned	wait_ms;	/* for a worker */
	unsigned	start_ms;	/* until one is asked for anew */
	unsigned	job_ms;		/* for one picture */
	unsigned	rest_ms;	/* idle that long, workers leave */
};
#define STUDIO_LIMITS_DEFAULT {						\
	.wait_ms	= 10 * 1000,					\
	.start_ms	= 5 * 1000,					\
	.job_ms		= 10 * 1000,					\
	.rest_ms	= 20 * 1000,					\
}

/* NULL: no memory. */
struct studio	*studio_new(const struct studio_limits *limits,
		    const struct studio_parent *parent);
void		 studio_free(struct studio *s);

/* A worker came from laresd: takes sock. */
void		 studio_add(struct studio *s, int sock, pid_t pid);

/* Lets idle workers go whose time has come. In how long to look again; -1:
   there are none. */
int64_t		 studio_rest(struct studio *s);

enum studio_result {
	STUDIO_DONE,
	STUDIO_BUSY,		/* later, perhaps */
	STUDIO_UNREADABLE,	/* nothing can be made of it; why says so */
	STUDIO_FAILED,		/* a worker did, of it; the same */
};

/* The HTTP status of it; 0: done. What cannot be had of a file is not there,
   as it is not once lares-scan has found that out. */
int		 studio_status(enum studio_result result);

/*
 * Has a worker carry out an order on the file fd, and waits for that, in the
 * order in which it was asked for. peer: whom it is for. On STUDIO_DONE *sheet is a memory file, the caller's, that nobody can change
 * any more, and whose first r->bytes bytes are the JPEG.
 */
enum studio_result studio_render(struct studio *s, struct in_addr peer,
	    int fd, const struct render_order *o, int *sheet,
	    struct render_result *r, char why[STUDIO_WHY_BYTES]);

/*
 * The same for subtitles of size bytes (at most SUBTITLE_BYTES_MAX), as UTF-8:
 * language as charset.h of the worker has it. made->says_place: they are what
 * a drone writes of its positions.
 */
struct studio_text {
	uint64_t	bytes;
	bool		says_place;
};
enum studio_result studio_convert(struct studio *s, struct in_addr peer,
	    int fd, uint64_t size, const char *language, int *sheet,
	    struct studio_text *made, char why[STUDIO_WHY_BYTES]);

#endif
