/*
 * Asking laresd: one datagram there, and with it the end of a socket pair,
 * which the answer comes back through. Runs in laresctl. Nothing is ever
 * connected, and nobody but laresd can answer.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "common/state.h"
#include "server/ctl/talk.h"

#define ANSWER_BYTES	(128 * 1024)

static int
complain(const char *path, int error)
{
	if (error == ENOENT || error == ECONNREFUSED)
		fprintf(stderr, "laresctl: no laresd runs with its state in "
		    "%s\n", path);
	else if (error == EACCES || error == EPERM)
		fprintf(stderr, "laresctl: %s is for root and the user that "
		    "laresd runs as: try sudo\n", path);
	else
		fprintf(stderr, "laresctl: %s: %s\n", path, strerror(error));
	return -1;
}

int
talk_open(struct talk *t, const char *path)
{
	t->path = path;
	t->folder = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (t->folder == -1)
		return complain(path, errno);
	t->sock = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (t->sock == -1 || socketpair(AF_UNIX,
	    SOCK_SEQPACKET | SOCK_CLOEXEC, 0, t->pair) == -1)
		return complain("socket", errno);
	return 0;
}

void
talk_close(struct talk *t)
{
	close(t->pair[0]);
	close(t->sock);
	close(t->folder);
}

/* ---- asking ------------------------------------------------------------- */

static int
send_request(struct talk *t, const char *request)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	_Alignas(struct cmsghdr) char space[CMSG_SPACE(sizeof(int))] = { 0 };
	struct iovec part = { (void *)request, strlen(request) };
	struct msghdr m = { .msg_name = &to, .msg_namelen = sizeof(to),
	    .msg_iov = &part, .msg_iovlen = 1,
	    .msg_control = space, .msg_controllen = sizeof(space) };
	struct cmsghdr *c = CMSG_FIRSTHDR(&m);
	int ret = 0;

	/* sun_path is short, the state directory's path may not be. */
	snprintf(to.sun_path, sizeof(to.sun_path), "/proc/self/fd/%d/%s",
	    t->folder, STATE_CONTROL);
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(c), &t->pair[1], sizeof(int));
	if (sendmsg(t->sock, &m, 0) == -1)
		ret = complain(t->path, errno);
	close(t->pair[1]);	/* laresd's is the only one left: see await */
	return ret;
}

/* The answer's length; 0: laresd has ended; -1: none came in time. */
static ssize_t
await(const struct talk *t, int seconds, char *text, size_t size)
{
	struct pollfd p = { .fd = t->pair[0], .events = POLLIN };

	if (poll(&p, 1, seconds * 1000) != 1)
		return -1;
	return recv(t->pair[0], text, size, MSG_DONTWAIT);
}

static enum talk_result
give_up(const char *why)
{
	fprintf(stderr, "laresctl: laresd %s\n", why);
	return TALK_SILENT;
}

enum talk_result
talk_ask(struct talk *t, const char *request, int seconds, struct buf *b)
{
	static const char *const words[] = { "ok\n", "failed\n", "error\n" };
	char text[ANSWER_BYTES];
	ssize_t n;
	size_t i, len;

	if (send_request(t, request) == -1)
		return TALK_SILENT;
	n = await(t, seconds, text, sizeof(text));
	if (n == -1)
		return give_up("gave no answer in time");
	if (n == 0)
		return give_up("does not answer this user, or has ended");
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		len = strlen(words[i]);
		if ((size_t)n >= len && memcmp(text, words[i], len) == 0) {
			buf_add(b, text + len, (size_t)n - len);
			return (enum talk_result)i;
		}
	}
	return give_up("gave an answer that makes no sense");
}
