/*
 * MPEG program streams (ISO/IEC 13818-1, 2.5.3; 11172-1, 2.4.3): packs, and
 * packets of a few kilobytes in them. A start is made at a pack. Pure, in
 * lares-probe.
 */
#include <string.h>

#include "scanner/probe/pes.h"
#include "scanner/probe/seek_ps.h"

#define FIRST_BYTES	(4 << 20)	/* where all streams have begun */
#define LOST_BYTES_MAX	(1 << 20)	/* of nothing known, between two packs */
#define PACKET_BYTES	(6 + 65535)

enum {
	END_CODE	= 0xB9,
	PACK		= 0xBA,
	SYSTEM_HEADER	= 0xBB,
};

struct ps {
	const struct bytes *b;
	uint64_t	 at;		/* of the packet, or behind it */
	uint64_t	 pack_at;	/* of the pack that it is in */
	unsigned	 id;		/* of its stream */
	size_t		 len;
	uint8_t		 packet[PACKET_BYTES];

	unsigned	 clock_id;	/* of the stream that tells the time */
	enum pes_codec	 codec;
	struct pes_clock clock;
};

static void
rewind_to_start(struct ps *p)
{
	p->at = p->pack_at = 0;
	p->len = 0;
}

/* The next pack behind what is not understood. */
static bool
find_pack(struct ps *p)
{
	static const uint8_t code[] = { 0, 0, 1, PACK };
	uint8_t window[4096];
	const uint64_t end = p->at + LOST_BYTES_MAX;
	size_t i, n;

	for (p->at++; p->at < end && p->b->size - p->at >= sizeof(code);
	    p->at += n - 3) {
		n = p->b->size - p->at < sizeof(window) ?
		    (size_t)(p->b->size - p->at) : sizeof(window);
		if (!bytes_get(p->b, p->at, window, n))
			return false;
		for (i = 0; i + sizeof(code) <= n; i++)
			if (memcmp(window + i, code, sizeof(code)) == 0) {
				p->at += i;
				return true;
			}
	}
	return false;
}

/* Whether at is at a pack header, and its length. */
static size_t
pack_length(const struct bytes *b, uint64_t at)
{
	uint8_t h[14];

	if (!bytes_get(b, at, h, sizeof(h)))
		return 0;
	return (h[4] & 0xC0) == 0x40 ? 14u + (h[13] & 7) :
	    (h[4] & 0xF0) == 0x20 ? 12 : 0;
}

/* What starts at p->at: its length, 0 if it is nothing known. */
static size_t
take_one(struct ps *p)
{
	uint8_t h[6];

	if (!bytes_get(p->b, p->at, h, 4) || bytes_be(h, 3) != 1)
		return 0;
	p->id = h[3];
	if (p->id == PACK) {
		p->pack_at = p->at;
		return pack_length(p->b, p->at);
	}
	if (p->id == END_CODE)
		return 4;
	if (p->id < SYSTEM_HEADER || !bytes_get(p->b, p->at, h, sizeof(h)))
		return 0;
	return 6 + (size_t)bytes_be(h + 4, 2);
}

/* The next packet of a stream of sound or pictures that has a time; p->packet
   holds it. */
static bool
next_packet(struct ps *p, struct pes *pes)
{
	size_t len;

	for (p->at += p->len; p->at < p->b->size; p->at += len) {
		p->len = 0;
		if ((len = take_one(p)) == 0) {
			if (!find_pack(p))
				return false;
			continue;
		}
		if (p->id < PES_PRIVATE_1 || p->id >= PES_VIDEO + 16)
			continue;
		if (len > p->b->size - p->at)
			len = (size_t)(p->b->size - p->at);
		if (!bytes_get(p->b, p->at, p->packet, len))
			return false;
		if (!pes_read(p->packet, len, pes) || !pes->timed)
			continue;
		p->len = len;
		return true;
	}
	return false;
}

/* Which stream tells the time, pictures before sound; and which is 0 ms, that
   of the stream that begins first. */
static bool
find_clock(struct ps *p)
{
	struct pes pes;

	while (next_packet(p, &pes) && p->at < FIRST_BYTES) {
		if (p->clock_id == 0 ||
		    pes_ticks(p->clock.pts, pes.pts) < 0)
			p->clock.pts = pes.pts;
		if (p->clock_id < PES_VIDEO &&
		    (p->clock_id == 0 || p->id >= PES_VIDEO))
			p->clock_id = p->id;
		if (p->id == p->clock_id && p->codec == PES_MPEG_VIDEO &&
		    pes_has_entry(PES_AVC, p->packet + pes.body,
		    p->len - pes.body) && !pes_has_entry(PES_MPEG_VIDEO,
		    p->packet + pes.body, p->len - pes.body))
			p->codec = PES_AVC;
	}
	rewind_to_start(p);
	return p->clock_id != 0;
}

static bool
add_point(struct seek_points *s, struct ps *p, const struct pes *pes)
{
	uint64_t time_ms;

	return pes_clock_set(&p->clock, pes->pts, &time_ms) &&
	    seek_points_add(s, time_ms, p->pack_at, s->pictures &&
	    pes_has_entry(p->codec, p->packet + pes->body,
	    p->len - pes->body));
}

int
seek_ps(struct seek_points *s)
{
	struct ps p = { .b = s->b, .codec = PES_MPEG_VIDEO };
	struct pes pes;

	if (pack_length(s->b, 0) == 0 || !find_clock(&p))
		return -1;
	s->pictures = p.clock_id >= PES_VIDEO;
	while (next_packet(&p, &pes)) {
		if (!seek_points_at(s, p.at))
			return -1;
		if (p.id == p.clock_id && !add_point(s, &p, &pes))
			return -1;
	}
	return seek_points_end(s) ? 0 : -1;
}
