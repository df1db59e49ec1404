/*
 * Asks the kernel, over rtnetlink(7), for interfaces and their addresses, and
 * hears when they change. Runs in laresd; which of them are served is decided
 * by links.c.
 */
#include <errno.h>
#include <linux/if_link.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server/parent/addresses.h"

#define ANSWER_BYTES	32768	/* what the kernel fills at most per answer */
#define TRIES		5	/* of a dump that a change interrupts */

static int
open_netlink(unsigned groups)
{
	struct sockaddr_nl sa = { .nl_family = AF_NETLINK,
	    .nl_groups = groups };
	int fd, saved;

	fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
	if (fd == -1)
		return -1;
	if (bind(fd, (struct sockaddr *)&sa, sizeof(sa)) == -1) {
		saved = errno;
		close(fd);
		errno = saved;
		return -1;
	}
	return fd;
}

int
addresses_open(struct addresses *a)
{
	a->sequence = 0;
	if ((a->query = open_netlink(0)) == -1)
		return -1;
	a->events = open_netlink(RTMGRP_LINK | RTMGRP_IPV4_IFADDR);
	if (a->events == -1) {
		close(a->query);
		return -1;
	}
	return 0;
}

void
addresses_close(struct addresses *a)
{
	close(a->query);
	close(a->events);
}

void
addresses_drain(struct addresses *a)
{
	char buf[ANSWER_BYTES];
	ssize_t n;

	/* ENOBUFS says that events were lost: no matter. */
	do
		n = recv(a->events, buf, sizeof(buf), MSG_DONTWAIT);
	while (n > 0 || (n == -1 && (errno == EINTR || errno == ENOBUFS)));
}

/* ---- one message of an answer ------------------------------------------- */

static void
copy_text(char *out, size_t size, const struct rtattr *a)
{
	size_t len = strnlen(RTA_DATA(a), RTA_PAYLOAD(a));

	if (len >= size)
		len = size - 1;
	memcpy(out, RTA_DATA(a), len);
	out[len] = '\0';
}

static unsigned
number(const struct rtattr *a)
{
	unsigned n = 0;

	if (RTA_PAYLOAD(a) >= sizeof(n))
		memcpy(&n, RTA_DATA(a), sizeof(n));
	return n;
}

static void
take_kind(struct link_facts *l, const struct rtattr *info)
{
	const struct rtattr *a = RTA_DATA(info);
	size_t left = RTA_PAYLOAD(info);

	for (; RTA_OK(a, left); a = RTA_NEXT(a, left))
		if (a->rta_type == IFLA_INFO_KIND)
			copy_text(l->kind, sizeof(l->kind), a);
}

static void
take_link_attribute(struct link_facts *l, const struct rtattr *a)
{
	switch (a->rta_type) {
	case IFLA_IFNAME:
		copy_text(l->name, sizeof(l->name), a);
		break;
	case IFLA_MASTER:
		l->master = number(a);
		break;
	case IFLA_LINK:
		l->lower = number(a);
		break;
	case IFLA_LINK_NETNSID:
		l->lower_elsewhere = true;
		break;
	case IFLA_LINKINFO:
		take_kind(l, a);
		break;
	}
}

static int
take_link(struct link_table *t, const struct nlmsghdr *h)
{
	const struct ifinfomsg *m = NLMSG_DATA(h);
	struct link_facts *grown, *l;
	const struct rtattr *a;
	size_t left;

	if (h->nlmsg_type != RTM_NEWLINK || h->nlmsg_len < NLMSG_LENGTH(
	    sizeof(*m)))
		return 0;
	grown = reallocarray(t->links, t->nlinks + 1, sizeof(*grown));
	if (grown == NULL)
		return -1;
	t->links = grown;
	l = &grown[t->nlinks++];
	*l = (struct link_facts){ .index = (unsigned)m->ifi_index,
	    .type = m->ifi_type, .flags = m->ifi_flags };
	left = IFLA_PAYLOAD(h);
	for (a = IFLA_RTA(m); RTA_OK(a, left); a = RTA_NEXT(a, left))
		take_link_attribute(l, a);
	return 0;
}

