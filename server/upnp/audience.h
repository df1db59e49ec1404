#ifndef LARES_UPNP_AUDIENCE_H
#define LARES_UPNP_AUDIENCE_H

#include "common/access.h"

struct exchange;
struct media_server;

/* What the device that asks may see, now. */
struct access_view	audience_of(const struct media_server *server,
			    struct exchange *x);

#endif
