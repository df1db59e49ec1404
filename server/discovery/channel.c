/*
 * The UDP socket of lares-ssdp and all that may pass it: in, searches for what
 * we are, from the link, within the sender's allowance; out, our own datagrams,
 * to the link or the group. Knows nothing of libupnp.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "common/log.h"
#include "common/without.h"
#include "server/discovery/channel.h"
#include "server/discovery/search.h"

/* Between the datagrams of a set, and between a set and its repetition: they
   are not to overrun anybody's buffer, nor to be lost together. */
#define SPREAD_MS	10
#define REPEAT_MS	100

/* Datagrams looked at before the receiving thread may see to other things. */
#define RECEIVE_MAX	256

static int64_t
now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_BOOTTIME, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static void
pause_ms(long ms)
{
	const struct timespec ts = { .tv_nsec = ms * 1000000 };

	nanosleep(&ts, NULL);
}

/* ---- opening ---- */

/*
 * One interface only, in and out: without IP_MULTICAST_ALL=0 and the binding
 * two processes on one machine would each answer on both links. The port is
 * shared with whoever else speaks SSDP here.
 */
static int
pin(int sock, const struct wire_link *l, const struct config_reach *r)
{
	const struct ip_mreqn group = {
		.imr_multiaddr.s_addr = inet_addr(MESSAGE_GROUP),
		.imr_address = l->address,
		.imr_ifindex = (int)l->index,
	};
	const struct sockaddr_in any = {
		.sin_family = AF_INET,
		.sin_port = htons(MESSAGE_PORT),
	};
	const int on = 1, off = 0;

	if (setsockopt(sock, SOL_SOCKET, SO_BINDTODEVICE, l->name,
	    (socklen_t)strlen(l->name)) == -1 ||
	    setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1 ||
	    setsockopt(sock, IPPROTO_IP, IP_MULTICAST_ALL, &off,
	    sizeof off) == -1 ||
	    setsockopt(sock, IPPROTO_IP, IP_MULTICAST_IF, &group,
	    sizeof group) == -1 ||
	    wire_confine(sock, l, r) != 0 ||
	    bind(sock, (const struct sockaddr *)&any, sizeof any) == -1)
		return -1;
	return setsockopt(sock, IPPROTO_IP, IP_ADD_MEMBERSHIP, &group,
	    sizeof group);
}

int
channel_open(struct channel *c, const struct wire_link *link,
    const struct config_reach *reach, const struct message_device *device,
    unsigned interval_sec)
{
	int error;

	memset(c, 0, sizeof *c);
	c->link = *link;
	c->reach = *reach;
	c->device = *device;
	pthread_mutex_init(&c->lock, NULL);
	schedule_init(&c->schedule, interval_sec, device->max_age_sec,
	    now_ms());
	if ((c->sock = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)) == -1)
		return -1;
	if (pin(c->sock, link, reach) == 0)
		return 0;
	error = errno;
	close(c->sock);
	errno = error;
	return -1;
}

static bool
is_near(const struct channel *c, struct in_addr a)
{
	return wire_hops(&c->link, &c->reach, a) > 0 || without(WITHOUT_PEER);
}

/* ---- in ---- */

/* Whether a search may draw so many answers. Refused or not, it is counted. */
static bool
is_allowed(struct channel *c, struct in_addr source, unsigned answers)
{
	const int64_t now = now_ms();
	const bool allowed = allowance_take(&c->allowance, source, answers,
	    now);
	struct device *device;

	pthread_mutex_lock(&c->lock);
	device = devices_note(&c->devices, source, now);
	device->searches++;
	device->refused += !allowed;
	pthread_mutex_unlock(&c->lock);
	return allowed;
}

/* One datagram. -1: nothing is waiting. 0: nothing to do about it. */
static int
receive_one(struct channel *c, enum message_target *t,
    struct sockaddr_in *from)
{
	char data[SEARCH_MAX_BYTES + 1];
	socklen_t size = sizeof *from;
	ssize_t n;
	int found;

	n = recvfrom(c->sock, data, sizeof data, MSG_DONTWAIT,
	    (struct sockaddr *)from, &size);
	if (n == -1)
		return errno == EINTR ? 0 : -1;
	if (size != sizeof *from || from->sin_port == 0 ||
	    !is_near(c, from->sin_addr) ||
	    (found = search_target(&c->device, data, (size_t)n)) == -1 ||
	    !is_allowed(c, from->sin_addr,
	    found == MESSAGE_ALL ? MESSAGE_TARGETS : 1))
		return 0;
	*t = (enum message_target)found;
	return 1;
}

bool
channel_receive(struct channel *c, enum message_target *t,
    struct sockaddr_in *from)
{
	for (int i = 0; i < RECEIVE_MAX; i++) {
		const int got = receive_one(c, t, from);

		if (got == 1)
			return true;
		if (got == -1) {
			/* A link that has gone away may report it over and
			   over. */
			if (errno != EAGAIN)
				pause_ms(REPEAT_MS);
			return false;
		}
	}
	return false;
}

/* ---- out ---- */

struct control {
	_Alignas(struct cmsghdr) char space[
	    CMSG_SPACE(sizeof(struct in_pktinfo)) + CMSG_SPACE(sizeof(int))];
	size_t	len;
};

