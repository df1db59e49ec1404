#ifndef LARES_PROBE_JPEG_H
#define LARES_PROBE_JPEG_H

#include "common/render.h"

struct AVFrame;

/*
 * Makes a baseline JFIF file of 4:2:0 of a frame, as DLNA's JPEG_ profiles
 * have it: turned by orientation (EXIF 1..8), fitted into the order's box, on
 * white where it is transparent. It is written to out, at less quality if
 * need be for it to fit into size bytes. The frame may be changed on the way.
 * 0 and r is set, or -1: no memory, or nothing that small will do.
 */
int	jpeg_make(struct AVFrame *frame, const struct render_order *o,
	    uint32_t orientation, void *out, size_t size,
	    struct render_result *r);

/* Whether a frame shows next to nothing: all of it is nearly black. */
bool	jpeg_is_dark(const struct AVFrame *frame);

#endif
