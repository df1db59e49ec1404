#ifndef LARES_PARENT_RELOAD_H
#define LARES_PARENT_RELOAD_H

#include "server/parent/house.h"

/* SIGHUP: reads the settings anew. With a mistake in them the old ones stay,
   and the log has every mistake with its line. */
void	reload(struct house *h);

#endif
