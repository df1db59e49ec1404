/*
 * The facts of audio and video, from what libavformat and libavcodec say of
 * an open file. Nothing is decoded. In lares-probe only.
 */
#include <stdio.h>
#include <string.h>

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/cpu.h>
#include <libavutil/log.h>

#include "scanner/probe/av.h"
#include "scanner/probe/av_io.h"
#include "scanner/probe/container.h"
#include "scanner/probe/id3.h"
#include "scanner/probe/input.h"
#include "scanner/probe/mp4_tags.h"
#include "scanner/probe/extradata.h"
#include "scanner/probe/tags.h"

#define FRAME_RATE_MAX	300
#define TS_PACKETS	20	/* looked at, */
#define TS_PACKETS_MIN	5	/* so many at least */

void
av_prepare(void)
{
	av_log_set_level(AV_LOG_QUIET);
	av_cpu_count();
	av_get_cpu_flags();
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

/* What libav found out, or else what the bytes say that set the codec up. */
static void
put_codec(const AVCodecParameters *p, char name[MEDIA_NAME_BYTES],
    char profile[MEDIA_NAME_BYTES], struct extradata *extra)
{
	const char *text;

	snprintf(name, MEDIA_NAME_BYTES, "%s", avcodec_get_name(p->codec_id));
	*extra = extradata_read(name, p->extradata, positive(p->extradata_size));
	if (extra->profile < 0)
		extra->profile = p->profile;
	if (extra->level == 0)
		extra->level = positive(p->level);
	text = avcodec_profile_name(p->codec_id, extra->profile);
	snprintf(profile, MEDIA_NAME_BYTES, "%s", text != NULL ? text : "");
}

/* Frames in 1000 seconds; what is more than people make films with is a clock's
   rate. */
static uint32_t
frame_rate_milli(const AVStream *s)
{
	const AVRational rate = s->avg_frame_rate.num > 0 ? s->avg_frame_rate :
	    s->r_frame_rate;

	if (rate.num <= 0 || rate.den <= 0 ||
	    rate.num / rate.den > FRAME_RATE_MAX)
		return 0;
	return (uint32_t)av_rescale(rate.num, 1000, rate.den);
}

static void
put_video(const AVStream *video, struct media_facts *f)
{
	const AVCodecParameters *p = video->codecpar;
	struct extradata extra;

	put_codec(p, f->video_codec, f->video_profile, &extra);
	f->width = positive(p->width);
	f->height = positive(p->height);
	f->video_level = extra.level;
	f->video_bitrate = p->bit_rate > 0 ? (uint64_t)p->bit_rate :
	    extra.bitrate;
	f->frame_rate_milli = frame_rate_milli(video);
	f->interlaced = p->field_order > AV_FIELD_PROGRESSIVE;
}

static void
put_streams(const AVFormatContext *ctx, struct media_facts *f)
{
	const AVStream *video = container_video(ctx);
	const AVStream *audio = container_audio(ctx);
	struct extradata extra;

	f->kind = video != NULL ? MEDIA_VIDEO : MEDIA_AUDIO;
	if (video != NULL)
		put_video(video, f);
	if (audio == NULL)
		return;
	put_audio(audio->codecpar, f);
	put_codec(audio->codecpar, f->audio_codec, f->audio_profile, &extra);
	if (audio->codecpar->bit_rate > 0)
		f->audio_bitrate = (uint64_t)audio->codecpar->bit_rate;
}

/* QuickTime's brand, or none: what older files are. */
static bool
is_quicktime(const AVFormatContext *ctx, const struct media_facts *f)
{
	const AVDictionaryEntry *brand = av_dict_get(ctx->metadata,
	    "major_brand", NULL, 0);

	return strcmp(f->format, "mov") == 0 && (brand == NULL ||
	    strcmp(brand->value, "qt  ") == 0);
}

static void
put_tags(const AVFormatContext *ctx, struct input *in, struct media_facts *f)
{
	struct bytes b = input_bytes(in);
	unsigned i;

	id3_read(&b, f);
	if (strcmp(f->format, "mov") == 0)
		mp4_tags_read(&b, f);
	tags_read(ctx->metadata, f);
	/* Elsewhere a stream's title is its language or the like. */
	if (strcmp(f->format, "ogg") == 0)
		for (i = 0; i < ctx->nb_streams; i++)
			tags_read(ctx->streams[i]->metadata, f);
}

static void
put_rates(const AVFormatContext *ctx, uint64_t size, struct media_facts *f)
{
	f->duration_ms = container_duration_ms(ctx);
	if (ctx->bit_rate > 0)
		f->bitrate = (uint64_t)ctx->bit_rate;
	else if (f->duration_ms > 0 && size <= UINT64_MAX / 8000)
		f->bitrate = size * 8000 / f->duration_ms;
}

/*
 * MPEG-TS packets of 192 bytes, a time stamp before each, are another format
 * to players: the sync bytes tell. In some files all stamps are 0.
 */
static void
check_ts(struct input *in, struct media_facts *f)
{
	struct bytes b = input_bytes(in);
	uint8_t head[5];
	bool stamped = false;
	int i;

	for (i = 0; i < TS_PACKETS && bytes_get(&b, (uint64_t)i * 192, head,
	    sizeof(head)); i++) {
		if (head[4] != 0x47)
			return;
		stamped = stamped || bytes_be(head, 4) != 0;
	}
	if (i < TS_PACKETS_MIN)
		return;
	snprintf(f->format, sizeof(f->format), "m2ts");
	f->stamped = stamped;
}

/*
 * Tells the covers of a library apart, so that one that many files hold is
 * made once. All of its bytes count, eight at a time: it must not take long.
 */
static uint64_t
hash_cover(const AVPacket *cover)
{
	uint64_t hash = UINT64_C(14695981039346656037) ^
	    (uint64_t)cover->size, word;
	size_t left = (size_t)cover->size, n;
	const uint8_t *at = cover->data;

	for (; left > 0; at += n, left -= n) {
		n = left < sizeof(word) ? left : sizeof(word);
		word = 0;
		memcpy(&word, at, n);
		hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
		hash ^= hash >> 29;
	}
	return hash != 0 ? hash : 1;
}

static int
read_format(struct input *in, AVIOContext *pb, const AVInputFormat *format,
    struct media_facts *f, const char **reason)
{
	AVFormatContext *ctx = container_open(pb, format);
	const AVPacket *cover;
	int ret = -1;

	if (ctx == NULL) {
		*reason = "its header is damaged";
		return -1;
	}
	if (container_video(ctx) == NULL && container_audio(ctx) == NULL) {
		*reason = "it holds neither audio nor video";
		goto out;
	}
	put_streams(ctx, f);
	f->quicktime = is_quicktime(ctx, f);
	put_tags(ctx, in, f);
	put_rates(ctx, in->size, f);
	if ((cover = container_cover(ctx)) != NULL)
		f->cover = hash_cover(cover);
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
	if ((format = container_detect(pb, extension, f.format)) == NULL) {
		*reason = "its format is not known";
		goto out;
	}
	if (read_format(in, pb, format, &f, reason) == -1)
		goto out;
	if (strcmp(f.format, "mpegts") == 0)
		check_ts(in, &f);
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
