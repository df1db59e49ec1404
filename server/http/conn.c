/*
 * A connection from its first byte to its last: a request head, the checks at
 * the door, the handler, the next. Straight on, in one thread; every wait is
 * bounded (stream.c). Process: lares-http.
 */

#include <sys/socket.h>

#include <stdlib.h>
#include <string.h>

#include "server/http/conn.h"
#include "server/http/exchange_conn.h"

struct conn *
conn_new(struct conn_service *service, int fd, struct in_addr peer)
{
	socklen_t len = sizeof(struct sockaddr_in);
	struct conn *c;

	if ((c = malloc(sizeof(*c))) == NULL)
		return NULL;
	c->service = service;
	if (getsockname(fd, (struct sockaddr *)&c->local, &len) == -1 ||
	    stream_open(&c->stream, fd, peer, &service->limits,
	    &service->places) == -1) {
		free(c);
		return NULL;
	}
	return c;
}

void
conn_free(struct conn *c)
{
	stream_close(&c->stream, false);
	free(c);
}

static int
set_state(struct conn *c, enum place_state state)
{
	return places_set(&c->service->places, &c->stream.place, state,
	    stream_now());
}

/* Line ends before a request (some clients send one behind a body). */
static void
skip_line_ends(struct stream *s)
{
	while (stream_length(s) > 0 &&
	    (*stream_data(s) == '\r' || *stream_data(s) == '\n'))
		stream_take(s, 1);
}

/*
 * Nothing came until *end. A client that is silent because it has not even read
 * the last answer to its end is not idle, but a stalled reader; when it has
 * gone on reading, its time begins anew. -1: it is over.
 */
static int
extend_wait(struct conn *c, uint64_t start, uint64_t *end)
{
	struct stream *s = &c->stream;
	uint64_t now = stream_now();
	bool stalled = s->place.state == PLACE_STALLED;
	bool unsent = stream_unsent(s);

	if (unsent ? now - start >= s->limits->stall_ms : !stalled)
		return -1;
	*end = now + s->limits->idle_ms;
	if (unsent && stalled)
		return 0;
	return set_state(c, unsent ? PLACE_STALLED : PLACE_WAITING);
}

/* Waits for the first byte of a request. */
static int
wait_request(struct conn *c)
{
	struct stream *s = &c->stream;
	uint64_t start = stream_now(), end = start + s->limits->idle_ms;

	if (set_state(c, PLACE_WAITING) == -1 && stream_length(s) == 0)
		return -1;
	for (;;) {
		skip_line_ends(s);
		if (stream_length(s) > 0)
			return 0;
		switch (stream_fill(s, end)) {
		case STREAM_MORE:
			break;
		case STREAM_LATE:
			if (extend_wait(c, start, &end) == 0)
				break;
			return -1;
		case STREAM_GONE:
			return -1;
		}
	}
}

/* 414 if not even the request line fits. */
static int
too_large(const struct stream *s)
{
	return memchr(stream_data(s), '\n', stream_length(s)) == NULL ?
	    414 : 431;
}

/*
 * Receives a whole head into c->head. 0, or the status that refuses it, or -1
 * when the client is gone.
 */
static int
receive_head(struct conn *c, size_t *len)
{
	struct stream *s = &c->stream;
	uint64_t end = stream_now() + s->limits->head_ms;

	while ((*len = request_head_length(stream_data(s),
	    stream_length(s))) == 0) {
		if (stream_length(s) == LIMIT_HEAD_BYTES)
			return too_large(s);
		if (s->place.state != PLACE_RECEIVING &&
		    set_state(c, PLACE_RECEIVING) == -1)
			return -1;
		switch (stream_fill(s, end)) {
		case STREAM_MORE:
			break;
		case STREAM_LATE:
			return 408;
		case STREAM_GONE:
			return -1;
		}
	}
	memcpy(c->head, stream_data(s), *len);
	stream_take(s, *len);
	return 0;
}

static void
answer(struct conn *c, struct exchange *x, int status)
{
	struct conn_service *sv = c->service;
	const struct in_addr peer = c->stream.place.peer;
	const char *why = NULL;

	if (status == 0)
		status = peer_check(&sv->peers, &c->request, peer, &why);
	visitors_note(&sv->visitors, peer,
	    request_header(&c->request, "User-Agent"), why != NULL);
	if (status != 0)
		exchange_refuse(x, status, why);
	else
		sv->handler(sv->handler_arg, x);
}

enum outcome {
	NEXT,			/* another request may follow */
	DONE,			/* it was the last */
	GONE,			/* there is nobody to be polite to */
};

static enum outcome
serve_request(struct conn *c, bool last)
{
	struct stream *s = &c->stream;
	struct exchange x;
	size_t len;
	int status;

	if (wait_request(c) == -1 || (status = receive_head(c, &len)) == -1 ||
	    set_state(c, PLACE_BUSY) == -1)
		return GONE;
	if (status == 0)
		status = request_parse(c->head, len, &c->request);
	else
		memset(&c->request, 0, sizeof(c->request));
	exchange_start(&x, s, &c->request, &c->local, &c->service->unreadable,
	    last);
	answer(c, &x, status);
	if (exchange_finish(&x))
		return NEXT;
	return x.gone ? GONE : DONE;
}

void
conn_run(struct conn *c)
{
	enum outcome r = NEXT;
	unsigned n;

	for (n = 1; r == NEXT; n++)
		r = serve_request(c, n >= c->service->limits.requests);
	stream_close(&c->stream, r == DONE);
	free(c);
}
