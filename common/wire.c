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
#include <string.h>
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

static bool
lies_in(const struct config_network *n, struct in_addr a)
{
	return ((ntohl(a.s_addr) ^ ntohl(n->address.s_addr)) &
	    prefix_mask(n->prefix)) == 0;
}

unsigned
wire_hops(const struct wire_link *l, const struct config_reach *r,
    struct in_addr a)
{
	unsigned hops = 0;
	size_t i;

	if (wire_on_link(l, a))
		return 1;
	for (i = 0; i < r->n; i++)
		if (lies_in(&r->networks[i], a) && r->networks[i].hops > hops)
			hops = r->networks[i].hops;
	return hops;
}

/* ---- the source filter ---- */

/* Per network: mask, compare, and let it pass or look at the next. */
#define NETWORK_CODE	4
struct filter {
	struct sock_filter	code[NETWORK_CODE * (CONFIG_NETWORKS_MAX + 1) +
				    1];
	unsigned short		n;
};

static void
let_pass(struct filter *f, struct in_addr address, unsigned prefix)
{
	const uint32_t mask = prefix_mask(prefix);
	const struct sock_filter code[NETWORK_CODE] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, SKF_NET_OFF + IPV4_SOURCE),
		BPF_STMT(BPF_ALU | BPF_AND | BPF_K, mask),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
		    ntohl(address.s_addr) & mask, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, FILTER_PASS),
	};

	memcpy(f->code + f->n, code, sizeof code);
	f->n += NETWORK_CODE;
}

/* An off-link SYN gets no answer at all: the filter is asked before TCP is. */
static int
attach_source_filter(int sock, const struct wire_link *l,
    const struct config_reach *r)
{
	const struct sock_filter drop = BPF_STMT(BPF_RET | BPF_K, FILTER_DROP);
	struct filter f = { .n = 0 };
	struct sock_fprog program = { .filter = f.code };
	const int on = 1;

	let_pass(&f, l->address, l->prefix);
	for (size_t i = 0; i < r->n; i++)
		let_pass(&f, r->networks[i].address, r->networks[i].prefix);
	f.code[f.n++] = drop;
	program.len = f.n;
	if (setsockopt(sock, SOL_SOCKET, SO_ATTACH_FILTER, &program,
	    sizeof program) == -1)
		return -1;
	return setsockopt(sock, SOL_SOCKET, SO_LOCK_FILTER, &on, sizeof on);
}

/* ---- the socket ---- */

static int
set(int sock, int level, int option, int value)
{
	return setsockopt(sock, level, option, &value, sizeof value);
}

static int
set_ttl(int sock, unsigned hops)
{
	if (without(WITHOUT_TTL))
		return 0;
	return set(sock, IPPROTO_IP, IP_TTL, (int)hops);
}

static int
set_routes(int sock, bool routes)
{
	if (without(WITHOUT_DONTROUTE))
		return 0;
	return set(sock, SOL_SOCKET, SO_DONTROUTE, !routes);
}

static unsigned
most_hops(const struct config_reach *r)
{
	unsigned most = 1;

	for (size_t i = 0; i < r->n; i++)
		if (r->networks[i].hops > most)
			most = r->networks[i].hops;
	return most;
}

int
wire_confine(int sock, const struct wire_link *l,
    const struct config_reach *r)
{
	const unsigned hops = most_hops(r);
	int type;
	socklen_t size = sizeof type;

	if (getsockopt(sock, SOL_SOCKET, SO_TYPE, &type, &size) == -1)
		return -1;
	/* TCP knows no groups, and no such option. */
	if (type != SOCK_STREAM &&
	    set(sock, IPPROTO_IP, IP_MULTICAST_TTL, (int)hops) == -1)
		return -1;
	if (set_ttl(sock, hops) == -1 || set_routes(sock, r->n > 0) == -1)
		return -1;
	if (without(WITHOUT_FILTER) || attach_source_filter(sock, l, r) == 0)
		return 0;
	return type == SOCK_STREAM && errno == EPERM ? 1 : -1;
}

int
wire_confine_accepted(int sock, const struct wire_link *l,
    const struct config_reach *r, struct in_addr peer)
{
	if (r->n == 0)			/* it is as narrow as can be */
		return 0;
	if (set_ttl(sock, wire_hops(l, r, peer)) == -1)
		return -1;
	return set_routes(sock, !wire_on_link(l, peer));
}
