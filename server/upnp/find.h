#ifndef LARES_UPNP_FIND_H
#define LARES_UPNP_FIND_H

struct call;

/* Search's arguments in the order of its table. */
enum {
	FIND_CONTAINER_ID,
	FIND_CRITERIA,
	FIND_FILTER,
	FIND_START,
	FIND_COUNT,
	FIND_SORT,
};

/* ContentDirectory:1, 2.7.5. */
int	find(struct call *c);

#endif
