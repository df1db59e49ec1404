/*
 * A piece of a file to a socket, by the kernel: media never passes through our
 * memory; what is not for others is not even read, and overwritten on its way.
 * Process: lares-http. Knows no HTTP.
 */

#include <sys/sendfile.h>
#include <sys/socket.h>

#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>

#include "server/http/send_file.h"

_Static_assert(sizeof(off_t) == 8, "build with _FILE_OFFSET_BITS=64");

/*
 * Corked: only full packets leave, over all steps of the transfer. Taking the
 * cork off sends the rest.
 */
static void
set_cork(struct stream *s, int on)
{
	setsockopt(s->fd, IPPROTO_TCP, TCP_CORK, &on, sizeof(on));
}

static bool
has_changed(const struct send_file *f)
{
	struct stat st;

	return f->was != NULL && (fstat(f->fd, &st) == -1 ||
	    st.st_size != f->was->st_size ||
	    st.st_mtim.tv_sec != f->was->st_mtim.tv_sec ||
	    st.st_mtim.tv_nsec != f->was->st_mtim.tv_nsec);
}

/* As send(2), of the bytes from offset on, all of which the range is about. */
static ssize_t
send_blank(struct stream *s, const struct blank *b, uint64_t offset,
    uint64_t len)
{
	const uint64_t left = b->offset + b->len - offset;
	uint8_t bytes[LIMIT_BLANK_BYTES];
	size_t n = sizeof(bytes);

	if (n > left)
		n = (size_t)left;
	if (n > len)
		n = (size_t)len;
	blank_apply(b, offset, bytes, n);
	return send(s->fd, bytes, n, MSG_NOSIGNAL | (n < len ? MSG_MORE : 0));
}

/* As sendfile(2), up to the next range; or what stands in a range's place.
   Steps end where pages do, wherever they begin: the kernel sends no pieces
   of pages then. */
static ssize_t
send_step(struct stream *s, const struct send_file *f, uint64_t offset,
    uint64_t len)
{
	const struct blank *b = f->blanks != NULL ?
	    blanks_next(f->blanks, offset) : NULL;
	uint64_t step = len;
	off_t at = (off_t)offset;

	if (b != NULL && b->offset <= offset)
		return send_blank(s, b, offset, len);
	if (b != NULL && b->offset - offset < step)
		step = b->offset - offset;
	if (step > LIMIT_SEND_STEP_BYTES - offset % LIMIT_SEND_STEP_BYTES)
		step = LIMIT_SEND_STEP_BYTES - offset % LIMIT_SEND_STEP_BYTES;
	return sendfile(s->fd, f->fd, &at, (size_t)step);
}

static enum send_result
send_steps(struct stream *s, const struct send_file *f, uint64_t offset,
    uint64_t len, uint64_t *sent)
{
	ssize_t n;

	for (*sent = 0; *sent < len; *sent += (uint64_t)n) {
		if (has_changed(f))
			return SEND_CHANGED;
		n = send_step(s, f, offset + *sent, len - *sent);
		if (n == 0) {
			errno = 0;
			return SEND_SHORT;
		}
		if (n > 0) {
			stream_took(s);
			continue;
		}
		n = 0;
		if (errno == EIO || errno == EINVAL)
			return SEND_SHORT;
		if (stream_failed(s) == -1)
			return SEND_GONE;
	}
	return SEND_DONE;
}

enum send_result
send_file(struct stream *s, const struct send_file *f, uint64_t first,
    uint64_t len, uint64_t *sent)
{
	bool steps = len > LIMIT_SEND_STEP_BYTES || f->blanks != NULL;
	enum send_result r;

	if (steps)
		set_cork(s, 1);
	if (len > LIMIT_SEND_STEP_BYTES)
		posix_fadvise(f->fd, (off_t)first, (off_t)len,
		    POSIX_FADV_SEQUENTIAL);
	r = send_steps(s, f, first, len, sent);
	if (steps)
		set_cork(s, 0);
	return r;
}
