#ifndef LARES_UPNP_CONTENT_DIRECTORY_H
#define LARES_UPNP_CONTENT_DIRECTORY_H

#include "server/upnp/service.h"

/* ContentDirectory:1: Browse and its capabilities. */
extern const struct service content_directory;

#endif
