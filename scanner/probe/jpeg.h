#ifndef LARES_PROBE_JPEG_H
#define LARES_PROBE_JPEG_H

#include "common/render.h"

struct AVFrame;

/* Even numbers, once it has been turned by orientation (EXIF 1..8). */
struct jpeg_shape {
	uint32_t	width, height;
	uint32_t	orientation;
};

/*
 * Makes a baseline JFIF file of 4:2:0 of a frame, as DLNA's JPEG_ profiles
 * have it, on white where it is transparent. It is written to out, at less
 * quality if need be for it to fit into size bytes. The frame may be changed
 * on the way. 0 and *len is set, or -1: no memory, or nothing that small will
 * do.
 */
int	jpeg_make(struct AVFrame *frame, const struct jpeg_shape *shape,
	    void *out, size_t size, size_t *len);

/* A frame's size as it is to be seen: its pixels need not be square. They are
   taken for square if they would be of a shape that no video has. */
void	jpeg_seen_size(const struct AVFrame *frame, uint32_t *width,
	    uint32_t *height);

/* Whether a frame shows next to nothing: all of it is nearly black. */
bool	jpeg_is_dark(const struct AVFrame *frame);

#endif
