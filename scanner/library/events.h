#ifndef LARES_LIBRARY_EVENTS_H
#define LARES_LIBRARY_EVENTS_H

#include "scanner/library/watch.h"

/* What a change on the disk, as watch_call, makes of the catalogue. */
void	events_take(void *library, enum watch_event event,
	    const struct watch_folder *folder, const char *name);

#endif
