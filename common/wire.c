/*
 * Ties a socket to its link, so that no packet of ours leaves it and none from
 * beyond reaches us, even if the rest of the program goes wrong. Used by every
 * process that opens or hands down a network socket.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <linux/filter.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

#include "common/wire.h"
#include "common/without.h"

/* Source address in the IPv4 header (RFC 791, 3.1). */
#define IPV4_SOURCE	12

#define FILTER_PASS	UINT32_MAX	/* the whole packet */
#define FILTER_DROP	0

/* The prefix as a mask in host byte order. */
static uint32_t
prefix_mask(unsigned prefix)
{
	return prefix == 0 ? 0 : UINT32_MAX << (32 - prefix);
}

bool
wire_on_link(const struct wire_link *l, struct in_addr a)
{
	return ((ntohl(a.s_addr) ^ ntohl(l->address.s_addr)) &
	    prefix_mask(l->prefix)) == 0;
}

/* An off-link SYN gets no answer at all: the filter is asked before TCP is. */
static int
attach_source_filter(int sock, const struct wire_link *l)
{
	const uint32_t mask = prefix_mask(l->prefix);
	const uint32_t network = ntohl(l->address.s_addr) & mask;
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, SKF_NET_OFF + IPV4_SOURCE),
		BPF_STMT(BPF_ALU | BPF_AND | BPF_K, mask),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, network, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, FILTER_PASS),
		BPF_STMT(BPF_RET | BPF_K, FILTER_DROP),
	};
	const struct sock_fprog program = {
		.len = sizeof code / sizeof code[0],
		.filter = code,
	};
	const int on = 1;

	if (setsockopt(sock, SOL_SOCKET, SO_ATTACH_FILTER, &program,
	    sizeof program) == -1)
		return -1;
	return setsockopt(sock, SOL_SOCKET, SO_LOCK_FILTER, &on, sizeof on);
}

static int
set_one(int sock, int level, int option)
{
	const int one = 1;

	return setsockopt(sock, level, option, &one, sizeof one);
}

int
wire_confine(int sock, const struct wire_link *l)
{
	int type;
	socklen_t size = sizeof type;

	if (getsockopt(sock, SOL_SOCKET, SO_TYPE, &type, &size) == -1)
		return -1;
	/* TCP knows no groups, and no such option. */
	if (type != SOCK_STREAM &&
	    set_one(sock, IPPROTO_IP, IP_MULTICAST_TTL) == -1)
		return -1;
	if (!without(WITHOUT_TTL) &&
	    set_one(sock, IPPROTO_IP, IP_TTL) == -1)
		return -1;
	if (!without(WITHOUT_DONTROUTE) &&
	    set_one(sock, SOL_SOCKET, SO_DONTROUTE) == -1)
		return -1;
	if (without(WITHOUT_FILTER) || attach_source_filter(sock, l) == 0)
		return 0;
	return type == SOCK_STREAM && errno == EPERM ? 1 : -1;
}
