/*
 * One request and its answer: what of HTTP is left to do once the meaning of a
 * request is known. Process: lares-http. Knows no UPnP and no catalogue.
 */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "common/log.h"
#include "common/station.h"
#include "server/http/body.h"
#include "server/http/exchange_conn.h"
#include "server/http/limits.h"
#include "server/http/reply.h"

void
exchange_start(struct exchange *x, struct stream *s, const struct request *r,
    const struct sockaddr_in *local, struct rarely *unreadable, bool last)
{
	*x = (struct exchange){
		.s = s, .r = r, .local = *local, .unreadable = unreadable,
		.close = last || !r->keep_alive,
		.body_done = !r->chunked && r->content_length == 0,
	};
	buf_init(&x->body, EXCHANGE_BODY_MAX);
	buf_init(&x->headers, LIMIT_ANSWER_HEAD_BYTES);
	buf_init(&x->out, EXCHANGE_BUFFER_MAX);
}

const struct request *
exchange_request(const struct exchange *x)
{
	return x->r;
}

struct sockaddr_in
exchange_local(const struct exchange *x)
{
	return x->local;
}

struct in_addr
exchange_peer(const struct exchange *x)
{
	return x->s->place.peer;
}

/* ---- the request's body ---------------------------------------------- */

static int
send_continue(struct exchange *x)
{
	char text[] = "HTTP/1.1 100 Continue\r\n\r\n";
	struct iovec iov = { text, sizeof(text) - 1 };

	return stream_send(x->s, &iov, 1, false);
}

/* 0, or as body_receive */
static int
receive_body(struct exchange *x)
{
	const struct request *r = x->r;
	struct stream *s = x->s;
	int ret;

	if (!r->chunked && r->content_length > EXCHANGE_BODY_MAX)
		return 413;
	if (!r->chunked && stream_length(s) >= r->content_length)
		return body_receive(s, r, EXCHANGE_BODY_MAX, &x->body);
	if (r->expect_continue && stream_length(s) == 0 &&
	    send_continue(x) == -1)
		return BODY_GONE;
	places_set(s->places, &s->place, PLACE_RECEIVING, stream_now());
	ret = body_receive(s, r, EXCHANGE_BODY_MAX, &x->body);
	places_set(s->places, &s->place, PLACE_BUSY, stream_now());
	return ret;
}

const char *
exchange_body(struct exchange *x, size_t *len)
{
	int status = 0;

	if (!x->body_done)
		status = receive_body(x);
	if (status == BODY_GONE) {
		x->gone = x->close = true;
		x->phase = EXCHANGE_ANSWERED;
		return NULL;
	}
	if (status == 0 && buf_failed(&x->body))
		status = 503;
	if (status != 0) {
		exchange_refuse(x, status, NULL);
		return NULL;
	}
	x->body_done = true;
	*len = x->body.len;
	return x->body.data != NULL ? x->body.data : "";
}

/* ---- the answer's head ----------------------------------------------- */

/* Nothing outside may start a line of its own in our head. */
static void
add_clean(struct buf *b, const char *text)
{
	size_t n;

	while (*text != '\0') {
		n = strcspn(text, "\r\n");
		buf_add(b, text, n);
		text += n;
		if (*text != '\0') {
			buf_add(b, " ", 1);
			text++;
		}
	}
}

void
exchange_header(struct exchange *x, const char *name, const char *value)
{
	add_clean(&x->headers, name);
	buf_add_str(&x->headers, ": ");
	add_clean(&x->headers, value);
	buf_add_str(&x->headers, "\r\n");
}

/*
 * Whether what is left unread of the request can be skipped after the answer.
 * A client that was never told to go on may send its body or not.
 */
static bool
body_skippable(const struct exchange *x)
{
	return x->body_done || (!x->r->chunked && !x->r->expect_continue &&
	    x->r->content_length <= LIMIT_UNREAD_BYTES);
}

int
exchange_send_head(struct exchange *x, struct reply *reply, const void *data,
    size_t len, bool more)
{
	struct iovec iov[2];
	struct buf head;
	int ret = -1;

	if (!body_skippable(x) || places_draining(x->s->places))
		x->close = true;
	reply->close = x->close;
	reply->keep_alive = !x->r->http11;
	reply->date = time(NULL);
	reply->headers = x->headers.data;
	x->status = reply->status;

	buf_init(&head, LIMIT_ANSWER_HEAD_BYTES + x->headers.max);
	reply_head(&head, reply);
	if (buf_failed(&head) || buf_failed(&x->headers))
		goto out;
	iov[0] = (struct iovec){ head.data, head.len };
	iov[1] = (struct iovec){ (void *)(uintptr_t)data, len };
	ret = stream_send(x->s, iov, 2, more);
out:
	buf_free(&head);
	if (ret == -1)
		x->gone = x->close = true;
	return ret;
}

bool
exchange_wants_body(const struct exchange *x, int status)
{
	return x->r->method != REQUEST_HEAD && reply_has_body(status);
}

/* ---- answers that are known as a whole ------------------------------- */

static void
answer_data(struct exchange *x, struct reply *reply, const void *data)
{
	size_t len = exchange_wants_body(x, reply->status) ?
	    (size_t)reply->length : 0;

	x->phase = EXCHANGE_ANSWERED;
	if (exchange_send_head(x, reply, data, len, false) == 0)
		x->sent = len;
}

