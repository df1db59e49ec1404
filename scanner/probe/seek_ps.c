/*
 * MPEG program streams (ISO/IEC 13818-1, 2.5.3; 11172-1, 2.4.3): packs, and
 * packets of a few kilobytes in them. A start is made at a packet, or the pack
 * that begins right before it. Pure, in lares-probe.
 */
#include <string.h>

#include "scanner/probe/pes.h"
#include "scanner/probe/seek_ps.h"

#define FIRST_BYTES	(4 << 20)	/* where all streams have begun */
#define LOST_BYTES_MAX	(1 << 20)	/* of nothing known, between two packs */
#define PACKET_BYTES	(6 + 65535)
#define PACK_BYTES	4096		/* so far before a packet, at most */
#define CODE_REST	3		/* of a start code that goes on */

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
	uint64_t	 last_at;	/* the last start there could be */
	uint8_t		 rest[CODE_REST];	/* the last bytes of the stream */
	/* A key picture began, in a packet that does not tell its time. */
	bool		 pending;
	uint64_t	 pending_at;
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

/* The next packet of a stream of sound or pictures; p->packet holds it. */
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
		if (!pes_read(p->packet, len, pes))
			continue;
		p->len = len;
		return true;
	}
	return false;
}

static bool
has_entry(const struct ps *p, const struct pes *pes, enum pes_codec codec)
{
	return pes_has_entry(codec, p->packet + pes->body, p->len - pes->body);
}

/*
 * Which stream tells the time, pictures before sound; and which is 0 ms, that
 * of the stream that begins first. No map has to say what pictures are: what
 * has no sequence header of MPEG video may be AVC (which the codes of slices
 * look like, but it cannot have one).
 */
static bool
find_clock(struct ps *p)
{
	bool mpeg = false, avc = false;
	struct pes pes;

	while (next_packet(p, &pes) && p->at < FIRST_BYTES) {
		if (!pes.timed)
			continue;
		if (p->clock_id == 0 ||
		    pes_ticks(p->clock.pts, pes.pts) < 0)
			p->clock.pts = pes.pts;
		if (p->clock_id < PES_VIDEO &&
		    (p->clock_id == 0 || p->id >= PES_VIDEO))
			p->clock_id = p->id;
		if (p->id == p->clock_id) {
			mpeg = mpeg || has_entry(p, &pes, PES_MPEG_VIDEO);
			avc = avc || has_entry(p, &pes, PES_AVC);
		}
	}
	p->codec = avc && !mpeg ? PES_AVC : PES_MPEG_VIDEO;
	rewind_to_start(p);
	return p->clock_id != 0;
}

/* Whether a key picture begins in the packet, and where to start for it, or
   for the packet otherwise. */
static bool
find_start(struct ps *p, const struct pes *pes, uint64_t *at)
{
	uint8_t *body = p->packet + pes->body - CODE_REST;
	const size_t len = p->len - pes->body + CODE_REST;
	const uint64_t here = p->at - p->pack_at <= PACK_BYTES ? p->pack_at :
	    p->at;
	bool key, before;

	/* The start code may have begun in the packet before. */
	memcpy(body, p->rest, CODE_REST);
	key = pes_has_entry(p->codec, body, len);
	before = key && pes_has_entry(p->codec, body, len < 2 * CODE_REST ?
	    len : 2 * CODE_REST);
	memcpy(p->rest, body + len - CODE_REST, CODE_REST);
	*at = before ? p->last_at : here;
	p->last_at = here;
	return key;
}

/* A packet of the stream that tells the time. */
static bool
take_packet(struct seek_points *s, struct ps *p, const struct pes *pes)
{
	uint64_t time_ms, at;
	bool key = find_start(p, pes, &at) && s->pictures;

	if (!pes->timed) {
		if (key)
			p->pending_at = at;
		p->pending = p->pending || key;
		return true;
	}
	if (!pes_clock_set(&p->clock, pes->pts, &time_ms))
		return false;
	/* That of the next picture is off by one or two of them. */
	if (p->pending && !seek_points_add(s, time_ms, p->pending_at, true))
		return false;
	p->pending = false;
	return seek_points_add(s, time_ms, at, key);
}

int
seek_ps(struct seek_points *s)
{
	struct ps p = { .b = s->b };
	struct pes pes;

	if (pack_length(s->b, 0) == 0 || !find_clock(&p))
		return -1;
	s->pictures = p.clock_id >= PES_VIDEO;
	while (next_packet(&p, &pes)) {
		if (!seek_points_at(s, p.at))
			return -1;
		if (p.id == p.clock_id && !take_packet(s, &p, &pes))
			return -1;
	}
	return seek_points_end(s) ? 0 : -1;
}
