#ifndef LARES_PROBE_RENDER_H
#define LARES_PROBE_RENDER_H

#include "common/render.h"

/*
 * Carries out an order: reads the file fd and writes the JPEG into the memfd,
 * by a mapping, since the sandbox writes to nobody but the boss. Both stay the
 * caller's. 0, or -1 and *reason says why (static text).
 */
int	render_make(const struct render_order *o, int fd, int memfd,
	    struct render_result *r, const char **reason);

#endif
