#ifndef LARES_HTTP_STREAM_H
#define LARES_HTTP_STREAM_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/uio.h>

#include "server/http/limits.h"
#include "server/http/places.h"

/*
 * The bytes of one connection. The socket blocks; every wait ends by itself
 * or when the connection is asked to leave its place.
 */
struct stream {
	int		 fd;
	const struct http_limits *limits;
	struct places	*places;
	struct place	 place;
	uint64_t	 stalled_ms;	/* takes nothing since; 0: it does */
	bool		 abort;		/* close with a reset */
	size_t		 start, end;	/* received and not yet taken */
	char		 in[LIMIT_HEAD_BYTES];
};

/* Monotonic milliseconds; never 0. */
uint64_t	stream_now(void);

/*
 * A place for a connection that was accepted from peer. -1: there is none, the
 * socket is still the caller's. Else it is s's until stream_close.
 */
int	stream_open(struct stream *s, int fd, struct in_addr peer,
	    const struct http_limits *limits, struct places *places);

/*
 * Polite: says that we are done (FIN) and waits a little for the client to
 * have read everything; closing at once would throw away what is on its way
 * when the client has sent something that we did not read.
 */
void	stream_close(struct stream *s, bool polite);

/* What was received and not yet taken. */
static inline size_t
stream_length(const struct stream *s)
{
	return s->end - s->start;
}

static inline const char *
stream_data(const struct stream *s)
{
	return s->in + s->start;
}

static inline void
stream_take(struct stream *s, size_t n)
{
	s->start += n;
}

enum stream_result {
	STREAM_MORE,		/* at least one byte came */
	STREAM_LATE,		/* nothing until the deadline */
	STREAM_GONE,		/* the client has closed, or must leave */
};

/* Receives more; not to be called while LIMIT_HEAD_BYTES are there. */
enum stream_result	stream_fill(struct stream *s, uint64_t deadline_ms);

/*
 * Sends all of it; more: more follows at once, do not send half a packet.
 * Changes iov. -1: the client is gone, or has taken nothing for stall_ms.
 */
int	stream_send(struct stream *s, struct iovec *iov, int niov, bool more);

/*
 * For what sends by other calls: after bytes were taken, and after a call that
 * failed (errno). stream_failed: 0 means to try again.
 */
void	stream_took(struct stream *s);
int	stream_failed(struct stream *s);

/* Whether the client has not yet acknowledged everything. */
bool	stream_unsent(const struct stream *s);

#endif
