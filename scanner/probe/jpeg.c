/*
 * Pixels to a JPEG that every set shows: scaled to the pixels that it holds at
 * once, and turned in these. What is transparent goes by RGB. In lares-probe
 * only.
 */
#include <string.h>

#include <libavcodec/avcodec.h>
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>

#include "scanner/probe/jpeg.h"

/* Quantisers from fine to coarse, tried until the file is small enough. */
static const int quantisers[] = { 3, 6, 12, 24, 31 };

/* How many times as wide as high a pixel may be, or the other way round: what
   says more is mistaken. */
#define PIXEL_SHAPE_MAX	8

/* From this height on video that does not say is of BT.709, not BT.601. */
#define HD_HEIGHT	720

/* For jpeg_is_dark: what a frame is shrunk to, which of 0..255 is dark, and
   how many of a thousand pixels must not be. */
#define SAMPLE_SIDE	64
#define DARK		40
#define BRIGHT_PERMILLE	30

static AVFrame *
new_frame(int width, int height, enum AVPixelFormat format)
{
	AVFrame *f = av_frame_alloc();

	if (f == NULL)
		return NULL;
	f->width = width;
	f->height = height;
	f->format = format;
	if (av_frame_get_buffer(f, 0) < 0)
		av_frame_free(&f);
	return f;
}

/* The YUV matrix of a frame, as swscale numbers them. */
static int
matrix(const AVFrame *f)
{
	if (f->colorspace != AVCOL_SPC_UNSPECIFIED)
		return (int)f->colorspace;
	return f->height >= HD_HEIGHT && f->color_range != AVCOL_RANGE_JPEG ?
	    SWS_CS_ITU709 : SWS_CS_ITU601;
}

/* swscale knows which formats are of full range by nature: that stays. */
static int
set_colours(struct SwsContext *c, const AVFrame *in)
{
	int *from, *to, from_full, to_full, brightness, contrast, saturation;

	if (sws_getColorspaceDetails(c, &from, &from_full, &to, &to_full,
	    &brightness, &contrast, &saturation) == -1)
		return 0;		/* neither side has a matrix */
	return sws_setColorspaceDetails(c, sws_getCoefficients(matrix(in)),
	    from_full || in->color_range == AVCOL_RANGE_JPEG,
	    sws_getCoefficients(SWS_CS_ITU601), 1, brightness, contrast,
	    saturation);
}

/* Good pictures, or no more than an impression of one. */
#define FINE	(SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | \
		 SWS_FULL_CHR_H_INP)
#define ROUGH	SWS_POINT

static AVFrame *
convert(const AVFrame *in, int width, int height, enum AVPixelFormat format,
    int how)
{
	AVFrame *out = NULL;
	struct SwsContext *c;

	c = sws_getContext(in->width, in->height,
	    (enum AVPixelFormat)in->format, width, height, format, how, NULL,
	    NULL, NULL);
	if (c == NULL)
		return NULL;
	(void)set_colours(c, in);
	if ((out = new_frame(width, height, format)) != NULL &&
	    sws_scale(c, (const uint8_t *const *)in->data, in->linesize, 0,
	    in->height, out->data, out->linesize) != height)
		av_frame_free(&out);
	sws_freeContext(c);
	return out;
}

static bool
has_alpha(const AVFrame *f)
{
	const AVPixFmtDescriptor *d =
	    av_pix_fmt_desc_get((enum AVPixelFormat)f->format);

	return d != NULL && (d->flags & AV_PIX_FMT_FLAG_ALPHA) != 0;
}

static void
lay_on_white(AVFrame *rgba)
{
	for (int y = 0; y < rgba->height; y++) {
		uint8_t *p = rgba->data[0] + (ptrdiff_t)y * rgba->linesize[0];

		for (int x = 0; x < rgba->width; x++, p += 4)
			for (int i = 0; i < 3; i++)
				p[i] = (uint8_t)((p[i] * p[3] +
				    255 * (255 - p[3]) + 127) / 255);
	}
}

/* As a JPEG holds them already: such a picture is seldom scaled to its own
   size, but covers are. */
static bool
is_as_wanted(const AVFrame *f, int width, int height)
{
	return f->format == AV_PIX_FMT_YUVJ420P && f->width == width &&
	    f->height == height && matrix(f) == SWS_CS_ITU601;
}

/* What is transparent, before it is scaled: what cannot be seen must not bleed
   into what can. */
static AVFrame *
scaled(AVFrame *in, int width, int height)
{
	AVFrame *flat = NULL, *out;

	if (is_as_wanted(in, width, height))
		return av_frame_clone(in);
	if (!has_alpha(in))
		return convert(in, width, height, AV_PIX_FMT_YUVJ420P, FINE);
	if (in->format != AV_PIX_FMT_RGBA || !av_frame_is_writable(in))
		in = flat = convert(in, in->width, in->height,
		    AV_PIX_FMT_RGBA, FINE);
	if (in == NULL)
		return NULL;
	lay_on_white(in);
	in->format = AV_PIX_FMT_RGB0;
	out = convert(in, width, height, AV_PIX_FMT_YUVJ420P, FINE);
	av_frame_free(&flat);
	return out;
}

