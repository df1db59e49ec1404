#ifndef LARES_UPNP_PRINTS_H
#define LARES_UPNP_PRINTS_H

#include <netinet/in.h>
#include <stdint.h>
#include <sys/queue.h>

#define PRINTS_MAX		96	/* descriptors held */
#define PRINTS_BYTES_MAX	(24u << 20)	/* of memory, of nobody's */
#define PRINTS_REST_MS		(5 * 60 * 1000)	/* not asked for so long */
#define PRINTS_BAD_MS		(60 * 1000)	/* then it is tried again */
/* Besides: memory of those on their way to somebody. No more are made beyond
   that, nor beyond these for one address. */
#define PRINTS_LENT_BYTES_MAX	(32u << 20)
#define PRINTS_PEER_BYTES_MAX	(16u << 20)
#define PRINTS_PEER_MAX		32

/*
 * Pictures that were made on demand, kept in memory for a while: sets ask for
 * one twice (HEAD, GET), and go back and forth. One that is being made is
 * waited for, and what comes of it is the answer to all who wait. One that
 * cannot be made is remembered, too. Any thread.
 */
struct prints;

/* A picture of a file as it was at a time. */
struct print_key {
	int64_t		id;
	uint64_t	size;
	int64_t		mtime_ns;
	uint32_t	width, height;	/* what it was fitted into */
	unsigned	subtitle;	/* else its subtitles of this number */
};

struct prints	*prints_new(void);	/* NULL: no memory */
void		 prints_free(struct prints *p);

/* One that somebody has, until he gives it back. */
struct print_loan {
	LIST_ENTRY(print_loan) entry;
	struct print	*print;
	struct in_addr	 peer;		/* whom it goes to: set before */
	int		 fd;		/* the borrower's to close */
	uint64_t	 bytes;
};

/*
 * Lends a picture. make is called if it is not there, and returns 0 with *fd
 * and *bytes, or an HTTP status: 503 may soon be another, all else is so again
 * for a while. So does this; 503: too many are on their way.
 */
int		 prints_get(struct prints *p, const struct print_key *key,
		    int (*make)(void *arg, int *fd, uint64_t *bytes), void *arg,
		    struct print_loan *loan);

/* It has been sent. Only after a prints_get that returned 0. */
void		 prints_return(struct prints *p, struct print_loan *loan);

/* Forgets what nobody has asked for long. In how long to look again; -1: there
   is nothing. */
int64_t		 prints_rest(struct prints *p);

#endif
