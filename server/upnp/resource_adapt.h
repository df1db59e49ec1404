#ifndef LARES_UPNP_RESOURCE_ADAPT_H
#define LARES_UPNP_RESOURCE_ADAPT_H

#include "server/upnp/resource.h"

struct client;

/*
 * Pure: what resource_list says, as this client has to be told: types by other
 * names, profiles left out, and the original once more under a profile that
 * the client lets through. How many.
 */
size_t	resource_adapt(const struct catalog_object *row,
	    const struct client *client, struct resource list[RESOURCES_MAX]);

/*
 * Pure: of these the file as it is, or, with a name of so many bytes, under
 * the profile that its URL names. That need not have been offered to this
 * client: what a set plays with may call itself otherwise than what browsed.
 * False: there is none.
 */
bool	resource_adapt_file(const struct catalog_object *row,
	    const struct client *client, const char *profile, size_t len,
	    struct resource *r);

/* Pure: the same of a single one's type, and of what it says besides. */
void	resource_adapt_type(struct resource *r, const struct client *client);
void	resource_adapt_info(struct resource *r, const struct client *client);

#endif
