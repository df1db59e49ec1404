/*
 * A request's body, by Content-Length or in chunks (RFC 9112, 6 and 7), with a
 * limit to size and time. Process: lares-http. Chunks are read strictly: CRLF
 * exactly where it belongs, for a reader in front of us may be as strict.
 */

#include <string.h>

#include "server/http/body.h"
#include "server/http/limits.h"

struct receiver {
	struct stream	*s;
	struct buf	*out;
	uint64_t	 left;		/* that may still come */
	uint64_t	 deadline_ms;
};

/* Nothing, or blanks and ";" and any text. */
static bool
is_extension(const char *s, size_t len)
{
	size_t i, blanks = 0;

	while (blanks < len && (s[blanks] == ' ' || s[blanks] == '\t'))
		blanks++;
	if (len > 0 && (blanks == len || s[blanks] != ';'))
		return false;
	for (i = blanks; i < len; i++)
		if ((unsigned char)s[i] < 0x20 && s[i] != '\t')
			return false;
	return true;
}

/* The size in a chunk's first line (RFC 9112, 7.1; its CRLF taken off):
   hexadecimal digits, then nothing or an extension, which is ignored. */
static int
read_chunk_size(const char *line, size_t len, uint64_t *size)
{
	static const char digits[] = "0123456789abcdefABCDEF";
	uint64_t n = 0;
	size_t i, d;
	const char *at;

	for (i = 0; i < len && line[i] != '\0' &&
	    (at = strchr(digits, line[i])) != NULL; i++) {
		d = (size_t)(at - digits);
		if (n >> 60 != 0)
			return -1;
		n = n << 4 | (d < 16 ? d : d - 6);
	}
	if (i == 0 || !is_extension(line + i, len - i))
		return -1;
	*size = n;
	return 0;
}

static int
fill(struct receiver *b)
{
	switch (stream_fill(b->s, b->deadline_ms)) {
	case STREAM_MORE:
		return 0;
	case STREAM_LATE:
		return 408;
	case STREAM_GONE:
		break;
	}
	return BODY_GONE;
}

/* The next n bytes into out. */
static int
take_bytes(struct receiver *b, uint64_t n)
{
	size_t part;
	int ret;

	if (n > b->left)
		return 413;
	b->left -= n;
	while (n > 0) {
		if (stream_length(b->s) == 0 && (ret = fill(b)) != 0)
			return ret;
		part = stream_length(b->s);
		if (part > n)
			part = (size_t)n;
		if (b->out != NULL)
			buf_add(b->out, stream_data(b->s), part);
		stream_take(b->s, part);
		n -= part;
	}
	return 0;
}

/*
 * Waits for a whole line of at most max bytes; *len is without its CRLF. The
 * caller takes *len + 2 bytes when done with it.
 */
static int
wait_line(struct receiver *b, size_t max, size_t *len)
{
	const char *lf;
	size_t n;
	int ret;

	while ((lf = memchr(stream_data(b->s), '\n',
	    stream_length(b->s))) == NULL) {
		if (stream_length(b->s) > max)
			return 400;
		if ((ret = fill(b)) != 0)
			return ret;
	}
	n = (size_t)(lf - stream_data(b->s));
	if (n == 0 || n > max || lf[-1] != '\r')
		return 400;
	*len = n - 1;
	return 0;
}

static int
take_chunk_size(struct receiver *b, uint64_t *size)
{
	size_t len;
	int ret;

	if ((ret = wait_line(b, LIMIT_CHUNK_LINE_BYTES, &len)) != 0)
		return ret;
	if (read_chunk_size(stream_data(b->s), len, size) == -1)
		return 400;
	stream_take(b->s, len + 2);
	return 0;
}

/* Lines up to an empty one; nothing in them is of use to us. */
static int
take_trailer(struct receiver *b)
{
	size_t len, room = LIMIT_TRAILER_BYTES;
	int ret;

	do {
		if ((ret = wait_line(b, room, &len)) != 0)
			return ret;
		stream_take(b->s, len + 2);
		room -= len < room ? len : room;
	} while (len > 0);
	return 0;
}

static int
take_chunks(struct receiver *b)
{
	uint64_t size;
	size_t len;
	int ret;

	for (;;) {
		if ((ret = take_chunk_size(b, &size)) != 0)
			return ret;
		if (size == 0)
			return take_trailer(b);
		if ((ret = take_bytes(b, size)) != 0)
			return ret;
		if ((ret = wait_line(b, 1, &len)) != 0)
			return ret;
		stream_take(b->s, 2);
	}
}

int
body_receive(struct stream *s, const struct request *r, size_t max,
    struct buf *out)
{
	struct receiver b = {
		.s = s, .out = out, .left = max,
		.deadline_ms = stream_now() + s->limits->body_ms,
	};

	return r->chunked ? take_chunks(&b) : take_bytes(&b, r->content_length);
}
