/*
 * The control socket. Runs in laresd; hears only root and the user that
 * laresd runs as, and says who asked nothing beyond an answer to its request.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "common/log.h"
#include "common/state.h"
#include "server/parent/control.h"

/* ---- opening ------------------------------------------------------------ */

/* sun_path is short, the state directory's path may not be. */
static socklen_t
make_address(struct sockaddr_un *sa, int folder)
{
	*sa = (struct sockaddr_un){ .sun_family = AF_UNIX };
	snprintf(sa->sun_path, sizeof(sa->sun_path), "/proc/self/fd/%d/%s",
	    folder, STATE_CONTROL);
	return sizeof(*sa);
}

static int
bind_in(int fd, int folder)
{
	struct sockaddr_un sa;
	socklen_t len = make_address(&sa, folder);
	int on = 1;

	/* A leftover: folder_lock keeps a living one's from being taken. */
	if (unlinkat(folder, STATE_CONTROL, 0) == -1 && errno != ENOENT)
		return -1;
	if (setsockopt(fd, SOL_SOCKET, SO_PASSCRED, &on, sizeof(on)) == -1 ||
	    bind(fd, (struct sockaddr *)&sa, len) == -1)
		return -1;
	return fchmodat(folder, STATE_CONTROL, S_IRUSR | S_IWUSR, 0);
}

/* ---- hearing ------------------------------------------------------------ */

/* Whether the kernel says that the sender is root or our own user. */
static bool
may_ask(const struct ucred *sender)
{
	return sender->uid == 0 || sender->uid == geteuid();
}

/* The first of the descriptors that came along; the others are closed. */
static int
take_first(const struct cmsghdr *c)
{
	size_t n = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
	int first = -1, fd;

	for (size_t i = 0; i < n; i++) {
		memcpy(&fd, CMSG_DATA(c) + i * sizeof(fd), sizeof(fd));
		if (first == -1)
			first = fd;
		else
			close(fd);
	}
	return first;
}

/* What came along: who sent it, and the descriptor for the answer, or -1. */
static int
unpack(struct msghdr *m, struct ucred *sender)
{
	struct cmsghdr *c;
	int reply = -1;

	*sender = (struct ucred){ .uid = (uid_t)-1 };
	for (c = CMSG_FIRSTHDR(m); c != NULL; c = CMSG_NXTHDR(m, c)) {
		if (c->cmsg_level != SOL_SOCKET)
			continue;
		if (c->cmsg_type == SCM_CREDENTIALS &&
		    c->cmsg_len == CMSG_LEN(sizeof(*sender)))
			memcpy(sender, CMSG_DATA(c), sizeof(*sender));
		if (c->cmsg_type == SCM_RIGHTS && reply == -1)
			reply = take_first(c);
	}
	return reply;
}

/* An answer must not be written to a file, or to a network. */
static bool
is_local_socket(int fd)
{
	int domain;
	socklen_t len = sizeof(domain);

	return getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &len) == 0 &&
	    domain == AF_UNIX;
}

int
control_split(char *text, size_t len, const char **argument)
{
	size_t first, i;

	for (i = 0; i < len; i++)
		if ((unsigned char)text[i] < ' ' || text[i] == 0x7f)
			return -1;
	text[len] = '\0';
	first = strcspn(text, " ");
	*argument = text + first;
	if (text[first] == '\0')
		return first > 0 ? 0 : -1;
	text[first] = '\0';
	++*argument;
	return first > 0 && **argument != '\0' &&
	    strchr(*argument, ' ') == NULL ? 0 : -1;
}

/* What came in so many bytes, of which not all may be there. */
static void
take_request(struct control *c, char *text, size_t len, bool cut, int reply)
{
	const char *argument;

	if (cut || control_split(text, len, &argument) == -1)
		c->request(c->arg, "", "", reply);
	else
		c->request(c->arg, text, argument, reply);
}

static void
hear(void *arg)
{
	struct control *c = arg;
	char text[CONTROL_REQUEST_BYTES];
	/* Room for one descriptor, or two where that is the alignment. */
	_Alignas(struct cmsghdr) char space[CMSG_SPACE(sizeof(struct ucred)) +
	    CMSG_SPACE(sizeof(int))];
	struct iovec part = { text, sizeof(text) - 1 };
	struct msghdr m = { .msg_iov = &part, .msg_iovlen = 1,
	    .msg_control = space, .msg_controllen = sizeof(space) };
	struct ucred sender;
	ssize_t n = recvmsg(c->fd, &m, MSG_CMSG_CLOEXEC);
	int reply;

	if (n == -1)
		return;
	reply = unpack(&m, &sender);
	if (reply != -1 && may_ask(&sender) && is_local_socket(reply)) {
		take_request(c, text, (size_t)n, m.msg_flags & MSG_TRUNC,
		    reply);
		return;
	}
	log_warn("a request on the control socket, by user id %u, was not "
	    "answered", (unsigned)sender.uid);
	if (reply != -1)
		close(reply);
}

int
control_open(struct control *c, struct loop *loop, int folder,
    control_request request, void *arg)
{
	int saved;

	*c = (struct control){ .loop = loop, .request = request, .arg = arg };
	c->fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (c->fd == -1)
		return -1;
	if (bind_in(c->fd, folder) == -1) {
		saved = errno;
		close(c->fd);
		errno = saved;
		return -1;
	}
	loop_watch(loop, &c->watch, c->fd, hear, c);
	return 0;
}

void
control_close(struct control *c, int folder)
{
	loop_unwatch(c->loop, &c->watch);
	unlinkat(folder, STATE_CONTROL, 0);
	close(c->fd);
}

void
control_answer(int reply, const struct buf *text)
{
	if (send(reply, text->data, text->len, MSG_NOSIGNAL | MSG_DONTWAIT) ==
	    -1)
		log_debug("an answer to laresctl found no reader: %s",
		    strerror(errno));
	close(reply);
}
