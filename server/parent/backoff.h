#ifndef LARES_PARENT_BACKOFF_H
#define LARES_PARENT_BACKOFF_H

#include <stdint.h>

/* How eagerly a program that keeps dying is started again. Zero to begin. */
struct backoff {
	unsigned	young_deaths;	/* in a row */
};

/*
 * It died after lived_ms: how long to wait before it is started again. The
 * first time not at all, then a quarter of a second, doubling up to half a
 * minute; after a life of a minute all is forgiven.
 */
int64_t	backoff_after(struct backoff *b, int64_t lived_ms);

#endif
