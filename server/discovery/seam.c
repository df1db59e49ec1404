/*
 * The glove box around libupnp: stands in for the libc calls by which it would
 * reach the world (the Makefile renames them in a copy of the library, see
 * seam.syms). Part of lares-ssdp. libupnp believes that it has a TCP listener,
 * an SSDP socket and one interface; what it gets are descriptors that never
 * become ready, the channel, and the link that we serve. Its datagrams are
 * read, never sent: the channel says the same in our own words. Sockets are
 * here, what else it asks of the machine is in seam_machine.c.
 *
 * The library's calls carry no pointer of ours, hence the one writable
 * variable here. It is set while libupnp has no thread yet.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "server/discovery/channel.h"
#include "server/discovery/seam.h"
#include "server/discovery/search.h"

static struct {
	struct channel	*channel;
	int		 idle;		/* eventfd: never ready */
	int		 stop;		/* eventfd: ready when told to stop */
	int		 listener_fd;	/* what libupnp knows them by */
	int		 ssdp_fd;
	int		 stop_fd;
} seam;

int
seam_open(struct channel *c)
{
	seam.channel = c;
	seam.listener_fd = seam.ssdp_fd = seam.stop_fd = -1;
	if ((seam.idle = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) == -1)
		return -1;
	seam.stop = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	return seam.stop == -1 ? -1 : 0;
}

const struct wire_link *
seam_link(void)
{
	return &seam.channel->link;
}

static int
refuse(int error)
{
	errno = error;
	return -1;
}

/* ---- sockets that are none ---- */

/* Every socket begins as a descriptor that never becomes ready. */
int
seam_socket(int domain, int type, int protocol)
{
	int fd;

	(void)protocol;
	if (domain != AF_INET)
		return refuse(EAFNOSUPPORT);
	fd = fcntl(seam.idle, F_DUPFD_CLOEXEC, 0);
	if (type == SOCK_STREAM)
		seam.listener_fd = fd;
	return fd;
}

/*
 * Binding tells what a socket is for. libupnp stops its receiving thread by a
 * datagram to itself at 127.0.0.1, any port: that becomes an eventfd, which
 * needs neither an interface nor a route.
 */
static bool
is_stop_address(const struct sockaddr_in *in)
{
	return in->sin_addr.s_addr == htonl(INADDR_LOOPBACK) &&
	    in->sin_port == 0;
}

int
seam_bind(int fd, const struct sockaddr *addr, socklen_t len)
{
	struct sockaddr_in in;

	if (fd == seam.listener_fd)
		return 0;
	if (len < sizeof in || addr->sa_family != AF_INET)
		return refuse(EAFNOSUPPORT);
	memcpy(&in, addr, sizeof in);
	if (is_stop_address(&in)) {
		seam.stop_fd = fd;
		return dup3(seam.stop, fd, O_CLOEXEC) == -1 ? -1 : 0;
	}
	if (in.sin_port == htons(MESSAGE_PORT)) {
		seam.ssdp_fd = fd;
		return dup3(seam.channel->sock, fd, O_CLOEXEC) == -1 ? -1 : 0;
	}
	return refuse(EACCES);
}

int
seam_listen(int fd, int backlog)
{
	(void)fd;
	(void)backlog;
	return 0;
}

/* The listener never becomes ready, so that nobody calls this. */
int
seam_accept(int fd, struct sockaddr *addr, socklen_t *len)
{
	(void)fd;
	(void)addr;
	(void)len;
	return refuse(EAGAIN);
}

/* This is how libupnp learns the port that it puts into its LOCATION. */
int
seam_getsockname(int fd, struct sockaddr *addr, socklen_t *len)
{
	struct sockaddr_in in = { .sin_family = AF_INET };

	if (*len < sizeof in)
		return refuse(EINVAL);
	if (fd == seam.stop_fd) {
		in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	} else {
		in.sin_addr = seam.channel->device.address;
		in.sin_port = htons(seam.channel->device.port);
	}
	memcpy(addr, &in, sizeof in);
	*len = sizeof in;
	return 0;
}

