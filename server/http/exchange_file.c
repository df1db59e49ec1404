/*
 * A file as an answer: which part of it is asked for, and its way out. Process:
 * lares-http. Knows nothing of media.
 */

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "server/http/etag.h"
#include "server/http/exchange_conn.h"
#include "server/http/range.h"
#include "server/http/send_file.h"

/*
 * If-Range (RFC 9110, 13.1.5) holds a validator: where it is not ours, the
 * client has a part of something else, and wants all of this file.
 */
static enum range_result
wanted_range(const struct exchange *x, const struct exchange_file *f,
    struct reply *reply)
{
	const char *value = request_header(x->r, "Range");
	const char *only_if = request_header(x->r, "If-Range");

	if (value == NULL || (only_if != NULL && (f->etag == NULL ||
	    strcmp(only_if, f->etag) != 0)))
		return RANGE_NONE;
	return range_parse(value, f->size, &reply->first, &reply->last);
}

/* RFC 9110, 13.2.2. 0, or the status to answer with. */
static int
check_conditions(const struct exchange *x, const struct exchange_file *f)
{
	const char *match = request_header(x->r, "If-Match");
	const char *none = request_header(x->r, "If-None-Match");

	if (f->etag == NULL)
		return 0;
	if (match != NULL && !etag_is_listed(match, f->etag, false))
		return 412;
	if (none != NULL && etag_is_listed(none, f->etag, true))
		return 304;
	return 0;
}

static const char *
what_happened(enum send_result result, int error)
{
	if (result == SEND_CHANGED)
		return "it was changed meanwhile";
	return error != 0 ? strerror(error) : "it has become shorter";
}

static void
send_part(struct exchange *x, const struct exchange_file *f, uint64_t first,
    uint64_t len)
{
	const struct send_file file = { f->fd, f->blanks, f->was };
	struct stream *s = x->s;
	enum send_result result;
	unsigned missed;
	int error;

	places_media(s->places, &s->place, true, stream_now());
	result = send_file(s, &file, first, len, &x->sent);
	error = errno;
	places_media(s->places, &s->place, false, stream_now());
	if (result == SEND_DONE)
		return;
	x->gone = x->close = true;
	if (result != SEND_GONE &&
	    rarely_now(x->unreadable, stream_now(), &missed))
		log_warn("%s could not be sent to its end: %s; connection "
		    "closed (%u more since the last such line)",
		    log_quote(x->r->path).s, what_happened(result, error),
		    missed);
}

static void
send_reply(struct exchange *x, const struct exchange_file *f,
    struct reply *reply)
{
	bool body = exchange_wants_body(x, reply->status) && reply->length > 0;

	x->phase = EXCHANGE_ANSWERED;
	if (exchange_send_head(x, reply, NULL, 0, body) == 0 && body)
		send_part(x, f, reply->first, reply->length);
}

static void
choose_part(struct reply *reply)
{
	reply->status = 206;
	reply->length = reply->last - reply->first + 1;
}

static void
answer(struct exchange *x, const struct exchange_file *f)
{
	struct reply reply = {
		.status = 200, .type = f->type, .ranges = true,
		.size = f->size, .first = 0, .length = f->size,
	};

	switch (wanted_range(x, f, &reply)) {
	case RANGE_UNSATISFIABLE:
		reply.status = 416;
		exchange_answer_text(x, &reply, NULL);
		break;
	case RANGE_PART:
		choose_part(&reply);
		send_reply(x, f, &reply);
		break;
	case RANGE_NONE:
		send_reply(x, f, &reply);
		break;
	}
}

void
exchange_file(struct exchange *x, const struct exchange_file *f)
{
	const int status = check_conditions(x, f);

	if (f->etag != NULL)
		exchange_header(x, "ETag", f->etag);
	if (status != 0)
		exchange_status(x, status);
	else
		answer(x, f);
	close(f->fd);
}

void
exchange_file_part(struct exchange *x, const struct exchange_file *f,
    uint64_t first, uint64_t last)
{
	struct reply reply = {
		.type = f->type, .ranges = true, .size = f->size,
		.first = first, .last = last,
	};

	if (f->etag != NULL)
		exchange_header(x, "ETag", f->etag);
	choose_part(&reply);
	send_reply(x, f, &reply);
	close(f->fd);
}
