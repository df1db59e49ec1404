/*
 * A piece of a file to a socket, by the kernel: media never passes through our
 * memory. Process: lares-http. Knows no HTTP.
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

static enum send_result
send_steps(struct stream *s, int fd, off_t offset, uint64_t len,
    uint64_t *sent)
{
	size_t step;
	ssize_t n;

	for (*sent = 0; *sent < len; *sent += (uint64_t)n) {
		step = len - *sent < LIMIT_SEND_STEP_BYTES ?
		    (size_t)(len - *sent) : LIMIT_SEND_STEP_BYTES;
		n = sendfile(s->fd, fd, &offset, step);
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
send_file(struct stream *s, int fd, uint64_t first, uint64_t len,
    uint64_t *sent)
{
	bool steps = len > LIMIT_SEND_STEP_BYTES;
	enum send_result r;

	if (steps) {
		set_cork(s, 1);
		posix_fadvise(fd, (off_t)first, (off_t)len,
		    POSIX_FADV_SEQUENTIAL);
	}
	r = send_steps(s, fd, (off_t)first, len, sent);
	if (steps)
		set_cork(s, 0);
	return r;
}
