#ifndef LARES_PARENT_LINKS_H
#define LARES_PARENT_LINKS_H

#include <stdbool.h>
#include <stddef.h>

#include "common/config_types.h"
#include "common/wire.h"

/* What the kernel says of one network interface. */
struct link_facts {
	char		name[IF_NAMESIZE];
	unsigned	index;
	unsigned	type;		/* ARPHRD_ */
	unsigned	flags;		/* IFF_ */
	char		kind[16];	/* "veth", "bridge", ...; "" hardware */
	unsigned	master;		/* index of the bridge or bond, or 0 */
	unsigned	lower;		/* index of what it stands on, or 0 */
	bool		lower_elsewhere; /* that is in another namespace */
};
struct link_address {
	unsigned	index;		/* of the interface */
	struct in_addr	address;
	unsigned	prefix;
	bool		global;		/* scope; and no secondary address */
};

/* All interfaces and their IPv4 addresses, in the kernel's order. */
struct link_table {
	struct link_facts	*links;
	size_t			 nlinks;
	struct link_address	*addresses;
	size_t			 naddresses;
};

/*
 * Pure: whether link i is to be served, with which address. NULL: yes, *out is
 * set. Else why not, as a reason for people. named: the network_interface
 * setting, names or addresses; empty: choose by kind.
 */
const char	*links_choose(const struct link_table *t, size_t i,
		    const struct config_list *named, struct wire_link *out);

#endif
