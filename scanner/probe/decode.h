#ifndef LARES_PROBE_DECODE_H
#define LARES_PROBE_DECODE_H

#include <libavcodec/avcodec.h>

#include "common/media.h"
#include "scanner/probe/bytes.h"

#define DECODE_BYTES_MAX	(64u << 20)	/* as it lies in the file */

/*
 * Opens a decoder for one thread that halves what it decodes lowres times, if
 * it can. NULL: there is none, or it refuses. Freed by avcodec_free_context.
 */
AVCodecContext	*decode_open(const AVCodecParameters *par, int lowres);

/* Decodes a picture that is one packet. NULL: it cannot be. */
AVFrame		*decode_packet(AVCodecContext *ctx, const AVPacket *packet);

/* The same, with a decoder of its own; takes the packet, which may be NULL. */
AVFrame		*decode_alone(enum AVCodecID codec, int lowres,
		    AVPacket *packet);

/* The bytes at a place as a packet. NULL: they are too many, or cannot be
   read. */
AVPacket	*decode_load(const struct bytes *b, uint64_t offset,
		    uint64_t len);

/*
 * Decodes a picture whose facts (image_read) are f. If that is less work, it
 * is made smaller on the way, but no smaller than width x height. NULL: it is
 * of a kind that cannot be decoded, damaged or too large. Freed by
 * av_frame_free.
 */
AVFrame		*decode_picture(const struct bytes *b,
		    const struct media_facts *f, uint32_t width,
		    uint32_t height);

/* A frame of this size and of another's kind, with nothing on it yet. NULL: no
   memory. Freed by av_frame_free. */
AVFrame		*decode_new_canvas(const AVFrame *like, uint32_t width,
		    uint32_t height);

/* Lays a tile down at a place on the canvas, which is even where colours are
   shared; what does not fit is cut off. False: it is not of its kind. */
bool		decode_lay(AVFrame *canvas, const AVFrame *tile, int x,
		    int y);

#endif
