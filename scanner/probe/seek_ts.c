/*
 * MPEG transport streams (ISO/IEC 13818-1, 2.4.3 and 2.4.4). A start is made
 * at a packet with the table of programs, if one has come since the last
 * start, so that decoders know what they get. Pure, in lares-probe.
 */
#include <string.h>

#include "scanner/probe/pes.h"
#include "scanner/probe/seek_ts.h"

#define PACKET_BYTES	188
#define STAMP_BYTES	4		/* in front of each, in 192 */
#define SYNC		0x47
#define SYNCS		5		/* in a row, to be sure */
#define FIRST_BYTES	(4 << 20)	/* where all streams have begun */
#define LOST_BYTES_MAX	(1 << 20)	/* between two packets */
#define STREAMS_MAX	16
#define NO_PID		0x1FFF

struct stream {
	unsigned	 pid;
	bool		 pictures;
	enum pes_codec	 codec;
};

struct ts {
	const struct bytes *b;
	size_t		 lead;		/* bytes in front of a packet */
	uint64_t	 at;		/* of the packet, its lead included */
	uint8_t		 packet[PACKET_BYTES];
	unsigned	 pid;
	bool		 starts;	/* a unit does in it */
	size_t		 body;		/* where its payload starts */

	unsigned	 pmt_pid;
	struct stream	 streams[STREAMS_MAX];
	size_t		 nstreams;
	uint64_t	 pat_at;

	const struct stream *main;	/* it tells the time */
	struct pes_clock clock;
	/* A picture whose first packet did not tell whether it is a key one. */
	bool		 pending;
	uint64_t	 pending_ms, pending_at;
};

/* Table 2-34, and what Blu-ray and ATSC have besides. */
static const struct {
	uint8_t		type;
	bool		pictures;
	enum pes_codec	codec;
} types[] = {
	{ 0x01, true, PES_MPEG_VIDEO }, { 0x02, true, PES_MPEG_VIDEO },
	{ 0x10, true, PES_MPEG_4 }, { 0x1B, true, PES_AVC },
	{ 0x24, true, PES_HEVC }, { 0xEA, true, PES_VC_1 },
	{ 0x03, .pictures = false }, { 0x04, .pictures = false },
	{ 0x0F, .pictures = false }, { 0x11, .pictures = false },
	{ 0x80, .pictures = false }, { 0x81, .pictures = false },
	{ 0x82, .pictures = false }, { 0x83, .pictures = false },
	{ 0x84, .pictures = false }, { 0x85, .pictures = false },
	{ 0x86, .pictures = false },
};

/* ---- packets ----------------------------------------------------------------- */

static bool
is_in_step(const struct bytes *b, uint64_t at, size_t lead)
{
	uint8_t sync;

	for (int i = 0; i < SYNCS; i++, at += PACKET_BYTES + lead)
		if (!bytes_get(b, at + lead, &sync, 1) || sync != SYNC)
			return false;
	return true;
}

/* 0, 4, or -1: it is no such file. */
static int
find_lead(const struct bytes *b)
{
	return is_in_step(b, 0, 0) ? 0 :
	    is_in_step(b, 0, STAMP_BYTES) ? STAMP_BYTES : -1;
}

/* Behind bytes that are no packet. */
static bool
find_step(struct ts *t)
{
	const uint64_t end = t->at + LOST_BYTES_MAX;

	for (; t->at < end && t->at < t->b->size; t->at++)
		if (is_in_step(t->b, t->at, t->lead))
			return true;
	return false;
}

/* Takes the packet at t->at. False: there is none. */
static bool
take_packet(struct ts *t)
{
	uint8_t *p = t->packet;

	if (!bytes_get(t->b, t->at + t->lead, p, PACKET_BYTES))
		return false;
	if (p[0] != SYNC && (!find_step(t) || !bytes_get(t->b,
	    t->at + t->lead, p, PACKET_BYTES)))
		return false;
	t->pid = (unsigned)bytes_be(p + 1, 2) & 0x1FFF;
	t->starts = (p[1] & 0x40) != 0;
	t->body = (p[3] & 0x10) == 0 ? PACKET_BYTES : (p[3] & 0x20) != 0 ?
	    5u + p[4] : 4;
	if (t->body > PACKET_BYTES || (p[1] & 0x80) != 0)
		t->body = PACKET_BYTES;
	return true;
}

static void
pass_packet(struct ts *t)
{
	t->at += PACKET_BYTES + t->lead;
}

/* ---- tables ------------------------------------------------------------------ */

/* The section that starts in the packet, without its CRC, as far as it is in
   there. NULL: it is not of this table. */
