#ifndef LARES_UPNP_CLIENT_H
#define LARES_UPNP_CLIENT_H

#include <stdbool.h>
#include <stdint.h>

#include "common/client_flag.h"

struct exchange;
struct media_server;

/* What the client that asks needs, during one request. */
struct client {
	uint64_t	 flags;		/* CLIENT_BIT()s */
	const char	*language;	/* ISO 639-1, the household's; NULL:
					   not known */
};

static inline bool
client_has(const struct client *client, enum client_flag flag)
{
	return (client->flags & CLIENT_BIT(flag)) != 0;
}

/* As its headers tell it, and the configuration. */
struct client	client_of(const struct media_server *server,
		    struct exchange *x);

#endif
