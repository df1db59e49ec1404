#ifndef LARES_PROBE_WEBP_H
#define LARES_PROBE_WEBP_H

#include <stdbool.h>

#include "scanner/probe/bytes.h"

/* The first picture of an animation. */
struct webp_first {
	uint32_t	canvas_width, canvas_height;	/* of the animation */
	uint32_t	x, y, width, height;	/* on it; x and y are even */
	uint64_t	at, len;		/* its chunks in the file */
};

/*
 * False: the file is no animation in WebP (RFC 9649, 2.7.1), or none of which
 * a worker could hold a picture. *f lies within its canvas and the file.
 */
bool	webp_read_first(const struct bytes *b, struct webp_first *f);

/* What has to stand in front of its chunks to make a file of its own. */
#define WEBP_HEAD_BYTES	30
void	webp_write_head(uint8_t head[WEBP_HEAD_BYTES],
	    const struct webp_first *f);

#endif
