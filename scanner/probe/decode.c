/*
 * Pictures to pixels by libavcodec, at once and by one thread: the sandbox
 * knows no other. In lares-probe only.
 */
#include <string.h>

#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>

#include "common/render.h"
#include "scanner/probe/decode.h"
#include "scanner/probe/tiff.h"

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

AVPacket *
decode_load(const struct bytes *b, uint64_t offset, uint64_t len)
{
	AVPacket *packet;

	if (len > DECODE_BYTES_MAX || (packet = av_packet_alloc()) == NULL)
		return NULL;
	if (av_new_packet(packet, (int)len) == 0 &&
	    bytes_get(b, offset, packet->data, (size_t)len))
		return packet;
	av_packet_free(&packet);
	return NULL;
}

AVFrame *
decode_packet(AVCodecContext *ctx, const AVPacket *packet)
{
	AVFrame *frame = av_frame_alloc();

	if (frame != NULL && avcodec_send_packet(ctx, packet) == 0 &&
	    avcodec_send_packet(ctx, NULL) == 0 &&
	    avcodec_receive_frame(ctx, frame) == 0) {
		/* What pictures have that do not say, however large. */
		if (frame->colorspace == AVCOL_SPC_UNSPECIFIED)
			frame->colorspace = AVCOL_SPC_BT470BG;
		return frame;
	}
	av_frame_free(&frame);
	return NULL;
}

AVFrame *
decode_alone(enum AVCodecID codec, int lowres, AVPacket *packet)
{
	AVCodecParameters *par = avcodec_parameters_alloc();
	AVCodecContext *ctx = NULL;
	AVFrame *frame = NULL;

	if (par != NULL && packet != NULL) {
		par->codec_type = AVMEDIA_TYPE_VIDEO;
		par->codec_id = codec;
		if ((ctx = decode_open(par, lowres)) != NULL)
			frame = decode_packet(ctx, packet);
	}
	av_packet_free(&packet);
	avcodec_free_context(&ctx);
	avcodec_parameters_free(&par);
	return frame;
}

AVFrame *
decode_picture(const struct bytes *b, const struct media_facts *f,
    uint32_t width, uint32_t height)
{
	const enum AVCodecID codec = codec_of(f->format);

	if (codec == AV_CODEC_ID_NONE ||
	    (codec == AV_CODEC_ID_TIFF && tiff_holds_jpegs(b)))
		return NULL;
	return decode_alone(codec, halvings(f, width, height),
	    decode_load(b, 0, b->size));
}

AVFrame *
decode_new_canvas(const AVFrame *like, uint32_t width, uint32_t height)
{
	AVFrame *f = av_frame_alloc();

	if (f == NULL)
		return NULL;
	f->width = (int)width;
	f->height = (int)height;
	f->format = like->format;
	f->colorspace = like->colorspace;
	f->color_range = like->color_range;
	if (av_frame_get_buffer(f, 0) < 0)
		av_frame_free(&f);
	return f;
}

bool
decode_lay(AVFrame *canvas, const AVFrame *tile, int x, int y)
{
	const enum AVPixelFormat format = (enum AVPixelFormat)tile->format;
	const AVPixFmtDescriptor *d = av_pix_fmt_desc_get(format);
	int width, height, shift, n;

	if (tile->format != canvas->format || d == NULL)
		return false;
	width = tile->width < canvas->width - x ? tile->width :
	    canvas->width - x;
	height = tile->height < canvas->height - y ? tile->height :
	    canvas->height - y;
	for (int p = 0; p < av_pix_fmt_count_planes(format); p++) {
		shift = p == 1 || p == 2 ? d->log2_chroma_h : 0;
		n = av_image_get_linesize(format, width, p);
		av_image_copy_plane(canvas->data[p] +
		    (ptrdiff_t)(y >> shift) * canvas->linesize[p] +
		    av_image_get_linesize(format, x, p),
		    canvas->linesize[p], tile->data[p], tile->linesize[p], n,
		    AV_CEIL_RSHIFT(height, shift));
	}
	return true;
}
