#ifndef LARES_LIBRARY_EASEL_H
#define LARES_LIBRARY_EASEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/art.h"
#include "scanner/library/pool.h"

/*
 * One picture in the making, in its sizes: the larger of its source, then the
 * small one of the larger, so that a source is decoded once. Starts as zeros.
 */
struct easel {
	enum {
		EASEL_FREE,
		EASEL_AT_WORK,		/* a worker has it */
		EASEL_HALF,		/* easel_go_on, once a worker is idle */
		EASEL_DONE,
	}		 state;
	enum art_size	 size;		/* being made */
	int		 memfd;		/* EASEL_AT_WORK */
	struct rendering rendering;
	struct art	 art;		/* made: all but its id */
	uint8_t		*data[ART_SIZES];
	size_t		 len[ART_SIZES];
};

/* What to make a picture of. */
struct easel_source {
	enum render_source source;
	int		 fd;
	const char	*extension;
	uint32_t	 orientation;
	bool		 small_only;
};

/* Orders it; there is an idle worker. -1: the machine has no room for it. */
int	easel_begin(struct easel *e, struct pool *p,
	    const struct easel_source *s, int64_t now_ms);
int	easel_go_on(struct easel *e, struct pool *p, int64_t now_ms);

/* Takes what the worker says it made. -1: it is no picture. */
int	easel_take(struct easel *e, const struct render_result *made);

void	easel_clear(struct easel *e);

#endif
