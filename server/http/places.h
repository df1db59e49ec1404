#ifndef LARES_HTTP_PLACES_H
#define LARES_HTTP_PLACES_H

#include <netinet/in.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/queue.h>

#include "common/wire.h"
#include "server/http/limits.h"

/*
 * What a connection is doing, in the order in which connections are asked to
 * leave when somebody else needs the place: first those that wait, those who
 * wait longest before others.
 */
enum place_state {
	PLACE_WAITING,		/* for a request, the first or the next */
	PLACE_RECEIVING,	/* a head or body is arriving */
	PLACE_STALLED,		/* the client takes nothing of its answer */
	PLACE_BUSY,		/* answering: makes room for nobody */
};

struct place {
	TAILQ_ENTRY(place) entry;
	int		 fd;
	struct in_addr	 peer;
	enum place_state state;
	uint64_t	 since_ms;	/* in that state */
	bool		 leaving;	/* its socket has been shut down */
	bool		 media;		/* a transfer is running */
	bool		 no_media;	/* none may begin for this request */
	bool		 asked;		/* a request has begun to come */
};
TAILQ_HEAD(place_list, place);

/* All connections there are. Any thread. Times are monotonic. */
struct places {
	struct http_limits limits;
	pthread_mutex_t	 lock;
	pthread_cond_t	 left;
	struct place_list list;
	unsigned	 count;
	unsigned	 leaving;
	unsigned	 stalled;
	unsigned	 transfers;
	uint64_t	 media_end_ms;
	int		 wake_fd;	/* eventfd: the first transfer began */
	bool		 draining;	/* nobody is let in */
	bool		 closed;	/* nobody is waited for */
};

void	places_init(struct places *ps, const struct http_limits *limits,
	    int wake_fd);
void	places_free(struct places *ps);

/*
 * Lets a connection in, as PLACE_WAITING. If there are too many, in all or
 * from its address, another has to leave: its socket is shut down, which wakes
 * its thread. -1: nobody can be asked to, or we are draining.
 */
int	places_enter(struct places *ps, struct place *p, int fd,
	    struct in_addr peer, uint64_t now_ms);

/* Before its socket is closed. -1: it had been asked to leave. */
int	places_leave(struct places *ps, struct place *p);

/*
 * Says what a connection does now. -1: it has been asked to leave, or is about
 * to wait while we are draining: it has to end. Too many stalled readers make
 * the longest stalled one leave.
 */
int	places_set(struct places *ps, struct place *p, enum place_state state,
	    uint64_t now_ms);

/* A media transfer begins or ends; one that may not begin ends at once. */
void	places_media(struct places *ps, struct place *p, bool on,
	    uint64_t now_ms);

/*
 * How many transfers run. *streaming: some do, or did quiet_ms ago. Players
 * that fetch a film in pieces stream all the while.
 */
unsigned	places_transfers(struct places *ps, uint64_t now_ms,
		    bool *streaming);

/* An idle connection leaves, if there is one (we are out of descriptors). */
void	places_spare_one(struct places *ps);

/* The address of a link is served no more, perhaps since networks beyond it
   may no longer ask: who came to it from there leaves, whatever he does. */
void	places_end_beyond(struct places *ps, const struct wire_link *link);

/* Whom media are sent to, or may be in a moment: each address once, the first
   max of them. How many that are. */
size_t	places_audience(struct places *ps, struct in_addr *peers, size_t max);

/* Ends what media are sent to an address now. */
void	places_end_media(struct places *ps, struct in_addr peer);

/* The same for all that are not among these. */
void	places_end_media_but(struct places *ps, const struct in_addr *peers,
	    size_t n);

bool	places_draining(struct places *ps);

/*
 * Lets nobody in from now on, ends who waits for his next request at once and
 * who has not asked yet a little later, and returns when all have left.
 */
void	places_drain(struct places *ps);

#endif
