#ifndef LARES_DISCOVERY_ALLOWANCE_H
#define LARES_DISCOVERY_ALLOWANCE_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * How many answers a source may draw from us: datagrams at once, and per
 * second after that. A search for everything costs six. An eager control point
 * searches five targets three times over.
 */
#define ALLOWANCE_BURST		60
#define ALLOWANCE_PER_SEC	30

/* The same for all sources together: bounds our work and libupnp's queues. */
#define ALLOWANCE_ALL_BURST	600
#define ALLOWANCE_ALL_PER_SEC	300

#define ALLOWANCE_SOURCES	256	/* a /24; the quietest is forgotten */

/* Filled by allowance_take only; all zero is the beginning. */
struct allowance_bucket {
	in_addr_t	 source;
	bool		 used;
	uint32_t	 spent;		/* thousandths of an answer */
	int64_t		 at_ms;
};
struct allowance {
	struct allowance_bucket all;
	struct allowance_bucket sources[ALLOWANCE_SOURCES];
};

/*
 * Whether a source may have this many answers now; if so they are taken. Pure
 * but for the table: now_ms is a clock that never runs backwards.
 */
bool	allowance_take(struct allowance *a, struct in_addr source,
	    unsigned answers, int64_t now_ms);

#endif
