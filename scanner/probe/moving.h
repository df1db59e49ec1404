#ifndef LARES_PROBE_MOVING_H
#define LARES_PROBE_MOVING_H

#include <stdint.h>

struct AVFrame;
struct AVPacket;
struct input;

/*
 * Opens a file of sound or moving pictures with what belongs to it. NULL: it
 * is none, or damaged.
 */
struct moving;
struct moving	*moving_open(struct input *in, const char *extension);
void		 moving_close(struct moving *m);

/* As container_cover has it; belongs to m. */
const struct AVPacket	*moving_cover(const struct moving *m);

/*
 * A frame from somewhere inside that is not black, and which way up it is to
 * be shown (EXIF 1..8). NULL: there is none. Freed by av_frame_free.
 */
struct AVFrame	*moving_frame(struct moving *m, uint32_t *orientation);

#endif
