#ifndef LARES_UPNP_CONNECTION_MANAGER_H
#define LARES_UPNP_CONNECTION_MANAGER_H

#include "server/upnp/service.h"

/* ConnectionManager:1 of a server without connections to manage. */
extern const struct service connection_manager;

#endif
