/*
 * Audio and video by libavformat, from the passed descriptor and nothing else:
 * no protocol is allowed and io_open refuses, so that a playlist or a file
 * that names others opens nothing. Only formats of the MIME table are
 * accepted. In lares-probe only.
 */
#include <stdio.h>
#include <string.h>

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/cpu.h>
#include <libavutil/log.h>

#include "common/mime.h"
#include "scanner/probe/av.h"
#include "scanner/probe/av_io.h"
#include "scanner/probe/id3.h"
#include "scanner/probe/input.h"
#include "scanner/probe/tags.h"

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

void
av_prepare(void)
{
	av_log_set_level(AV_LOG_QUIET);
	av_cpu_count();
	av_get_cpu_flags();
}

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

/*
 * Which format it is. libav is told the extension only if it is one of sound
 * or moving pictures (it would believe one of pictures, or a pattern); a poor
 * score is enough only where the extension says the same: many files look a
 * little like MP3.
 */
static const AVInputFormat *
detect(AVIOContext *pb, const char *extension, char name[MEDIA_NAME_BYTES])
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

static const AVStream *
first_video(const AVFormatContext *ctx)
{
	unsigned i;

	for (i = 0; i < ctx->nb_streams; i++)
		if (is_moving(ctx->streams[i]))
			return ctx->streams[i];
	return NULL;
}

static const AVStream *
first_audio(const AVFormatContext *ctx)
{
	unsigned i;

	for (i = 0; i < ctx->nb_streams; i++)
		if (ctx->streams[i]->codecpar->codec_type ==
		    AVMEDIA_TYPE_AUDIO)
			return ctx->streams[i];
	return NULL;
}

/* The container's word, else that of its longest stream; 0: neither. */
static uint64_t
duration_ms(const AVFormatContext *ctx)
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
	const AVStream *video = first_video(ctx), *audio = first_audio(ctx);

	if (video == NULL && audio == NULL)
		return false;
	if (video != NULL && (video->codecpar->width <= 0 ||
	    video->codecpar->height <= 0))
		return false;
	return audio == NULL || (audio->codecpar->sample_rate > 0 &&
	    audio->codecpar->ch_layout.nb_channels > 0);
}

static uint32_t
positive(int value)
{
	return value > 0 ? (uint32_t)value : 0;
}

/* Bits of a sample, where that means something: not in lossy codecs. */
static uint32_t
sample_bits(const AVCodecParameters *p)
{
	const AVCodecDescriptor *d = avcodec_descriptor_get(p->codec_id);
	int exact = av_get_exact_bits_per_sample(p->codec_id);

	if (d == NULL || (d->props & AV_CODEC_PROP_LOSSLESS) == 0)
		return 0;
	return positive(p->bits_per_raw_sample > 0 ? p->bits_per_raw_sample :
	    exact > 0 ? exact : p->bits_per_coded_sample);
}

/* libav counts DSD in bytes of eight samples. */
static bool
is_dsd(enum AVCodecID id)
{
	return id == AV_CODEC_ID_DSD_LSBF || id == AV_CODEC_ID_DSD_MSBF ||
	    id == AV_CODEC_ID_DSD_LSBF_PLANAR ||
	    id == AV_CODEC_ID_DSD_MSBF_PLANAR;
}

static void
put_audio(const AVCodecParameters *p, struct media_facts *f)
{
	f->sample_rate = positive(p->sample_rate);
	f->channels = positive(p->ch_layout.nb_channels);
	f->bits_per_sample = sample_bits(p);
	if (is_dsd(p->codec_id)) {
		f->sample_rate *= 8;
		f->bits_per_sample = 1;
	}
}

static void
put_streams(const AVFormatContext *ctx, struct media_facts *f)
{
	const AVStream *video = first_video(ctx), *audio = first_audio(ctx);

	f->kind = video != NULL ? MEDIA_VIDEO : MEDIA_AUDIO;
	if (video != NULL) {
		f->width = positive(video->codecpar->width);
		f->height = positive(video->codecpar->height);
	}
	if (audio != NULL)
		put_audio(audio->codecpar, f);
}

