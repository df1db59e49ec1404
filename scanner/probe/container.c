/*
 * A file of sound or moving pictures opened by libavformat, from the passed
 * descriptor and nothing else: no protocol is allowed and io_open refuses, so
 * that a playlist or a file that names others opens nothing. Only formats of
 * the MIME table are accepted. In lares-probe only.
 */
#include <stdio.h>
#include <string.h>

#include <libavformat/avformat.h>

#include "common/mime.h"
#include "scanner/probe/container.h"

#define DETECT_BYTES		(1 << 20)	/* to tell the format */
#define STREAMS_MAX		100

/* How much of a file is analysed where its header does not tell all, and how
   much when that was not enough (a picture every few seconds only). */
static const struct budget {
	int64_t		bytes;
	int64_t		usec;
} budgets[] = {
	{  2 << 20,  2000000 },
	{ 16 << 20, 10000000 },
};
#define BUDGETS		(sizeof(budgets) / sizeof(budgets[0]))

static int
refuse_open(AVFormatContext *ctx, AVIOContext **pb, const char *url, int flags,
    AVDictionary **options)
{
	(void)ctx, (void)pb, (void)url, (void)flags, (void)options;
	return AVERROR(EACCES);
}

/* The first of a demuxer's names that is a format we know. False: none. */
static bool
known_name(const AVInputFormat *format, char name[MEDIA_NAME_BYTES])
{
	const char *s = format->name;
	size_t n;

	for (; *s != '\0'; s += n + (s[n] == ',')) {
		n = strcspn(s, ",");
		if (n >= MEDIA_NAME_BYTES)
			continue;
		memcpy(name, s, n);
		name[n] = '\0';
		if (mime_has_format(name))
			return true;
	}
	return false;
}

const AVInputFormat *
container_detect(AVIOContext *pb, const char *extension, char name[MEDIA_NAME_BYTES])
{
	const struct mime *m = mime_by_extension(extension);
	const AVInputFormat *format = NULL;
	char url[16];
	int score;

	snprintf(url, sizeof(url), "x.%s", m != NULL &&
	    m->kind != MEDIA_PICTURE ? m->extension : "");
	score = av_probe_input_buffer2(pb, &format, url, NULL, 0,
	    DETECT_BYTES);
	if (score < 0 || format == NULL || !known_name(format, name))
		return NULL;
	if (score <= AVPROBE_SCORE_RETRY &&
	    (m == NULL || strcmp(m->format, name) != 0))
		return NULL;
	return format;
}

static AVFormatContext *
open_format(AVIOContext *pb, const AVInputFormat *format,
    const struct budget *budget)
{
	AVFormatContext *ctx = avformat_alloc_context();

	if (ctx == NULL)
		return NULL;
	ctx->pb = pb;
	ctx->io_open = refuse_open;
	ctx->protocol_whitelist = av_strdup("");
	ctx->format_whitelist = av_strdup(format->name);
	ctx->probesize = budget->bytes;
	ctx->max_analyze_duration = budget->usec;
	ctx->max_streams = STREAMS_MAX;
	ctx->fps_probe_size = 0;	/* nobody asks for the frame rate */
	if (ctx->protocol_whitelist == NULL || ctx->format_whitelist == NULL) {
		avformat_free_context(ctx);
		return NULL;
	}
	if (avformat_open_input(&ctx, NULL, format, NULL) < 0)
		return NULL;		/* it has freed ctx */
	return ctx;
}

/* Covers are streams too, but not what the file is about. */
static bool
is_moving(const AVStream *s)
{
	return s->codecpar->codec_type == AVMEDIA_TYPE_VIDEO &&
	    (s->disposition & (AV_DISPOSITION_ATTACHED_PIC |
	    AV_DISPOSITION_TIMED_THUMBNAILS | AV_DISPOSITION_STILL_IMAGE)) == 0;
}

const AVStream *
container_video(const AVFormatContext *ctx)
{
	unsigned i;

	for (i = 0; i < ctx->nb_streams; i++)
		if (is_moving(ctx->streams[i]))
			return ctx->streams[i];
	return NULL;
}

const AVStream *
container_audio(const AVFormatContext *ctx)
{
	unsigned i;

	for (i = 0; i < ctx->nb_streams; i++)
		if (ctx->streams[i]->codecpar->codec_type ==
		    AVMEDIA_TYPE_AUDIO)
			return ctx->streams[i];
	return NULL;
}

/* ID3 and FLAC number the kinds of pictures; libav has names for them. */
static bool
is_front(const AVStream *s)
{
	const AVDictionaryEntry *e = av_dict_get(s->metadata, "comment", NULL,
	    0);

	return e != NULL && strcmp(e->value, "Cover (front)") == 0;
}

const AVPacket *
container_cover(const AVFormatContext *ctx)
{
	const AVPacket *first = NULL;
	const AVStream *s;

	for (unsigned i = 0; i < ctx->nb_streams; i++) {
		s = ctx->streams[i];
		if ((s->disposition & AV_DISPOSITION_ATTACHED_PIC) == 0 ||
		    s->attached_pic.size <= 0)
			continue;
		if (is_front(s))
			return &s->attached_pic;
		if (first == NULL)
			first = &s->attached_pic;
	}
	return first;
}

uint64_t
container_duration_ms(const AVFormatContext *ctx)
{
	int64_t longest = 0, ms;
	const AVStream *s;
	unsigned i;

	if (ctx->duration != AV_NOPTS_VALUE && ctx->duration > 0)
		return (uint64_t)ctx->duration / (AV_TIME_BASE / 1000);
	for (i = 0; i < ctx->nb_streams; i++) {
		s = ctx->streams[i];
		if (s->duration == AV_NOPTS_VALUE)
			continue;
		ms = av_rescale_q(s->duration, s->time_base,
		    (AVRational){ 1, 1000 });
		if (ms > longest)
			longest = ms;
	}
	return (uint64_t)longest;
}

/* Whether all is known that is asked of the streams. */
static bool
are_streams_known(const AVFormatContext *ctx)
{
	const AVStream *video = container_video(ctx);
	const AVStream *audio = container_audio(ctx);

	if (video == NULL && audio == NULL)
		return false;
	if (video != NULL && (video->codecpar->width <= 0 ||
	    video->codecpar->height <= 0))
		return false;
	return audio == NULL || (audio->codecpar->sample_rate > 0 &&
	    audio->codecpar->ch_layout.nb_channels > 0);
}

AVFormatContext *
container_open(AVIOContext *pb, const AVInputFormat *format)
{
	AVFormatContext *ctx;
	size_t i;

	for (i = 0; ; i++) {
		if ((ctx = open_format(pb, format, &budgets[i])) == NULL)
			return NULL;
		if (are_streams_known(ctx) && container_duration_ms(ctx) > 0)
			return ctx;
		avformat_find_stream_info(ctx, NULL);
		if (are_streams_known(ctx) || i == BUDGETS - 1)
			return ctx;
		avformat_close_input(&ctx);
		if (avio_seek(pb, 0, SEEK_SET) < 0)
			return NULL;
	}
}
