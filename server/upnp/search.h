#ifndef LARES_UPNP_SEARCH_H
#define LARES_UPNP_SEARCH_H

#include "common/buf.h"
#include "common/catalog_query.h"

#define SEARCH_NODES_MAX	64
#define SEARCH_DEPTH_MAX	32	/* of brackets */
#define SEARCH_TEXT_BYTES	65536	/* of all values together */

/* The number of the root as a parent; no row of the catalogue is that. */
#define SEARCH_ROOT		0

struct client;

/* A SearchCriteria that was read: the conditions in the order in which
   catalog_list wants them; none: everything. */
struct search {
	struct catalog_node nodes[SEARCH_NODES_MAX];
	size_t		nnodes;
	char		text[SEARCH_TEXT_BYTES];	/* the values' */
	size_t		used;
};

/*
 * Pure: reads a SearchCriteria (ContentDirectory:1, 2.5.5), in which types,
 * profiles and ids are those that the client is told. "*" and the empty
 * text mean everything. A value that cannot be one of its property's kind
 * matches nothing, and all that there is is other than it. 0, or -1 (error
 * 708): outside the grammar, a property that is not in the capabilities, or
 * larger than the limits.
 */
int	search_read(struct search *s, const struct client *client,
	    const char *criteria);

#endif
