#ifndef LARES_UPNP_ALIAS_H
#define LARES_UPNP_ALIAS_H

#include <stdint.h>

#include "server/upnp/object_id.h"

struct client;

/* Object ids in the spelling of one client. Pure. */

#define ALIAS_BYTES	(OBJECT_ID_BYTES + 24)
struct alias_text {
	char	s[ALIAS_BYTES];
};

/*
 * The id that is meant: some devices ask for containers by numbers of their
 * own ("14": the folders of music). 0, or -1 when no object can have it.
 */
int	alias_parse(const struct client *client, const char *text,
	    struct object_id *id);

/* What alias_parse reads as this id and no other. version: of a file, where
   the client is to take a changed one for another; 0: not. */
struct alias_text alias_format(const struct client *client,
	    const struct object_id *id, int64_t version);

#endif
