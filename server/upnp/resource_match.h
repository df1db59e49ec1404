#ifndef LARES_UPNP_RESOURCE_MATCH_H
#define LARES_UPNP_RESOURCE_MATCH_H

#include "common/catalog_query.h"

/*
 * Pure: a catalog_fits. Whether a condition on res@protocolInfo or
 * res@resolution is true of one of the ways in which an object can be had, as
 * such a client (its flags) is shown them; or, if it is that something be not
 * so, of all that have the property. Where none has it, nothing but "exists
 * false" is.
 */
bool	resource_match(const struct catalog_node *n,
	    const struct catalog_object *o, uint64_t client);

#endif
