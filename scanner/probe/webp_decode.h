#ifndef LARES_PROBE_WEBP_DECODE_H
#define LARES_PROBE_WEBP_DECODE_H

#include <libavutil/frame.h>

#include "scanner/probe/webp.h"

/*
 * Decodes the first picture of an animation, on a white canvas if it is
 * smaller than that. NULL: it is damaged or too large. Freed by av_frame_free.
 */
AVFrame	*webp_decode(const struct bytes *b, const struct webp_first *f);

#endif
