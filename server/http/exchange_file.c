/*
 * A file as an answer: which part of it is asked for, and its way out. Process:
 * lares-http. Knows nothing of media.
 */

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "server/http/exchange_conn.h"
#include "server/http/range.h"
#include "server/http/send_file.h"

/*
 * If-Range (RFC 9110, 13.1.5) holds a validator; we give out none, so that it
 * cannot be ours, and the client wants all of the file.
 */
static enum range_result
wanted_range(const struct exchange *x, uint64_t size, struct reply *reply)
{
	const char *value = request_header(x->r, "Range");

	if (value == NULL || request_header(x->r, "If-Range") != NULL)
		return RANGE_NONE;
	return range_parse(value, size, &reply->first, &reply->last);
}

static void
send_part(struct exchange *x, int fd, uint64_t first, uint64_t len)
{
	struct stream *s = x->s;
	enum send_result result;
	unsigned missed;
	int error;

	places_media(s->places, &s->place, true, stream_now());
	result = send_file(s, fd, first, len, &x->sent);
	error = errno;
	places_media(s->places, &s->place, false, stream_now());
	if (result == SEND_DONE)
		return;
	x->gone = x->close = true;
	if (result == SEND_SHORT &&
	    rarely_now(x->unreadable, stream_now(), &missed))
		log_warn("%s could not be sent to its end: %s; connection "
		    "closed (%u more since the last such line)",
		    log_quote(x->r->path).s,
		    error != 0 ? strerror(error) : "it has become shorter",
		    missed);
}

static void
send_reply(struct exchange *x, int fd, struct reply *reply)
{
	bool body = exchange_wants_body(x, reply->status) && reply->length > 0;

	x->phase = EXCHANGE_ANSWERED;
	if (exchange_send_head(x, reply, NULL, 0, body) == 0 && body)
		send_part(x, fd, reply->first, reply->length);
}

static void
choose_part(struct reply *reply)
{
	reply->status = 206;
	reply->length = reply->last - reply->first + 1;
}

void
exchange_file(struct exchange *x, int fd, uint64_t size, const char *type)
{
	struct reply reply = {
		.status = 200, .type = type, .ranges = true, .size = size,
		.first = 0, .length = size,
	};

	switch (wanted_range(x, size, &reply)) {
	case RANGE_UNSATISFIABLE:
		reply.status = 416;
		exchange_answer_text(x, &reply, NULL);
		break;
	case RANGE_PART:
		choose_part(&reply);
		send_reply(x, fd, &reply);
		break;
	case RANGE_NONE:
		send_reply(x, fd, &reply);
		break;
	}
	close(fd);
}

void
exchange_file_part(struct exchange *x, int fd, uint64_t size, const char *type,
    uint64_t first, uint64_t last)
{
	struct reply reply = {
		.type = type, .ranges = true, .size = size, .first = first,
		.last = last,
	};

	choose_part(&reply);
	send_reply(x, fd, &reply);
	close(fd);
}
