/*
 * The descriptor a job comes with. In lares-probe only; opens nothing.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "scanner/probe/input.h"

int
input_open(struct input *in, int fd)
{
	off_t end = lseek(fd, 0, SEEK_END);

	if (end == -1)
		return -1;
	in->fd = fd;
	in->size = (uint64_t)end;
	in->pos = (uint64_t)end;
	in->window_at = 0;
	in->window_len = 0;
	return 0;
}

int64_t
input_read(struct input *in, uint64_t offset, void *out, size_t len)
{
	ssize_t n;

	if (in->pos != offset) {
		if (offset > INT64_MAX ||
		    lseek(in->fd, (off_t)offset, SEEK_SET) == -1)
			return -1;
		in->pos = offset;
	}
	do
		n = read(in->fd, out, len);
	while (n == -1 && errno == EINTR);
	if (n > 0)
		in->pos += (uint64_t)n;
	return n;
}

/* Moves the window so that it starts at offset. */
static bool
fill(struct input *in, uint64_t offset)
{
	int64_t n = input_read(in, offset, in->window, sizeof(in->window));

	in->window_at = offset;
	in->window_len = n > 0 ? (size_t)n : 0;
	return n > 0;
}

/* What the window has of len bytes at offset. 0: nothing. */
static size_t
from_window(const struct input *in, uint64_t offset, void *out, size_t len)
{
	const uint64_t skip = offset - in->window_at;
	size_t n;

	if (offset < in->window_at || skip >= in->window_len)
		return 0;
	n = in->window_len - (size_t)skip;
	if (n > len)
		n = len;
	memcpy(out, in->window + skip, n);
	return n;
}

static bool
read_bytes(void *arg, uint64_t offset, void *out, size_t len)
{
	struct input *in = arg;
	uint8_t *to = out;
	int64_t n;

	for (; len > 0; to += n, offset += (uint64_t)n, len -= (size_t)n) {
		n = (int64_t)from_window(in, offset, to, len);
		if (n == 0 && len >= sizeof(in->window))
			n = input_read(in, offset, to, len);
		else if (n == 0 && fill(in, offset))
			n = (int64_t)from_window(in, offset, to, len);
		if (n <= 0)
			return false;
	}
	return true;
}

struct bytes
input_bytes(struct input *in)
{
	return (struct bytes){ in->size, read_bytes, in };
}
