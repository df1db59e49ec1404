/*
 * The bytes of one connection in and out, with all the times kept. Process:
 * lares-http. Knows nothing of what the bytes mean.
 */

#include <sys/ioctl.h>
#include <sys/socket.h>

#include <assert.h>
#include <errno.h>
#include <linux/sockios.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "server/http/stream.h"

uint64_t
stream_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000 + 1;
}

/*
 * The send timeout is what tells a stalled reader from a slow one; Nagle's
 * delay would hold back the end of an answer until the one before it is
 * acknowledged.
 */
static int
set_options(int fd, unsigned notice_ms)
{
	struct timeval tick = {
		.tv_sec = notice_ms / 1000,
		.tv_usec = (notice_ms % 1000) * 1000,
	};
	int on = 1;

	if (setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &tick,
	    sizeof(tick)) == -1 ||
	    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)) == -1)
		return -1;
	return 0;
}

int
stream_open(struct stream *s, int fd, struct in_addr peer,
    const struct http_limits *limits, struct places *places)
{
	if (set_options(fd, limits->stall_notice_ms) == -1)
		return -1;
	s->fd = fd;
	s->limits = limits;
	s->places = places;
	s->stalled_ms = 0;
	s->abort = false;
	s->start = s->end = 0;
	return places_enter(places, &s->place, fd, peer, stream_now());
}

bool
stream_unsent(const struct stream *s)
{
	int n = 0;

	return ioctl(s->fd, SIOCOUTQ, &n) == 0 && n > 0;
}

/* Throws away what the client still sends, until it has closed. */
static enum stream_result
discard(struct stream *s, uint64_t deadline_ms)
{
	size_t thrown = 0;
	enum stream_result r;

	do {
		thrown += stream_length(s);
		s->start = s->end = 0;
		if (thrown > LIMIT_UNREAD_BYTES)
			return STREAM_GONE;
		r = stream_fill(s, deadline_ms);
	} while (r == STREAM_MORE);
	return r;
}

/*
 * A paused player may have the end of its answer still in our socket buffer;
 * the kernel would drop it some minutes after close(2).
 */
static void
wait_until_taken(struct stream *s)
{
	uint64_t now = stream_now(), end = now + s->limits->stall_ms;

	if (places_set(s->places, &s->place, PLACE_STALLED, now) == -1)
		return;
	do {
		if (discard(s, now + s->limits->stall_notice_ms) !=
		    STREAM_LATE)
			return;
		now = stream_now();
	} while (stream_unsent(s) && now < end);
}

static void
linger(struct stream *s)
{
	uint64_t now = stream_now();

	if (places_set(s->places, &s->place, PLACE_RECEIVING, now) == -1)
		return;
	shutdown(s->fd, SHUT_WR);
	if (discard(s, now + s->limits->linger_ms) == STREAM_LATE &&
	    stream_unsent(s))
		wait_until_taken(s);
}

void
stream_close(struct stream *s, bool polite)
{
	struct linger reset = { .l_onoff = 1, .l_linger = 0 };

	if (s->stalled_ms != 0)		/* has had time enough */
		s->abort = true;
	if (!s->abort && (polite || stream_unsent(s)))
		linger(s);
	if (places_leave(s->places, &s->place) == -1 && stream_unsent(s))
		s->abort = true;
	if (s->abort)
		setsockopt(s->fd, SOL_SOCKET, SO_LINGER, &reset,
		    sizeof(reset));
	close(s->fd);
	s->fd = -1;
}

enum stream_result
stream_fill(struct stream *s, uint64_t deadline_ms)
{
	struct pollfd p = { .fd = s->fd, .events = POLLIN };
	uint64_t now;
	ssize_t n;

	if (s->start > 0) {
		memmove(s->in, s->in + s->start, stream_length(s));
		s->end -= s->start;
		s->start = 0;
	}
	assert(s->end < sizeof(s->in));
	for (;;) {
		if ((now = stream_now()) >= deadline_ms)
			return STREAM_LATE;
		if (poll(&p, 1, (int)(deadline_ms - now)) == 0)
			return STREAM_LATE;
		n = recv(s->fd, s->in + s->end, sizeof(s->in) - s->end,
		    MSG_DONTWAIT);
		if (n > 0) {
			s->end += (size_t)n;
			return STREAM_MORE;
		}
		if (n == 0 || (errno != EAGAIN && errno != EINTR))
			return STREAM_GONE;
	}
}

void
stream_took(struct stream *s)
{
	if (s->stalled_ms == 0)
		return;
	s->stalled_ms = 0;
	places_set(s->places, &s->place, PLACE_BUSY, stream_now());
}

int
stream_failed(struct stream *s)
{
	uint64_t now;

	if (errno == EINTR)
		return 0;
	if (errno != EAGAIN)
		return -1;
	now = stream_now();
	if (s->stalled_ms == 0) {	/* one timeout has passed already */
		s->stalled_ms = now - s->limits->stall_notice_ms;
		return places_set(s->places, &s->place, PLACE_STALLED, now);
	}
	return now - s->stalled_ms < s->limits->stall_ms ? 0 : -1;
}

static void
advance(struct msghdr *m, size_t n)
{
	while (m->msg_iovlen > 0 && n >= m->msg_iov->iov_len) {
		n -= m->msg_iov->iov_len;
		m->msg_iov++;
		m->msg_iovlen--;
	}
	if (m->msg_iovlen > 0) {
		m->msg_iov->iov_base = (char *)m->msg_iov->iov_base + n;
		m->msg_iov->iov_len -= n;
	}
}

int
stream_send(struct stream *s, struct iovec *iov, int niov, bool more)
{
	struct msghdr m = { .msg_iov = iov, .msg_iovlen = (size_t)niov };
	ssize_t n;

	advance(&m, 0);
	while (m.msg_iovlen > 0) {
		n = sendmsg(s->fd, &m, MSG_NOSIGNAL | (more ? MSG_MORE : 0));
		if (n == -1) {
			if (stream_failed(s) == -1)
				return -1;
			continue;
		}
		stream_took(s);
		advance(&m, (size_t)n);
	}
	return 0;
}
