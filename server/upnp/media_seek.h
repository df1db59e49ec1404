#ifndef LARES_UPNP_MEDIA_SEEK_H
#define LARES_UPNP_MEDIA_SEEK_H

#include <stdint.h>

#include "common/seek_table.h"

struct exchange;
struct media_server;
struct transfer;

/* A file in which one can seek by time, as it is listed. */
struct media_seek {
	int64_t		id;
	uint64_t	size;
	uint64_t	duration_ms;	/* 0: one cannot */
};

/*
 * Which part of it a request with t->timed is for; size is what the file on
 * disk has. 0, or the status that refuses: 416 beyond its end, 406 if it has
 * become another file, 500, 503.
 */
int	media_seek_find(const struct media_server *server,
	    const struct media_seek *file, uint64_t size,
	    const struct transfer *t, struct seek_part *part);

/* What headers say of seeking; part is NULL where nothing was sought. */
void	media_seek_headers(struct exchange *x, const struct media_seek *file,
	    uint64_t size, const struct transfer *t,
	    const struct seek_part *part);

#endif
