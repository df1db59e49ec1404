/*
 * Asks the kernel, over rtnetlink(7), which MAC an address of a link has. Runs
 * in laresd. The answer lies ready when the question has been sent: nobody is
 * waited for.
 */
#include <linux/neighbour.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/socket.h>

#include "server/parent/neighbour.h"

#define ANSWER_BYTES	4096	/* one neighbour; a few hundred */
#define KNOWN_STATES	(NUD_PERMANENT | NUD_NOARP | NUD_REACHABLE | \
			 NUD_STALE | NUD_DELAY | NUD_PROBE)

/* ---- reading ------------------------------------------------------------ */

/* The length of a part with that header, and of what pads it; 0: it does not
   fit. */
static size_t
step(size_t part, size_t header, size_t left)
{
	const size_t padded = NLMSG_ALIGN(part);

	if (part < header || part > left)
		return 0;
	return padded < left ? padded : left;
}

/* The value of an attribute, of so many bytes, or NULL. */
static const uint8_t *
find_attribute(const uint8_t *at, size_t left, unsigned short type,
    size_t bytes)
{
	struct rtattr a;
	size_t n;

	for (; left >= sizeof(a); at += n, left -= n) {
		memcpy(&a, at, sizeof(a));
		if ((n = step(a.rta_len, RTA_LENGTH(0), left)) == 0)
			break;
		if (a.rta_type == type && a.rta_len == RTA_LENGTH(bytes))
			return at + RTA_LENGTH(0);
	}
	return NULL;
}

static int
read_neighbour(const struct neighbour_question *q, const uint8_t *at,
    size_t len, uint8_t mac[STATION_MAC_BYTES])
{
	static const uint8_t none[STATION_MAC_BYTES];
	const size_t head = NLMSG_ALIGN(sizeof(struct ndmsg));
	const uint8_t *address, *link;
	struct ndmsg m;

	if (len < head)
		return -1;
	memcpy(&m, at, sizeof(m));
	address = find_attribute(at + head, len - head, NDA_DST,
	    sizeof(q->address));
	link = find_attribute(at + head, len - head, NDA_LLADDR,
	    STATION_MAC_BYTES);
	if (m.ndm_family != AF_INET || m.ndm_ifindex != (int)q->index ||
	    (m.ndm_state & KNOWN_STATES) == 0 || address == NULL ||
	    memcmp(address, &q->address, sizeof(q->address)) != 0 ||
	    link == NULL || memcmp(link, none, sizeof(none)) == 0)
		return -1;
	memcpy(mac, link, STATION_MAC_BYTES);
	return 1;
}

int
neighbour_read(const struct neighbour_question *q, const void *bytes,
    size_t len, uint8_t mac[STATION_MAC_BYTES])
{
	const uint8_t *at = bytes;
	struct nlmsghdr h;
	size_t n;

	for (; len >= sizeof(h); at += n, len -= n) {
		memcpy(&h, at, sizeof(h));
		if ((n = step(h.nlmsg_len, NLMSG_HDRLEN, len)) == 0)
			break;
		if (h.nlmsg_seq != q->sequence)
			continue;
		if (h.nlmsg_type != RTM_NEWNEIGH)
			return -1;
		return read_neighbour(q, at + NLMSG_HDRLEN,
		    h.nlmsg_len - NLMSG_HDRLEN, mac);
	}
	return 0;
}

/* ---- asking ------------------------------------------------------------- */

static int
ask(int sock, const struct neighbour_question *q)
{
	struct {
		struct nlmsghdr	h;
		struct ndmsg	m;
		struct rtattr	destination;
		struct in_addr	address;
	} request = {
		.h = { sizeof(request), RTM_GETNEIGH, NLM_F_REQUEST,
		    q->sequence, 0 },
		.m = { .ndm_family = AF_INET, .ndm_ifindex = (int)q->index },
		.destination = { RTA_LENGTH(sizeof(struct in_addr)), NDA_DST },
		.address = q->address,
	};
	struct sockaddr_nl kernel = { .nl_family = AF_NETLINK };

	return sendto(sock, &request, sizeof(request), 0,
	    (struct sockaddr *)&kernel, sizeof(kernel)) == -1 ? -1 : 0;
}

int
neighbour_find(struct addresses *a, unsigned index, struct in_addr address,
    uint8_t mac[STATION_MAC_BYTES])
{
	const struct neighbour_question q = { ++a->sequence, index, address };
	uint8_t answer[ANSWER_BYTES];
	ssize_t n;
	int ret = 0;

	if (ask(a->query, &q) == -1)
		return -1;
	while (ret == 0) {
		n = addresses_receive(a, answer, sizeof(answer), MSG_DONTWAIT);
		if (n == -1)
			return -1;
		ret = neighbour_read(&q, answer, (size_t)n, mac);
	}
	return ret == 1 ? 0 : -1;
}
