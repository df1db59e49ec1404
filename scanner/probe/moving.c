/*
 * What can be seen of a file of sound or moving pictures: its cover, and a
 * frame. In lares-probe only.
 */
#include <stdlib.h>
#include <string.h>

#include <libavformat/avformat.h>
#include <libavutil/display.h>

#include "scanner/probe/av_io.h"
#include "scanner/probe/container.h"
#include "scanner/probe/decode.h"
#include "scanner/probe/input.h"
#include "scanner/probe/jpeg.h"
#include "scanner/probe/moving.h"

/*
 * Where in a video a frame is looked for, in percent of it: films begin with
 * black and with logos, and end with names. Where it can be entered at its
 * beginning only, all of these are the same: then one is looked for from there
 * on, among every so many.
 */
static const int places[] = { 10, 20, 35, 50, 70, 0, 85, 95 };
#define FRAMES_MAX	300
#define STRIDE		10

/* Packets of the stream, and bytes of the file, in which the next frame must
   be found. */
#define PACKETS_MAX	200
#define FRAME_BYTES_MAX	(48u << 20)

struct moving {
	struct av_io	 io;
	AVIOContext	*pb;
	AVFormatContext	*ctx;
};

struct moving *
moving_open(struct input *in, const char *extension)
{
	struct moving *m = calloc(1, sizeof(*m));
	const AVInputFormat *format;
	char name[MEDIA_NAME_BYTES];

	if (m == NULL)
		return NULL;
	m->io.in = in;
	if ((m->pb = av_io_new(&m->io)) != NULL &&
	    (format = container_detect(m->pb, extension, name)) != NULL &&
	    (m->ctx = container_open(m->pb, format)) != NULL)
		return m;
	moving_close(m);
	return NULL;
}

void
moving_close(struct moving *m)
{
	avformat_close_input(&m->ctx);
	av_io_free(m->pb);
	free(m);
}

const AVPacket *
moving_cover(const struct moving *m)
{
	return container_cover(m->ctx);
}

/* The matrix (ISO/IEC 14496-12, 8.3.2) says where x and y go. */
static uint32_t
orientation_of(const AVStream *s)
{
	const int32_t *m = (const int32_t *)av_stream_get_side_data(s,
	    AV_PKT_DATA_DISPLAYMATRIX, NULL);

	if (m == NULL)
		return 1;
	if (m[0] != 0 || m[4] != 0)
		return m[0] >= 0 ? (m[4] >= 0 ? 1 : 4) : (m[4] >= 0 ? 2 : 3);
	return m[1] >= 0 ? (m[3] >= 0 ? 5 : 6) : (m[3] >= 0 ? 8 : 7);
}

/* Two moments are woven into one: every other line is of the first. */
static void
keep_one_field(AVFrame *f)
{
	if (!f->interlaced_frame || f->height < 2)
		return;
	for (int i = 0; i < AV_NUM_DATA_POINTERS; i++)
		f->linesize[i] *= 2;
	f->height /= 2;
	if (f->sample_aspect_ratio.num <= 0)
		f->sample_aspect_ratio = (AVRational){ 1, 1 };
	f->sample_aspect_ratio.den *= 2;
	av_reduce(&f->sample_aspect_ratio.num, &f->sample_aspect_ratio.den,
	    f->sample_aspect_ratio.num, f->sample_aspect_ratio.den, INT_MAX);
}

/* The next packet of the stream, and there are as many bytes at most to it. */
static bool
next_packet(struct moving *m, int stream, int64_t end, AVPacket *packet)
{
	while (avio_tell(m->pb) < end &&
	    av_read_frame(m->ctx, packet) == 0) {
		if (packet->stream_index == stream)
			return true;
		av_packet_unref(packet);
	}
	return false;
}

/* The first frame from here on, of its packet alone: decoders keep frames back
   until they know their order. False: that packet does not stand alone. */
