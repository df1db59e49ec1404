/*
 * Packets of elementary streams: ISO/IEC 13818-1, 2.4.3.6; of MPEG-1
 * 11172-1, 2.4.3.3. Pure, in lares-probe.
 */
#include "scanner/probe/bytes.h"
#include "scanner/probe/pes.h"

#define PTS_BITS	33
#define PTS_PERIOD	(INT64_C(1) << PTS_BITS)
#define TICKS_PER_MS	90

/* Between two packets of a stream; pictures come in the order in which they
   are decoded, that is somewhat back and forth. */
#define FORTH_TICKS	(10 * 1000 * TICKS_PER_MS)
#define BACK_TICKS	(2 * 1000 * TICKS_PER_MS)

static uint64_t
read_pts(const uint8_t *p)
{
	return (uint64_t)(p[0] >> 1 & 7) << 30 | bytes_be(p + 1, 2) >> 1 << 15 |
	    bytes_be(p + 3, 2) >> 1;
}

static bool
read_mpeg_2(const uint8_t *p, size_t len, struct pes *out)
{
	out->body = len > 8 ? 9 + (size_t)p[8] : len;
	out->timed = len >= 14 && (p[7] & 0x80) != 0 && p[8] >= 5;
	if (out->timed)
		out->pts = read_pts(p + 9);
	return out->body <= len;
}

static bool
read_mpeg_1(const uint8_t *p, size_t len, struct pes *out)
{
	size_t at = 6;

	while (at < len && p[at] == 0xFF)	/* stuffing */
		at++;
	if (at < len && (p[at] & 0xC0) == 0x40)	/* size of a buffer */
		at += 2;
	if (at >= len)
		return false;
	out->timed = (p[at] & 0xE0) == 0x20 && at + 5 <= len;
	if (out->timed)
		out->pts = read_pts(p + at);
	out->body = at + ((p[at] & 0xF0) == 0x20 ? 5 :
	    (p[at] & 0xF0) == 0x30 ? 10 : 1);
	return out->body <= len;
}

bool
pes_read(const uint8_t *p, size_t len, struct pes *out)
{
	if (len < 7 || bytes_be(p, 3) != 1 || (p[3] != PES_PRIVATE_1 &&
	    (p[3] < PES_AUDIO || p[3] >= PES_VIDEO + 16)))
		return false;
	return (p[6] & 0xC0) == 0x80 ? read_mpeg_2(p, len, out) :
	    read_mpeg_1(p, len, out);
}

/* The byte behind a start code. */
static bool
is_entry(enum pes_codec codec, uint8_t code)
{
	switch (codec) {
	case PES_MPEG_VIDEO:	/* sequence_header_code */
		return code == 0xB3;
	case PES_MPEG_4:	/* visual_object_sequence, video_object_layer */
		return code == 0xB0 || (code >= 0x20 && code < 0x30);
	case PES_AVC:		/* sequence parameter set */
		return (code & 0x9F) == 7;
	case PES_HEVC:		/* video parameter set, sequence parameter set */
		return (code & 0x81) == 0 && (code >> 1 == 32 ||
		    code >> 1 == 33);
	case PES_VC_1:		/* sequence header */
		return code == 0x0F;
	}
	return false;
}

bool
pes_has_entry(enum pes_codec codec, const uint8_t *p, size_t len)
{
	for (size_t i = 0; i + 4 <= len; i++)
		if (p[i] == 0 && p[i + 1] == 0 && p[i + 2] == 1 &&
		    is_entry(codec, p[i + 3]))
			return true;
	return false;
}

int64_t
pes_ticks(uint64_t from, uint64_t to)
{
	const uint64_t ahead = (to - from) & (PTS_PERIOD - 1);

	return (int64_t)ahead < PTS_PERIOD / 2 ? (int64_t)ahead :
	    (int64_t)ahead - PTS_PERIOD;
}

bool
pes_clock_set(struct pes_clock *c, uint64_t pts, uint64_t *time_ms)
{
	const int64_t step = pes_ticks(c->pts, pts);

	if (step > FORTH_TICKS || step < -BACK_TICKS)
		return false;
	c->ticks += step;
	c->pts = pts;
	*time_ms = c->ticks > 0 ? (uint64_t)c->ticks / TICKS_PER_MS : 0;
	return true;
}