/* One plane of width x height samples, as it is seen. */
static void
turn_plane(const uint8_t *in, ptrdiff_t in_line, uint8_t *out,
    ptrdiff_t out_line, int width, int height, uint32_t orientation)
{
	const bool swap = render_is_turned(orientation);
	const bool mirrored = orientation == 2 || orientation == 3 ||
	    orientation == 7 || orientation == 8;
	const bool upside_down = orientation == 3 || orientation == 4 ||
	    orientation == 6 || orientation == 7;
	const ptrdiff_t across = mirrored ? -1 : 1;
	const ptrdiff_t down = upside_down ? -in_line : in_line;
	const ptrdiff_t next = swap ? down : across;
	const ptrdiff_t below = swap ? across : down;

	if (mirrored)
		in += width - 1;
	if (upside_down)
		in += (height - 1) * in_line;
	for (int y = 0; y < (swap ? width : height); y++)
		for (int x = 0; x < (swap ? height : width); x++)
			out[y * out_line + x] = in[y * below + x * next];
}

/* Upright; yuv, of even size, is freed. NULL: no memory. */
static AVFrame *
turned(AVFrame *yuv, uint32_t orientation)
{
	const bool swap = render_is_turned(orientation);
	AVFrame *out;

	if (yuv == NULL || orientation <= 1)
		return yuv;
	out = new_frame(swap ? yuv->height : yuv->width,
	    swap ? yuv->width : yuv->height, AV_PIX_FMT_YUVJ420P);
	for (int i = 0; out != NULL && i < 3; i++)
		turn_plane(yuv->data[i], yuv->linesize[i], out->data[i],
		    out->linesize[i], yuv->width >> (i > 0),
		    yuv->height >> (i > 0), orientation);
	av_frame_free(&yuv);
	return out;
}

/* libavcodec writes a JFIF header only where it knows the pixels' shape. */
static AVCodecContext *
open_encoder(const AVFrame *f, int quantiser)
{
	const AVCodec *codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
	AVCodecContext *ctx;
	AVDictionary *options = NULL;
	int ret;

	if (codec == NULL || (ctx = avcodec_alloc_context3(codec)) == NULL)
		return NULL;
	ctx->width = f->width;
	ctx->height = f->height;
	ctx->pix_fmt = AV_PIX_FMT_YUVJ420P;
	ctx->color_range = AVCOL_RANGE_JPEG;
	ctx->time_base = (AVRational){ 1, 1 };
	ctx->sample_aspect_ratio = (AVRational){ 1, 1 };
	ctx->thread_count = 1;
	ctx->flags |= AV_CODEC_FLAG_QSCALE | AV_CODEC_FLAG_BITEXACT;
	ctx->global_quality = FF_QP2LAMBDA * quantiser;
	/* The best tables would take 25 bytes for each pixel. */
	av_dict_set(&options, "huffman", "default", 0);
	ret = avcodec_open2(ctx, codec, &options);
	av_dict_free(&options);
	if (ret < 0)
		avcodec_free_context(&ctx);
	return ctx;
}

/* NULL: it failed. */
static AVPacket *
encode(AVFrame *yuv, int quantiser)
{
	AVCodecContext *ctx = open_encoder(yuv, quantiser);
	AVPacket *packet = av_packet_alloc();

	yuv->quality = FF_QP2LAMBDA * quantiser;
	if (ctx == NULL || packet == NULL ||
	    avcodec_send_frame(ctx, yuv) < 0 ||
	    avcodec_send_frame(ctx, NULL) < 0 ||
	    avcodec_receive_packet(ctx, packet) < 0)
		av_packet_free(&packet);
	avcodec_free_context(&ctx);
	return packet;
}

static int
write_jpeg(AVFrame *yuv, void *out, size_t size, size_t *len)
{
	const size_t n = sizeof(quantisers) / sizeof(quantisers[0]);
	AVPacket *packet = NULL;
	int ret = -1;

	for (size_t i = 0; i < n && ret == -1; i++) {
		if ((packet = encode(yuv, quantisers[i])) == NULL)
			break;
		if ((size_t)packet->size <= size) {
			*len = (size_t)packet->size;
			memcpy(out, packet->data, *len);
			ret = 0;
		}
		av_packet_free(&packet);
	}
	return ret;
}

int
jpeg_make(AVFrame *frame, const struct jpeg_shape *shape, void *out,
    size_t size, size_t *len)
{
	const bool swap = render_is_turned(shape->orientation);
	const int width = (int)shape->width, height = (int)shape->height;
	AVFrame *yuv;
	int ret = -1;

	yuv = scaled(frame, swap ? height : width, swap ? width : height);
	yuv = turned(yuv, shape->orientation);
	if (yuv != NULL)
		ret = write_jpeg(yuv, out, size, len);
	av_frame_free(&yuv);
	return ret;
}

void
jpeg_seen_size(const AVFrame *f, uint32_t *width, uint32_t *height)
{
	const int64_t num = f->sample_aspect_ratio.num;
	const int64_t den = f->sample_aspect_ratio.den;

	*width = (uint32_t)f->width;
	*height = (uint32_t)f->height;
	if (num > den && num <= den * PIXEL_SHAPE_MAX)
		*width = (uint32_t)av_rescale(f->width, num, den);
	else if (den > num && den <= num * PIXEL_SHAPE_MAX)
		*height = (uint32_t)av_rescale(f->height, den, num);
}

bool
jpeg_is_dark(const AVFrame *frame)
{
	AVFrame *gray = convert(frame, SAMPLE_SIDE, SAMPLE_SIDE,
	    AV_PIX_FMT_GRAY8, ROUGH);
	int bright = 0;

	for (int y = 0; gray != NULL && y < SAMPLE_SIDE; y++)
		for (int x = 0; x < SAMPLE_SIDE; x++)
			bright += gray->data[0][y * gray->linesize[0] + x] >
			    DARK;
	av_frame_free(&gray);
	return bright * 1000 < BRIGHT_PERMILLE * SAMPLE_SIDE * SAMPLE_SIDE;
}