static bool
key_frame(struct moving *m, AVCodecContext *decoder, int stream, AVFrame *f)
{
	const int64_t end = avio_tell(m->pb) + FRAME_BYTES_MAX;
	AVPacket *packet = av_packet_alloc();
	bool found;

	found = packet != NULL && next_packet(m, stream, end, packet) &&
	    (packet->flags & AV_PKT_FLAG_KEY) != 0 &&
	    avcodec_send_packet(decoder, packet) == 0 &&
	    avcodec_send_packet(decoder, NULL) == 0 &&
	    avcodec_receive_frame(decoder, f) == 0;
	av_packet_free(&packet);
	return found;
}

/* The same of as many packets as it takes; false: there is none near. */
static bool
next_frame(struct moving *m, AVCodecContext *decoder, int stream, AVFrame *f)
{
	const int64_t end = avio_tell(m->pb) + FRAME_BYTES_MAX;
	AVPacket *packet = av_packet_alloc();
	bool found = false;
	int tried = 0;

	while (packet != NULL && !found && tried++ < PACKETS_MAX &&
	    next_packet(m, stream, end, packet)) {
		(void)avcodec_send_packet(decoder, packet);
		found = avcodec_receive_frame(decoder, f) == 0;
		av_packet_unref(packet);
	}
	/* What it has held back, at the end of a short file. */
	if (!found && packet != NULL &&
	    avcodec_send_packet(decoder, NULL) == 0)
		found = avcodec_receive_frame(decoder, f) == 0;
	av_packet_free(&packet);
	return found;
}

static void
go_to(struct moving *m, AVCodecContext *decoder, int percent)
{
	int64_t start = m->ctx->start_time != AV_NOPTS_VALUE ?
	    m->ctx->start_time : 0;
	int64_t usec = (int64_t)container_duration_ms(m->ctx) * 10 * percent;

	(void)avformat_seek_file(m->ctx, -1, INT64_MIN, start + usec,
	    INT64_MAX, 0);
	avcodec_flush_buffers(decoder);
}

static bool
frame_at(struct moving *m, AVCodecContext *decoder, int stream, int percent,
    AVFrame *f)
{
	go_to(m, decoder, percent);
	if (key_frame(m, decoder, stream, f))
		return true;
	go_to(m, decoder, percent);
	return next_frame(m, decoder, stream, f);
}

/* The first frame at one of the places that is not dark. */
static bool
find_at_places(struct moving *m, AVCodecContext *decoder, int stream,
    AVFrame *f)
{
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		av_frame_unref(f);
		if (frame_at(m, decoder, stream, places[i], f) &&
		    !jpeg_is_dark(f))
			return true;
	}
	return false;
}

/* The same from the beginning on. */
static bool
find_in_a_row(struct moving *m, AVCodecContext *decoder, int stream,
    AVFrame *f)
{
	go_to(m, decoder, 0);
	for (int i = 0; i < FRAMES_MAX; i++) {
		av_frame_unref(f);
		if (!next_frame(m, decoder, stream, f))
			return false;
		if (i % STRIDE == 0 && !jpeg_is_dark(f))
			return true;
	}
	return false;
}

AVFrame *
moving_frame(struct moving *m, uint32_t *orientation)
{
	const AVStream *s = container_video(m->ctx);
	AVCodecContext *decoder = NULL;
	AVFrame *f = av_frame_alloc();
	bool found = false;

	if (s == NULL || f == NULL ||
	    (decoder = decode_open(s->codecpar, 0)) == NULL)
		goto out;
	found = find_at_places(m, decoder, s->index, f) ||
	    find_in_a_row(m, decoder, s->index, f);
	if (f->sample_aspect_ratio.num <= 0)
		f->sample_aspect_ratio = s->sample_aspect_ratio;
	keep_one_field(f);
	*orientation = orientation_of(s);
out:
	avcodec_free_context(&decoder);
	if (!found)
		av_frame_free(&f);
	return f;
}
