#ifndef LARES_UPNP_SERVICES_H
#define LARES_UPNP_SERVICES_H

#include <stddef.h>

#include "server/upnp/service.h"

struct config;

/* The services of a MediaServer:1, as the description lists them; NULL past
   the last. */
const struct service	*services_get(size_t i);

/* What of them there is with these settings: SERVICE_ bits. */
unsigned		 services_there(const struct config *c);

/* By its name in our URLs; NULL: there is none. */
const struct service	*services_find(const char *name);

#endif
