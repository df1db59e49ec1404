#ifndef LARES_PROBE_SIDE_H
#define LARES_PROBE_SIDE_H

#include "common/media.h"

/*
 * Adds to the facts what a file beside the media file says; nothing, if it
 * says nothing or is none for what the facts are of. fd stays the caller's.
 */
void	side_read(int fd, enum media_side side, struct media_facts *f);

#endif