static void
put_tags(const AVFormatContext *ctx, struct input *in, struct media_facts *f)
{
	struct bytes b = input_bytes(in);
	unsigned i;

	id3_read(&b, f);
	tags_read(ctx->metadata, f);
	/* Elsewhere a stream's title is its language or the like. */
	if (strcmp(f->format, "ogg") == 0)
		for (i = 0; i < ctx->nb_streams; i++)
			tags_read(ctx->streams[i]->metadata, f);
}

static void
put_rates(const AVFormatContext *ctx, uint64_t size, struct media_facts *f)
{
	f->duration_ms = duration_ms(ctx);
	if (ctx->bit_rate > 0)
		f->bitrate = (uint64_t)ctx->bit_rate;
	else if (f->duration_ms > 0 && size <= UINT64_MAX / 8000)
		f->bitrate = size * 8000 / f->duration_ms;
}

/*
 * MPEG-TS packets of 192 bytes, a time stamp before each, are another format
 * to players: the sync bytes tell.
 */
static bool
is_timestamped_ts(struct input *in)
{
	struct bytes b = input_bytes(in);
	uint64_t at;
	uint8_t sync;
	int i;

	for (i = 0, at = 4; i < 5; i++, at += 192)
		if (!bytes_get(&b, at, &sync, 1) || sync != 0x47)
			return false;
	return true;
}

/* Opens and analyses the file, a second time with more patience if need be.
   NULL: the header is damaged. */
static AVFormatContext *
analyze(AVIOContext *pb, const AVInputFormat *format)
{
	AVFormatContext *ctx;
	size_t i;

	for (i = 0; ; i++) {
		if ((ctx = open_format(pb, format, &budgets[i])) == NULL)
			return NULL;
		if (are_streams_known(ctx) && duration_ms(ctx) > 0)
			return ctx;
		avformat_find_stream_info(ctx, NULL);
		if (are_streams_known(ctx) || i == BUDGETS - 1)
			return ctx;
		avformat_close_input(&ctx);
		if (avio_seek(pb, 0, SEEK_SET) < 0)
			return NULL;
	}
}

static int
read_format(struct input *in, AVIOContext *pb, const AVInputFormat *format,
    struct media_facts *f, const char **reason)
{
	AVFormatContext *ctx = analyze(pb, format);
	int ret = -1;

	if (ctx == NULL) {
		*reason = "its header is damaged";
		return -1;
	}
	if (first_video(ctx) == NULL && first_audio(ctx) == NULL) {
		*reason = "it holds neither audio nor video";
		goto out;
	}
	put_streams(ctx, f);
	put_tags(ctx, in, f);
	put_rates(ctx, in->size, f);
	ret = 0;
out:
	avformat_close_input(&ctx);
	return ret;
}

int
av_read(struct input *in, const char *extension, struct media_facts *out,
    const char **reason)
{
	struct av_io io = { .in = in };
	struct media_facts f = { .kind = MEDIA_AUDIO };
	const AVInputFormat *format;
	AVIOContext *pb;
	int ret = -1;

	if ((pb = av_io_new(&io)) == NULL) {
		*reason = "out of memory";
		return -1;
	}
	if ((format = detect(pb, extension, f.format)) == NULL) {
		*reason = "its format is not known";
		goto out;
	}
	if (read_format(in, pb, format, &f, reason) == -1)
		goto out;
	if (strcmp(f.format, "mpegts") == 0 && is_timestamped_ts(in))
		snprintf(f.format, sizeof(f.format), "m2ts");
	if (f.kind == MEDIA_AUDIO && f.sample_rate == 0) {
		*reason = "no sound was found in it";
		goto out;
	}
	*out = f;
	ret = 0;
out:
	av_io_free(pb);
	return ret;
}
