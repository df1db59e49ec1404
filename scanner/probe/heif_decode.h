#ifndef LARES_PROBE_HEIF_DECODE_H
#define LARES_PROBE_HEIF_DECODE_H

#include <libavutil/frame.h>

#include "scanner/probe/bytes.h"

/*
 * Decodes a HEIF file's primary item, HEVC or AV1, in one piece or as a grid
 * of tiles, as phones write it; not turned. NULL: it is of another kind,
 * damaged or too large. Freed by av_frame_free.
 */
AVFrame	*heif_decode(const struct bytes *b);

#endif
