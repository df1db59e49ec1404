/*
 * Messages between our own processes: bytes to fields and back, and the two
 * system calls that carry them. Every process.
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/ipc.h"

/* The kernel fills what alignment adds: no room for one that nobody takes. */
_Static_assert(CMSG_SPACE(sizeof(int) * IPC_MAX_FDS) ==
    CMSG_LEN(sizeof(int) * IPC_MAX_FDS), "a descriptor could be lost");

union control {
	struct cmsghdr	align;
	char		space[CMSG_SPACE(sizeof(int) * IPC_MAX_FDS)];
};

void
ipc_begin(struct buf *b, enum ipc_type type)
{
	unsigned char byte = (unsigned char)type;

	buf_reset(b);
	buf_add(b, &byte, 1);
}

static void
put_le(struct buf *b, uint64_t n, size_t bytes)
{
	unsigned char le[8];

	for (size_t i = 0; i < bytes; i++)
		le[i] = (unsigned char)(n >> (8 * i));
	buf_add(b, le, bytes);
}

void
ipc_put_num(struct buf *b, uint64_t n)
{
	put_le(b, n, 8);
}

void
ipc_put_text(struct buf *b, const char *text, size_t len)
{
	put_le(b, len, 4);
	buf_add(b, text, len);
}

static ssize_t
send_with_fds(int sock, const struct buf *b, const int *fds, size_t nfds)
{
	struct iovec iov = { .iov_base = b->data, .iov_len = b->len };
	union control control = { 0 };
	struct msghdr msg = {
		.msg_iov = &iov, .msg_iovlen = 1,
		.msg_control = control.space,
		.msg_controllen = CMSG_SPACE(sizeof(int) * nfds),
	};
	struct cmsghdr *c = CMSG_FIRSTHDR(&msg);

	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof(int) * nfds);
	memcpy(CMSG_DATA(c), fds, sizeof(int) * nfds);
	return sendmsg(sock, &msg, MSG_NOSIGNAL);
}

int
ipc_send(int sock, const struct buf *b, const int *fds, size_t nfds)
{
	ssize_t n;

	if (buf_failed(b) || b->len > IPC_MAX_BYTES || nfds > IPC_MAX_FDS) {
		errno = EMSGSIZE;
		return -1;
	}
	do {
		n = nfds > 0 ? send_with_fds(sock, b, fds, nfds) :
		    write(sock, b->data, b->len);
	} while (n == -1 && errno == EINTR);
	return n == -1 ? -1 : 0;
}

static void
collect_fds(struct msghdr *msg, struct ipc_in *m)
{
	for (struct cmsghdr *c = CMSG_FIRSTHDR(msg); c != NULL;
	    c = CMSG_NXTHDR(msg, c)) {
		size_t n = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);

		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
			continue;
		for (size_t i = 0; i < n && m->nfds < IPC_MAX_FDS; i++)
			memcpy(&m->fds[m->nfds++],
			    CMSG_DATA(c) + i * sizeof(int), sizeof(int));
	}
}

int
ipc_recv(int sock, struct ipc_in *m)
{
	struct iovec iov = { .iov_base = m->data, .iov_len = IPC_MAX_BYTES };
	union control control = { 0 };
	struct msghdr msg = {
		.msg_iov = &iov, .msg_iovlen = 1,
		.msg_control = control.space,
		.msg_controllen = sizeof(control.space),
	};
	ssize_t n;

	do {
		n = recvmsg(sock, &msg, MSG_CMSG_CLOEXEC);
	} while (n == -1 && errno == EINTR);
	if (n == -1)
		return -1;
	m->nfds = 0;
	m->failed = false;
	collect_fds(&msg, m);
	if (n == 0 && m->nfds == 0)
		return 0;
	if (n == 0 || (msg.msg_flags & (MSG_TRUNC | MSG_CTRUNC))) {
		ipc_drop_fds(m);
		errno = EBADMSG;
		return -1;
	}
	m->type = m->data[0];
	m->len = (size_t)n;
	m->pos = 1;
	return 1;
}

int
ipc_take_fd(struct ipc_in *m)
{
	int fd;

	if (m->nfds == 0)
		return -1;
	fd = m->fds[0];
	m->nfds--;
	memmove(m->fds, m->fds + 1, m->nfds * sizeof(int));
	return fd;
}

void
ipc_drop_fds(struct ipc_in *m)
{
	while (m->nfds > 0)
		close(m->fds[--m->nfds]);
}

/* The next bytes of a message, or NULL: it is shorter than that. */
static const uint8_t *
take(struct ipc_in *m, size_t bytes)
{
	const uint8_t *at = m->data + m->pos;

	if (m->failed || bytes > m->len - m->pos) {
		m->failed = true;
		return NULL;
	}
	m->pos += bytes;
	return at;
}

static uint64_t
get_le(struct ipc_in *m, size_t bytes)
{
	const uint8_t *le = take(m, bytes);
	uint64_t n = 0;

	for (size_t i = 0; le != NULL && i < bytes; i++)
		n |= (uint64_t)le[i] << (8 * i);
	return n;
}

uint64_t
ipc_get_num(struct ipc_in *m, uint64_t max)
{
	uint64_t n = get_le(m, 8);

	if (n > max) {
		m->failed = true;
		return 0;
	}
	return n;
}

void
ipc_get_text(struct ipc_in *m, char *out, size_t size)
{
	size_t len = (size_t)get_le(m, 4);
	const uint8_t *text = take(m, len);

	if (text == NULL || len >= size || memchr(text, '\0', len) != NULL) {
		m->failed = true;
		out[0] = '\0';
		return;
	}
	memcpy(out, text, len);
	out[len] = '\0';
}

size_t
ipc_get_bytes(struct ipc_in *m, void *out, size_t size)
{
	size_t len = (size_t)get_le(m, 4);
	const uint8_t *bytes = take(m, len);

	if (bytes == NULL || len > size) {
		m->failed = true;
		return 0;
	}
	memcpy(out, bytes, len);
	return len;
}

bool
ipc_ok(const struct ipc_in *m)
{
	return !m->failed && m->pos == m->len;
}