void
exchange_data(struct exchange *x, int status, const char *type,
    const void *data, size_t len)
{
	struct reply reply = {
		.status = status, .type = type, .length = len,
	};

	answer_data(x, &reply, data);
}

void
exchange_answer_text(struct exchange *x, struct reply *reply, const char *why)
{
	struct buf text;

	buf_init(&text, 1024);
	reply_text(&text, reply->status, why);
	reply->type = "text/plain; charset=\"utf-8\"";
	reply->length = text.len;
	answer_data(x, reply, text.data);
	buf_free(&text);
}

void
exchange_status(struct exchange *x, int status)
{
	struct reply reply = { .status = status };

	exchange_answer_text(x, &reply, NULL);
}

void
exchange_refuse(struct exchange *x, int status, const char *why)
{
	struct reply reply = { .status = status };

	x->close = true;
	exchange_answer_text(x, &reply, why);
}

/* ---- answers that grow ----------------------------------------------- */

void
exchange_begin(struct exchange *x, int status, const char *type)
{
	x->phase = EXCHANGE_GROWING;
	x->status = status;
	x->type = type;
}

static int
begin_flowing(struct exchange *x)
{
	struct reply reply = {
		.status = x->status, .type = x->type,
		.framing = x->r->http11 ? REPLY_CHUNKED : REPLY_UNTIL_CLOSE,
	};

	x->phase = EXCHANGE_FLOWING;
	if (!x->r->http11)
		x->close = true;
	return exchange_send_head(x, &reply, NULL, 0,
	    exchange_wants_body(x, x->status));
}

/* What is held, then data, as one chunk; last: and the end of the body. */
static int
flow(struct exchange *x, const void *data, size_t len, bool last)
{
	char size[24], crlf[] = "\r\n", end[] = "0\r\n\r\n";
	struct iovec iov[5] = { { NULL, 0 } };
	size_t n = x->out.len + len;

	if (!exchange_wants_body(x, x->status))
		return 0;
	iov[1] = (struct iovec){ x->out.data, x->out.len };
	iov[2] = (struct iovec){ (void *)(uintptr_t)data, len };
	if (x->r->http11 && n > 0) {
		snprintf(size, sizeof(size), "%zx\r\n", n);
		iov[0] = (struct iovec){ size, strlen(size) };
		iov[3] = (struct iovec){ crlf, 2 };
	}
	if (x->r->http11 && last)
		iov[4] = (struct iovec){ end, sizeof(end) - 1 };
	if (stream_send(x->s, iov, 5, false) == -1) {
		x->gone = x->close = true;
		return -1;
	}
	x->sent += n;
	return 0;
}

int
exchange_write(struct exchange *x, const void *data, size_t len)
{
	if (x->gone)
		return -1;
	if (x->out.len + len <= EXCHANGE_BUFFER_MAX) {
		buf_add(&x->out, data, len);
		return buf_failed(&x->out) ? -1 : 0;
	}
	if (x->phase == EXCHANGE_GROWING && begin_flowing(x) == -1)
		return -1;
	if (flow(x, data, len, false) == -1)
		return -1;
	buf_reset(&x->out);
	return 0;
}

void
exchange_end(struct exchange *x)
{
	if (buf_failed(&x->out))	/* exchange_finish sees to it */
		return;
	if (x->phase == EXCHANGE_GROWING)
		exchange_data(x, x->status, x->type, x->out.data, x->out.len);
	else if (x->phase == EXCHANGE_FLOWING && !x->gone)
		flow(x, NULL, 0, true);
	x->phase = EXCHANGE_ANSWERED;
}

/* ---- the end --------------------------------------------------------- */

static void
log_exchange(const struct exchange *x)
{
	log_debug("%s: %s %s: %d, %" PRIu64 " bytes%s",
	    station_address(exchange_peer(x)).s, request_method_name(x->r),
	    log_quote(x->r->path != NULL ? x->r->path : "").s, x->status,
	    x->sent, x->gone ? ", not to its end" : "");
}

/* A handler that gave up half-way: the client must not take it for whole. */
static void
finish_answer(struct exchange *x)
{
	if (x->phase == EXCHANGE_FLOWING) {
		x->gone = x->close = true;
		return;
	}
	buf_reset(&x->headers);
	exchange_status(x, 500);
}

static int
skip_body(struct exchange *x)
{
	struct stream *s = x->s;

	places_set(s->places, &s->place, PLACE_RECEIVING, stream_now());
	return body_receive(s, x->r, LIMIT_UNREAD_BYTES, NULL);
}

bool
exchange_finish(struct exchange *x)
{
	if (x->phase != EXCHANGE_ANSWERED && !x->gone)
		finish_answer(x);
	if (!x->close && !x->body_done && skip_body(x) != 0)
		x->close = true;
	/* Where the end is the end of the connection, it must not look good. */
	if (x->gone && !x->r->http11)
		x->s->abort = true;
	log_exchange(x);
	buf_free(&x->body);
	buf_free(&x->headers);
	buf_free(&x->out);
	return !x->close;
}
