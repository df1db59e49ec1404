#ifndef LARES_PARENT_EVENTS_H
#define LARES_PARENT_EVENTS_H

#include "server/parent/house_types.h"

/* What follows from what the parts of the house report; the argument of every
   callback is the house. */
extern const struct children_events	events_children;
extern const struct network_events	events_network;
pid_t	events_worker(void *house, const struct worker *worker, int sock);
void	events_mounts(void *house);

#endif
