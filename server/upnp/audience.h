#ifndef LARES_UPNP_AUDIENCE_H
#define LARES_UPNP_AUDIENCE_H

#include "common/access.h"

struct exchange;
struct media_server;

/* What the device that asks may see, now. May wait for laresd, a little. */
struct access_view	audience_of(const struct media_server *server,
			    struct exchange *x);

#endif
