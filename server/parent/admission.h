#ifndef LARES_PARENT_ADMISSION_H
#define LARES_PARENT_ADMISSION_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>

#include "common/access.h"
#include "common/config_types.h"
#include "server/parent/decisions.h"

/* Who asks. */
struct admission_peer {
	struct in_addr	 address;
	bool		 has_mac;	/* one that the kernel knows */
	uint8_t		 mac[STATION_MAC_BYTES];
};

struct admission {
	struct access_verdict verdict;
	const char	*why;		/* "you denied it"; static */
	const char	*name;		/* the first that a device line gives
					   it, in c; or NULL */
};

/*
 * Pure. The owner's decision about its MAC counts, else that about its
 * address; else a device line admits it; else "access".
 */
struct admission admission_decide(const struct config *c,
	    const struct decisions *d, const struct admission_peer *peer);

/* Whether it matters who somebody is: if not, nobody need ask. */
bool	admission_matters(const struct config *c, const struct decisions *d);

/* Whether a station is the peer's MAC, or its address. */
bool	admission_is(const struct station *s,
	    const struct admission_peer *peer);

/* How much there is of all that decides. */
struct admission_counts {
	enum config_access access;
	size_t		 allowed, denied, named, rules;
};
struct admission_counts admission_count(const struct config *c,
	    const struct decisions *d);

/* What is decided about it is decided about its MAC, if there is one. */
struct station admission_station(const struct admission_peer *peer);

#endif
