#ifndef LARES_UPNP_PRINTS_H
#define LARES_UPNP_PRINTS_H

#include <stdbool.h>
#include <stdint.h>

#define PRINTS_MAX		32	/* descriptors held */
#define PRINTS_BYTES_MAX	(24u << 20)	/* of memory */
#define PRINTS_REST_MS		(5 * 60 * 1000)	/* not asked for so long */

/*
 * Pictures that were made on demand, kept in memory for a while: sets ask for
 * one twice (HEAD, GET), and go back and forth. One that is being made is
 * waited for. One that cannot be made is remembered, too. Any thread.
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

enum print_found {
	PRINT_HERE,		/* *fd, the caller's, and *bytes are set */
	PRINT_BAD,		/* it cannot be made */
	PRINT_MISSING,		/* the caller makes it, and must say how that
				   went by one of the three below */
};
enum print_found	prints_take(struct prints *p,
			    const struct print_key *key, int *fd,
			    uint64_t *bytes);

/* It is made: fd stays the caller's. */
void		 prints_put(struct prints *p, const struct print_key *key,
		    int fd, uint64_t bytes);
void		 prints_put_bad(struct prints *p, const struct print_key *key);
/* Not this time: whoever waits makes it himself. */
void		 prints_give_up(struct prints *p, const struct print_key *key);

/*
 * All of that in one: make is called for what is missing, and returns 0 with
 * the caller's *fd, or an HTTP status: 500 will be so again, others may not.
 * So does this.
 */
int		 prints_get(struct prints *p, const struct print_key *key,
		    int (*make)(void *arg, int *fd, uint64_t *bytes), void *arg,
		    int *fd, uint64_t *bytes);

/* Forgets what nobody has asked for long. In how long to look again; -1: there
   is nothing. */
int64_t		 prints_rest(struct prints *p);

#endif
