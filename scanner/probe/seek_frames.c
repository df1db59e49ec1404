/*
 * Sound that is nothing but frames: MPEG audio (ISO/IEC 11172-3, 2.4.2.3;
 * 13818-3) and AAC in ADTS (13818-7, 6.2). Nothing in such a file tells the
 * time: the frames have to be counted. Pure, in lares-probe.
 */
#include <string.h>

#include "scanner/probe/seek_frames.h"

#define HEADER_BYTES	7		/* of ADTS, the longer one */
#define LOST_BYTES_MAX	65536		/* of no frames, between two */
#define TAGS_MAX	10		/* in front of the first */

struct frame {
	uint32_t	bytes, samples, rate;
	uint32_t	like;		/* what all frames of a file agree in */
};

/* kbit/s: MPEG-1 layer I, II, III; MPEG-2 layer I, II and III. */
static const uint16_t bitrates[5][16] = {
	{ 0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416,
	    448 },
	{ 0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384 },
	{ 0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320 },
	{ 0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256 },
	{ 0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160 },
};
static const uint16_t mpeg_rates[3] = { 44100, 48000, 32000 };
static const uint32_t adts_rates[13] = {
	96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000,
	11025, 8000, 7350,
};

static bool
parse_adts(const uint8_t *h, struct frame *f)
{
	const unsigned rate = h[2] >> 2 & 15;

	f->bytes = (uint32_t)(bytes_be(h + 3, 3) >> 5 & 0x1FFF);
	f->samples = 1024 * ((h[6] & 3u) + 1);
	f->like = h[1] << 8 | (h[2] & 0xFCu);
	if (rate >= sizeof(adts_rates) / sizeof(adts_rates[0]) ||
	    f->bytes <= HEADER_BYTES)
		return false;
	f->rate = adts_rates[rate];
	return true;
}

static bool
parse_mpeg(const uint8_t *h, struct frame *f)
{
	const unsigned version = h[1] >> 3 & 3;	/* 3: 1, 2: 2, 0: 2.5 */
	const unsigned layer = 4 - (h[1] >> 1 & 3);
	const unsigned rate = h[2] >> 2 & 3, padding = h[2] >> 1 & 1;
	unsigned kbits;

	if (version == 1 || rate == 3)
		return false;
	kbits = bitrates[version == 3 ? layer - 1 : layer == 1 ? 3 : 4][h[2] >>
	    4];
	if (kbits == 0)
		return false;
	f->rate = mpeg_rates[rate] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
	f->samples = layer == 1 ? 384 : layer == 3 && version != 3 ? 576 :
	    1152;
	f->bytes = layer == 1 ? (12000 * kbits / f->rate + padding) * 4 :
	    f->samples / 8 * 1000 * kbits / f->rate + padding;
	f->like = h[1] << 8 | (h[2] & 0x0Cu);
	return true;
}

/* The frame at an offset, all of it within the file. */
static bool
read_frame(const struct bytes *b, uint64_t at, struct frame *f)
{
	uint8_t h[HEADER_BYTES];

	if (!bytes_get(b, at, h, sizeof(h)) || h[0] != 0xFF ||
	    (h[1] & 0xE0) != 0xE0)
		return false;
	/* Layer 0 is what ADTS has there. */
	if ((h[1] & 0x06) != 0 ? !parse_mpeg(h, f) :
	    (h[1] & 0xF0) != 0xF0 || !parse_adts(h, f))
		return false;
	return f->bytes <= b->size - at;
}

/* A frame that another one follows, or the end of the file. */
static bool
read_sure_frame(const struct bytes *b, uint64_t at, struct frame *f)
{
	struct frame next;

	return read_frame(b, at, f) && (at + f->bytes == b->size ||
	    (read_frame(b, at + f->bytes, &next) && next.like == f->like));
}

/* The first frame from *at on, like the others. False: none is near. */
static bool
find_frame(const struct bytes *b, uint64_t *at, uint32_t like,
    struct frame *f)
{
	uint64_t i;

	for (i = *at; i < *at + LOST_BYTES_MAX && i < b->size; i++)
		if (read_sure_frame(b, i, f) &&
		    (like == 0 || f->like == like)) {
			*at = i;
			return true;
		}
	return false;
}

/* Where ID3v2 tags (ID3v2.4, 3.1) at the start end. */
static uint64_t
skip_tags(const struct bytes *b)
{
	uint64_t at = 0;
	uint8_t h[10];

	for (int i = 0; i < TAGS_MAX && bytes_get(b, at, h, sizeof(h)) &&
	    memcmp(h, "ID3", 3) == 0; i++)
		at += sizeof(h) + ((h[6] & 0x7Fu) << 21 | (h[7] & 0x7Fu) << 14 |
		    (h[8] & 0x7Fu) << 7 | (h[9] & 0x7Fu)) +
		    (h[5] & 0x10 ? sizeof(h) : 0);
	return at;
}

/* What encoders put into a first frame of silence: it is not played. */
static bool
is_header_frame(const struct bytes *b, uint64_t at)
{
	static const unsigned places[] = { 13, 21, 36 };
	uint8_t h[40];

	if (!bytes_get(b, at, h, sizeof(h)) || (h[1] & 0x06) == 0)
		return false;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (memcmp(h + places[i], "Xing", 4) == 0 ||
		    memcmp(h + places[i], "Info", 4) == 0 ||
		    memcmp(h + places[i], "VBRI", 4) == 0)
			return true;
	return false;
}

int
seek_frames(struct seek_points *s, uint64_t *duration_ms)
{
	uint64_t at = skip_tags(s->b), samples = 0;
	struct frame f;
	uint32_t like, rate;

	if (!find_frame(s->b, &at, 0, &f))
		return -1;
	like = f.like;
	rate = f.rate;
	if (is_header_frame(s->b, at))
		at += f.bytes;
	while ((read_frame(s->b, at, &f) && f.like == like) ||
	    find_frame(s->b, &at, like, &f)) {
		if (!seek_points_add(s, samples * 1000 / rate, at, false) ||
		    !seek_points_at(s, at))
			return -1;
		samples += f.samples;
		at += f.bytes;
	}
	*duration_ms = samples * 1000 / rate;
	return seek_points_end(s) ? 0 : -1;
}
