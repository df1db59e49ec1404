/*
 * The first picture of a WebP animation to pixels. In lares-probe only.
 */
#include <string.h>

#include <libavcodec/avcodec.h>
#include <libavutil/pixdesc.h>

#include "scanner/probe/decode.h"
#include "scanner/probe/webp_decode.h"

/* The same as a file of one picture. NULL: it is too large, or cannot be
   read. */
static AVPacket *
load(const struct bytes *b, const struct webp_first *f)
{
	AVPacket *packet;

	if (f->len > DECODE_BYTES_MAX || (packet = av_packet_alloc()) == NULL)
		return NULL;
	if (av_new_packet(packet, WEBP_HEAD_BYTES + (int)f->len) == 0 &&
	    bytes_get(b, f->at, packet->data + WEBP_HEAD_BYTES,
	    (size_t)f->len)) {
		webp_write_head(packet->data, f);
		return packet;
	}
	av_packet_free(&packet);
	return NULL;
}

/* In RGB as well as in YUV, whose second and third plane are colours. */
static void
make_white(AVFrame *f)
{
	const AVPixFmtDescriptor *d =
	    av_pix_fmt_desc_get((enum AVPixelFormat)f->format);
	const bool rgb = d == NULL || (d->flags & AV_PIX_FMT_FLAG_RGB) != 0;

	for (int p = 0; p < 4 && f->data[p] != NULL; p++) {
		const bool colour = !rgb && (p == 1 || p == 2);

		memset(f->data[p], colour ? 128 : 255, (size_t)f->linesize[p] *
		    (size_t)(colour ? (f->height + 1) / 2 : f->height));
	}
}

AVFrame *
webp_decode(const struct bytes *b, const struct webp_first *f)
{
	AVFrame *frame = decode_alone(AV_CODEC_ID_WEBP, 0, load(b, f)), *canvas;

	if (frame == NULL || (frame->width == (int)f->canvas_width &&
	    frame->height == (int)f->canvas_height))
		return frame;
	canvas = decode_new_canvas(frame, f->canvas_width, f->canvas_height);
	if (canvas != NULL) {
		make_white(canvas);
		(void)decode_lay(canvas, frame, (int)f->x, (int)f->y);
	}
	av_frame_free(&frame);
	return canvas;
}