static void
add_control(struct control *c, int type, const void *data, size_t len)
{
	struct cmsghdr head = { .cmsg_len = CMSG_LEN(len),
	    .cmsg_level = IPPROTO_IP, .cmsg_type = type };

	memcpy(c->space + c->len, &head, sizeof head);
	memcpy(c->space + c->len + CMSG_LEN(0), data, len);
	c->len += CMSG_SPACE(len);
}

/*
 * No further than the receiver is: where networks beyond the link are allowed,
 * the socket itself is no longer as narrow as it could be. The group is the
 * socket's affair.
 */
static int
narrow(const struct channel *c, struct in_addr to, struct control *control)
{
	const int hops = (int)wire_hops(&c->link, &c->reach, to);

	if (c->reach.n == 0 || hops == 0)
		return 0;
	add_control(control, IP_TTL, &hops, sizeof hops);
	return wire_on_link(&c->link, to) ? MSG_DONTROUTE : 0;
}

/* From the address that LOCATION names, through our interface. */
static ssize_t
send_from_link(struct channel *c, const struct buf *b,
    const struct sockaddr_in *to)
{
	const struct in_pktinfo info = {
		.ipi_ifindex = (int)c->link.index,
		.ipi_spec_dst = c->link.address,
	};
	struct control control = { .len = 0 };
	struct sockaddr_in name = *to;
	struct iovec part = { b->data, b->len };
	struct msghdr m = {
		.msg_name = &name,
		.msg_namelen = sizeof name,
		.msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = control.space,
	};
	int flags;

	add_control(&control, IP_PKTINFO, &info, sizeof info);
	flags = narrow(c, to->sin_addr, &control);
	m.msg_controllen = control.len;
	return sendmsg(c->sock, &m, MSG_DONTWAIT | flags);
}

/* Says once that the link is gone, and once that it is back: whoever restarts
   us when addresses change sees to the rest. */
static void
note_sent(struct channel *c, bool sent)
{
	const int error = errno;

	if (atomic_exchange(&c->failing, !sent) == !sent)
		return;
	if (sent)
		log_info("%s: sending again", c->link.name);
	else
		log_warn("%s: cannot send: %s; trying again with the next",
		    c->link.name, strerror(error));
}

static void
send_message(struct channel *c, enum message_kind kind, enum message_target t,
    const struct sockaddr_in *to)
{
	struct buf b;

	buf_init(&b, MESSAGE_MAX_BYTES);
	message_write(&b, &c->device, kind, t, time(NULL));
	if (!buf_failed(&b))
		note_sent(c, send_from_link(c, &b, to) != -1);
	buf_free(&b);
}

static void
send_to_group(struct channel *c, enum message_kind kind, enum message_target t)
{
	const struct sockaddr_in group = {
		.sin_family = AF_INET,
		.sin_port = htons(MESSAGE_PORT),
		.sin_addr.s_addr = inet_addr(MESSAGE_GROUP),
	};

	send_message(c, kind, t, &group);
	pause_ms(SPREAD_MS);
}

void
channel_answer(struct channel *c, enum message_target t,
    const struct sockaddr_in *to)
{
	if (to->sin_family == AF_INET && is_near(c, to->sin_addr))
		send_message(c, MESSAGE_ANSWER, t, to);
}

void
channel_notify(struct channel *c, enum message_kind kind,
    enum message_target t)
{
	bool pass;

	pthread_mutex_lock(&c->lock);
	pass = !c->muted && (kind != MESSAGE_ALIVE ||
	    schedule_admit(&c->schedule, now_ms()));
	pthread_mutex_unlock(&c->lock);
	if (pass)
		send_to_group(c, kind, t);
}

void
channel_announce(struct channel *c, enum message_kind kind)
{
	for (int copy = 0; copy < 2; copy++) {
		if (copy > 0)
			pause_ms(REPEAT_MS);
		for (int t = 0; t < MESSAGE_TARGETS; t++)
			send_to_group(c, kind, (enum message_target)t);
	}
	if (kind != MESSAGE_ALIVE)
		return;
	pthread_mutex_lock(&c->lock);
	schedule_sent_alive(&c->schedule, now_ms());
	pthread_mutex_unlock(&c->lock);
}

/* ---- when ---- */

void
channel_mute(struct channel *c)
{
	pthread_mutex_lock(&c->lock);
	c->muted = true;
	pthread_mutex_unlock(&c->lock);
}

void
channel_set_streaming(struct channel *c, bool streaming)
{
	pthread_mutex_lock(&c->lock);
	schedule_set_streaming(&c->schedule, streaming, now_ms());
	pthread_mutex_unlock(&c->lock);
}

void
channel_put_devices(struct channel *c, struct buf *b)
{
	pthread_mutex_lock(&c->lock);
	devices_put(b, &c->devices, now_ms());
	pthread_mutex_unlock(&c->lock);
}

int
channel_wait_ms(struct channel *c)
{
	int64_t wait;

	pthread_mutex_lock(&c->lock);
	wait = schedule_due(&c->schedule) - now_ms();
	pthread_mutex_unlock(&c->lock);
	if (wait <= 0)
		return 0;
	return wait < INT_MAX ? (int)wait : INT_MAX;
}