/* The channel has set what is needed; libupnp 1.8 would set a TTL of 4, and
   the wrong interface. */
int
seam_setsockopt(int fd, int level, int name, const void *value, socklen_t len)
{
	(void)fd;
	(void)level;
	(void)name;
	(void)value;
	(void)len;
	return 0;
}

int
seam_shutdown(int fd, int how)
{
	(void)fd;
	(void)how;
	return 0;
}

int
seam_fcntl(int fd, int command, ...)
{
	(void)fd;
	(void)command;
	return 0;
}

/* TCP data: there is no TCP. */
ssize_t
seam_send(int fd, const void *data, size_t len, int flags)
{
	(void)fd;
	(void)data;
	(void)len;
	(void)flags;
	return refuse(EPIPE);
}

ssize_t
seam_recv(int fd, void *data, size_t size, int flags)
{
	(void)fd;
	(void)data;
	(void)size;
	(void)flags;
	return refuse(EPIPE);
}

/* ---- datagrams ---- */

static void
give_address(const struct sockaddr_in *in, struct sockaddr *from,
    socklen_t *fromlen)
{
	if (*fromlen < sizeof *in)
		return;
	memcpy(from, in, sizeof *in);
	*fromlen = sizeof *in;
}

static ssize_t
give_stop(void *data, size_t size)
{
	static const char word[] = "ShutDown";
	uint64_t count;

	if (read(seam.stop, &count, sizeof count) == -1)
		return -1;
	if (size < sizeof word)
		return refuse(EMSGSIZE);
	memcpy(data, word, sizeof word);
	return sizeof word - 1;
}

/*
 * A search that passed the channel, else a datagram that says nothing: on an
 * error libupnp 1.14 would close its socket.
 */
static ssize_t
give_search(void *data, size_t size, struct sockaddr_in *from)
{
	enum message_target t;
	struct buf b;
	ssize_t n;

	buf_init(&b, size);
	if (channel_receive(seam.channel, &t, from))
		search_write(&b, &seam.channel->device, t);
	else
		buf_add_str(&b, "\r\n");
	if (buf_failed(&b)) {
		n = refuse(ENOBUFS);
	} else {
		memcpy(data, b.data, b.len);
		n = (ssize_t)b.len;
	}
	buf_free(&b);
	return n;
}

ssize_t
seam_recvfrom(int fd, void *data, size_t size, int flags,
    struct sockaddr *from, socklen_t *fromlen)
{
	struct sockaddr_in in = { .sin_family = AF_INET };
	ssize_t n;

	(void)flags;
	if (fd == seam.stop_fd)
		n = give_stop(data, size);
	else if (fd == seam.ssdp_fd)
		n = give_search(data, size, &in);
	else
		return refuse(EAGAIN);
	give_address(&in, from, fromlen);
	return n;
}

/* Always well: libupnp can do nothing about a failure, the channel logs it. */
ssize_t
seam_sendto(int fd, const void *data, size_t len, int flags,
    const struct sockaddr *to, socklen_t tolen)
{
	const uint64_t one = 1;
	enum message_kind kind;
	enum message_target t;
	struct sockaddr_in in;

	(void)fd;
	(void)flags;
	if (tolen < sizeof in || to->sa_family != AF_INET)
		return refuse(EAFNOSUPPORT);
	memcpy(&in, to, sizeof in);
	if (is_stop_address(&in))
		return write(seam.stop, &one, sizeof one) == -1 ? -1 :
		    (ssize_t)len;
	if (message_read(&seam.channel->device, data, len, &kind, &t) == -1)
		return (ssize_t)len;
	if (kind == MESSAGE_ANSWER)
		channel_answer(seam.channel, t, &in);
	else
		channel_notify(seam.channel, kind, t);
	return (ssize_t)len;
}
