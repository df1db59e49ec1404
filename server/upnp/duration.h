#ifndef LARES_UPNP_DURATION_H
#define LARES_UPNP_DURATION_H

#include <stdint.h>

struct buf;

/* Lengths and places in time as res@duration has them: H+:MM:SS[.F+]. Pure. */

/* 0, or -1 and *ms is left alone. */
int	duration_parse(const char *text, uint64_t *ms);

/* H:MM:SS.mmm */
void	duration_add(struct buf *b, uint64_t ms);

#endif
