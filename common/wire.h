#ifndef LARES_COMMON_WIRE_H
#define LARES_COMMON_WIRE_H

#include <net/if.h>
#include <netinet/in.h>
#include <stdbool.h>

/* One served IPv4 address on one link. */
struct wire_link {
	char		name[IF_NAMESIZE];
	unsigned	index;
	struct in_addr	address;
	unsigned	prefix;		/* bits, 0..32 */
};

/* Whether an address lies within the link's own prefix. */
bool	wire_on_link(const struct wire_link *l, struct in_addr a);

/*
 * Makes a socket unable to speak beyond its link: TTL 1 unicast and multicast,
 * SO_DONTROUTE, and a source filter (SO_ATTACH_FILTER, then SO_LOCK_FILTER)
 * that drops what does not come from the link's prefix. Accepted sockets
 * inherit all of it. 0; 1 if only the filter is missing, because the kernel
 * keeps it, on TCP sockets (since 6.18), for CAP_NET_ADMIN; -1 with errno: do
 * not use the socket.
 */
int	wire_confine(int sock, const struct wire_link *l);

#endif