static int
take_address(struct link_table *t, const struct nlmsghdr *h)
{
	const struct ifaddrmsg *m = NLMSG_DATA(h);
	struct link_address *grown, *out;
	const struct rtattr *a;
	size_t left;

	if (h->nlmsg_type != RTM_NEWADDR || h->nlmsg_len < NLMSG_LENGTH(
	    sizeof(*m)) || m->ifa_family != AF_INET)
		return 0;
	grown = reallocarray(t->addresses, t->naddresses + 1, sizeof(*grown));
	if (grown == NULL)
		return -1;
	t->addresses = grown;
	out = &grown[t->naddresses++];
	*out = (struct link_address){ .index = m->ifa_index,
	    .prefix = m->ifa_prefixlen,
	    .global = m->ifa_scope < RT_SCOPE_LINK &&
	    !(m->ifa_flags & IFA_F_SECONDARY) };
	left = IFA_PAYLOAD(h);
	for (a = IFA_RTA(m); RTA_OK(a, left); a = RTA_NEXT(a, left))
		if (a->rta_type == IFA_LOCAL &&
		    RTA_PAYLOAD(a) == sizeof(out->address))
			memcpy(&out->address, RTA_DATA(a),
			    sizeof(out->address));
	return 0;
}

/* ---- asking ------------------------------------------------------------- */

typedef int (*take_message)(struct link_table *, const struct nlmsghdr *);

static int
ask(struct addresses *a, unsigned short type, unsigned char family)
{
	struct {
		struct nlmsghdr		h;
		struct ifinfomsg	m;
		struct rtattr		mask;
		uint32_t		bits;
	} request = {
		.h = { sizeof(request), type, NLM_F_REQUEST | NLM_F_DUMP,
		    ++a->sequence, 0 },
		.m.ifi_family = family,
		.mask = { RTA_LENGTH(sizeof(uint32_t)), IFLA_EXT_MASK },
		.bits = RTEXT_FILTER_SKIP_STATS,
	};
	struct sockaddr_nl kernel = { .nl_family = AF_NETLINK };

	if (type == RTM_GETADDR)	/* takes no attributes */
		request.h.nlmsg_len = NLMSG_LENGTH(sizeof(struct ifaddrmsg));
	return sendto(a->query, &request, request.h.nlmsg_len, 0,
	    (struct sockaddr *)&kernel, sizeof(kernel)) == -1 ? -1 : 0;
}

ssize_t
addresses_receive(struct addresses *a, void *buf, size_t size, int flags)
{
	struct sockaddr_nl from;
	socklen_t len;
	ssize_t n;

	do {
		len = sizeof(from);
		n = recvfrom(a->query, buf, size, flags,
		    (struct sockaddr *)&from, &len);
	} while (n == -1 ? errno == EINTR : from.nl_pid != 0);
	return n;
}

/* One datagram of the answer. 1: the last; 0: more follow; -1 with errno. */
static int
take_datagram(struct addresses *a, char *buf, size_t len, take_message take,
    struct link_table *t)
{
	const struct nlmsghdr *h = (const void *)buf;
	const struct nlmsgerr *e;

	for (; NLMSG_OK(h, len); h = NLMSG_NEXT(h, len)) {
		if (h->nlmsg_seq != a->sequence)
			continue;
		if (h->nlmsg_flags & NLM_F_DUMP_INTR) {
			errno = EAGAIN;
			return -1;
		}
		if (h->nlmsg_type == NLMSG_DONE)
			return 1;
		if (h->nlmsg_type == NLMSG_ERROR) {
			e = NLMSG_DATA(h);
			errno = -e->error;
			return -1;
		}
		if (take(t, h) == -1)
			return -1;
	}
	return 0;
}

static int
dump(struct addresses *a, unsigned short type, unsigned char family,
    take_message take, struct link_table *t)
{
	_Alignas(struct nlmsghdr) char buf[ANSWER_BYTES];
	ssize_t n;
	int ret = 0;

	if (ask(a, type, family) == -1)
		return -1;
	while (ret == 0) {
		if ((n = addresses_receive(a, buf, sizeof(buf), 0)) == -1)
			return -1;
		ret = take_datagram(a, buf, (size_t)n, take, t);
	}
	return ret == 1 ? 0 : -1;
}

int
addresses_read(struct addresses *a, struct link_table *t)
{
	int i;

	for (i = 0; i < TRIES; i++) {
		*t = (struct link_table){ 0 };
		if (dump(a, RTM_GETLINK, AF_UNSPEC, take_link, t) == 0 &&
		    dump(a, RTM_GETADDR, AF_INET, take_address, t) == 0)
			return 0;
		addresses_free(t);
		if (errno != EAGAIN)
			break;
	}
	return -1;
}

void
addresses_free(struct link_table *t)
{
	free(t->links);
	free(t->addresses);
	*t = (struct link_table){ 0 };
}
