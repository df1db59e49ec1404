/*
 * Pictures to pixels by libavcodec, at once and by one thread: the sandbox
 * knows no other. In lares-probe only.
 */
#include <string.h>

#include "common/render.h"
#include "scanner/probe/decode.h"

/* What image.c calls them, and libavcodec. */
static const struct {
	const char	*format;
	enum AVCodecID	 codec;
} codecs[] = {
	{ "jpeg",	AV_CODEC_ID_MJPEG },
	{ "png",	AV_CODEC_ID_PNG },
	{ "gif",	AV_CODEC_ID_GIF },
	{ "webp",	AV_CODEC_ID_WEBP },
	{ "bmp",	AV_CODEC_ID_BMP },
	{ "tiff",	AV_CODEC_ID_TIFF },
};

static enum AVCodecID
codec_of(const char *format)
{
	for (size_t i = 0; i < sizeof(codecs) / sizeof(codecs[0]); i++)
		if (strcmp(codecs[i].format, format) == 0)
			return codecs[i].codec;
	return AV_CODEC_ID_NONE;
}

AVCodecContext *
decode_open(const AVCodecParameters *par, int lowres)
{
	const AVCodec *codec = avcodec_find_decoder(par->codec_id);
	AVCodecContext *ctx;

	if (codec == NULL || (ctx = avcodec_alloc_context3(codec)) == NULL)
		return NULL;
	if (avcodec_parameters_to_context(ctx, par) < 0)
		goto out;
	ctx->thread_count = 1;
	ctx->max_pixels = RENDER_JPEG_PIXELS_MAX;
	ctx->lowres = lowres < codec->max_lowres ? lowres : codec->max_lowres;
	if (avcodec_open2(ctx, codec, NULL) == 0)
		return ctx;
out:
	avcodec_free_context(&ctx);
	return NULL;
}

/* How often f's size can be halved; decoders round up. */
static int
halvings(const struct media_facts *f, uint32_t width, uint32_t height)
{
	int n = 0;

	while (f->width >> (n + 1) >= width && f->height >> (n + 1) >= height)
		n++;
	return n;
}

/* The whole file as one packet. NULL: it is too large, or cannot be read. */
static AVPacket *
load(const struct bytes *b)
{
	AVPacket *packet;

	if (b->size > DECODE_BYTES_MAX || (packet = av_packet_alloc()) == NULL)
		return NULL;
	if (av_new_packet(packet, (int)b->size) == 0 &&
	    bytes_get(b, 0, packet->data, (size_t)b->size))
		return packet;
	av_packet_free(&packet);
	return NULL;
}

static AVFrame *
decode(AVCodecContext *ctx, const AVPacket *packet)
{
	AVFrame *frame = av_frame_alloc();

	if (frame != NULL && avcodec_send_packet(ctx, packet) == 0 &&
	    avcodec_send_packet(ctx, NULL) == 0 &&
	    avcodec_receive_frame(ctx, frame) == 0)
		return frame;
	av_frame_free(&frame);
	return NULL;
}

AVFrame *
decode_picture(const struct bytes *b, const struct media_facts *f,
    uint32_t width, uint32_t height)
{
	AVCodecParameters *par = avcodec_parameters_alloc();
	AVCodecContext *ctx = NULL;
	AVPacket *packet = NULL;
	AVFrame *frame = NULL;

	if (par == NULL)
		return NULL;
	par->codec_type = AVMEDIA_TYPE_VIDEO;
	par->codec_id = codec_of(f->format);
	if ((ctx = decode_open(par, halvings(f, width, height))) != NULL &&
	    (packet = load(b)) != NULL)
		frame = decode(ctx, packet);
	av_packet_free(&packet);
	avcodec_free_context(&ctx);
	avcodec_parameters_free(&par);
	return frame;
}
