#ifndef LARES_UPNP_ALIAS_H
#define LARES_UPNP_ALIAS_H

#include <stdint.h>

#include "server/upnp/object_id.h"

struct buf;
struct client;

/* Object ids in the spelling of one client. Pure. */

/*
 * The id that is meant: some devices ask for containers by numbers of their
 * own ("14": the folders of music). 0, or -1 when no object can have it.
 */
int	alias_parse(const struct client *client, const char *text,
	    struct object_id *id);

/* Adds what alias_parse reads as this id and no other. version: of a file,
   where the client is to take a changed one for another; 0: not. */
void	alias_add(struct buf *b, const struct client *client,
	    const struct object_id *id, int64_t version);

#endif
