#ifndef LARES_DISCOVERY_LINK_H
#define LARES_DISCOVERY_LINK_H

#include "common/wire.h"

/*
 * Pure: the link that laresd names on our command line, as interface name,
 * index, and "ADDRESS/PREFIX". -1: that is none.
 */
int	link_parse(struct wire_link *l, const char *name, const char *index,
	    const char *address);

#endif
