/*
 * A request's body as it comes over a socket: first byte even, a chunked one;
 * odd, one with that length.
 */

#include <sys/socket.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "server/http/body.h"

#define MAX	512

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void
receive(struct stream *s, unsigned char kind)
{
	const struct request r = {
		.chunked = kind % 2 == 0,
		.content_length = kind % 2 == 0 ? 0 : kind,
	};
	struct buf out;
	int status;

	buf_init(&out, MAX);
	status = body_receive(s, &r, MAX, &out);
	if (buf_failed(&out) || out.len > MAX ||
	    (status == 0 && !r.chunked && out.len != kind))
		abort();
	if (status != 0 && status != BODY_GONE && status != 400 &&
	    status != 413)
		abort();
	buf_free(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static const struct http_limits limits = LIMITS_DEFAULT;
	static struct stream s;
	int fds[2];

	if (len < 1 || len > 16384 ||
	    socketpair(AF_UNIX, SOCK_STREAM, 0, fds) == -1)
		return 0;
	s.fd = fds[0];
	s.limits = &limits;
	s.start = s.end = 0;
	if (write(fds[1], data + 1, len - 1) == (ssize_t)len - 1) {
		close(fds[1]);
		receive(&s, data[0]);
	}
	close(fds[0]);
	return 0;
}