static const uint8_t *
find_section(const struct ts *t, uint8_t table, const uint8_t **end)
{
	const uint8_t *p = t->packet + t->body, *stop = t->packet +
	    PACKET_BYTES;
	size_t len;

	if (!t->starts || p >= stop || p[0] >= stop - p)
		return NULL;
	p += 1 + p[0];
	if (stop - p < 12 || p[0] != table)
		return NULL;
	len = 3 + (size_t)(bytes_be(p + 1, 2) & 0xFFF);
	*end = len < 4 || len - 4 > (size_t)(stop - p) ? stop : p + len - 4;
	return p;
}

/* The first program there is. */
static void
take_pat(struct ts *t)
{
	const uint8_t *end, *p = find_section(t, 0, &end);

	t->pat_at = t->at;
	if (p == NULL || t->pmt_pid != NO_PID)
		return;
	for (p += 8; end - p >= 4; p += 4)
		if (bytes_be(p, 2) != 0) {
			t->pmt_pid = (unsigned)bytes_be(p + 2, 2) & 0x1FFF;
			return;
		}
}

static void
add_stream(struct ts *t, uint8_t type, unsigned pid)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (types[i].type == type && t->nstreams < STREAMS_MAX)
			t->streams[t->nstreams++] = (struct stream){
				pid, types[i].pictures, types[i].codec,
			};
}

static void
take_pmt(struct ts *t)
{
	const uint8_t *end, *p = find_section(t, 2, &end);

	if (p == NULL || t->nstreams > 0)
		return;
	for (p += 12 + (bytes_be(p + 10, 2) & 0xFFF); end - p >= 5;
	    p += 5 + (bytes_be(p + 3, 2) & 0xFFF))
		add_stream(t, p[0], (unsigned)bytes_be(p + 1, 2) & 0x1FFF);
}

/* ---- times -------------------------------------------------------------------- */

static const struct stream *
find_stream(const struct ts *t)
{
	for (size_t i = 0; i < t->nstreams; i++)
		if (t->streams[i].pid == t->pid)
			return &t->streams[i];
	return NULL;
}

/* Pictures tell the time before sound does; 0 ms is where the first of the
   streams begins. */
static bool
find_clock(struct ts *t)
{
	const struct stream *stream;
	struct pes pes;

	for (t->at = 0; t->at < FIRST_BYTES && take_packet(t);
	    pass_packet(t)) {
		if (t->pid == 0)
			take_pat(t);
		if (t->pid == t->pmt_pid)
			take_pmt(t);
		stream = find_stream(t);
		if (stream == NULL || !t->starts || !pes_read(t->packet +
		    t->body, PACKET_BYTES - t->body, &pes) || !pes.timed)
			continue;
		if (t->main == NULL || pes_ticks(t->clock.pts, pes.pts) < 0)
			t->clock.pts = pes.pts;
		if (t->main == NULL || (stream->pictures &&
		    !t->main->pictures))
			t->main = stream;
	}
	t->at = t->pat_at = 0;
	return t->main != NULL;
}

/* ---- points ------------------------------------------------------------------- */

static bool
add_point(struct seek_points *s, const struct ts *t, uint64_t time_ms,
    uint64_t at, bool key)
{
	/* Not one that is far behind, in a stream with few of them. */
	return seek_points_add(s, time_ms, t->pat_at > s->last.offset ?
	    t->pat_at : at, key);
}

/* It was none of those that start with a header. */
static bool
add_pending(struct seek_points *s, struct ts *t)
{
	if (!t->pending)
		return true;
	t->pending = false;
	return add_point(s, t, t->pending_ms, t->pending_at, false);
}

/* A packet of the main stream. */
static bool
take_main(struct seek_points *s, struct ts *t)
{
	const uint8_t *p = t->packet + t->body;
	const size_t len = PACKET_BYTES - t->body;
	struct pes pes = { .body = 0 };
	bool key;

	if (t->starts) {
		if (!add_pending(s, t))
			return false;
		if (!pes_read(p, len, &pes) || !pes.timed)
			return true;
		if (!pes_clock_set(&t->clock, pes.pts, &t->pending_ms))
			return false;
		t->pending_at = t->at;
	} else if (!t->pending || len == 0) {
		return true;
	}
	key = s->pictures && pes_has_entry(t->main->codec, p + pes.body,
	    len - pes.body);
	t->pending = t->starts && !key && s->pictures;
	return t->pending || add_point(s, t, t->pending_ms, t->pending_at,
	    key);
}

int
seek_ts(struct seek_points *s)
{
	struct ts t = { .b = s->b, .pmt_pid = NO_PID };
	const int lead = find_lead(s->b);

	if (lead == -1)
		return -1;
	t.lead = (size_t)lead;
	if (!find_clock(&t))
		return -1;
	s->pictures = t.main->pictures;
	for (; take_packet(&t); pass_packet(&t)) {
		if (!seek_points_at(s, t.at))
			return -1;
		if (t.pid == 0)
			take_pat(&t);
		if (t.pid == t.main->pid && !take_main(s, &t))
			return -1;
	}
	return seek_points_end(s) ? 0 : -1;
}
