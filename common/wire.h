#ifndef LARES_COMMON_WIRE_H
#define LARES_COMMON_WIRE_H

#include <net/if.h>
#include <netinet/in.h>
#include <stdbool.h>

#include "common/config_types.h"

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
 * How many hops away a host may be: 1 on the link itself; in a network of the
 * reach what that allows, of several the most; 0: it is of no concern to us.
 */
unsigned wire_hops(const struct wire_link *l, const struct config_reach *r,
	    struct in_addr a);

/*
 * Makes a socket unable to speak beyond its link: TTL 1 unicast and multicast,
 * SO_DONTROUTE, and a source filter (SO_ATTACH_FILTER, then SO_LOCK_FILTER)
 * that drops what does not come from the link's prefix. A reach that is not
 * empty widens all four together: the most hops that it allows, routes, and
 * its networks too. Accepted sockets inherit all of it. 0; 1 if only the
 * filter is missing, because the kernel keeps it, on TCP sockets (since 6.18),
 * for CAP_NET_ADMIN; -1 with errno: do not use the socket.
 */
int	wire_confine(int sock, const struct wire_link *l,
	    const struct config_reach *r);

/* Makes an accepted one as narrow again as its peer allows. 0, or -1 with
   errno. */
int	wire_confine_accepted(int sock, const struct wire_link *l,
	    const struct config_reach *r, struct in_addr peer);

#endif
