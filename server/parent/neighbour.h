#ifndef LARES_PARENT_NEIGHBOUR_H
#define LARES_PARENT_NEIGHBOUR_H

#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>

#include "common/station.h"
#include "server/parent/addresses.h"

/*
 * The MAC that the kernel has for an address on an interface. 0, or -1: it has
 * none, be it that the address is not of that link, or our own.
 */
int	neighbour_find(struct addresses *a, unsigned index,
	    struct in_addr address, uint8_t mac[STATION_MAC_BYTES]);

/* Which answer is meant. */
struct neighbour_question {
	uint32_t	 sequence;
	unsigned	 index;
	struct in_addr	 address;
};

/*
 * Pure: reads one datagram of the kernel's. 1: mac is set; 0: the answer is
 * not in it; -1: it is, and there is no such neighbour.
 */
int	neighbour_read(const struct neighbour_question *q, const void *bytes,
	    size_t len, uint8_t mac[STATION_MAC_BYTES]);

#endif
