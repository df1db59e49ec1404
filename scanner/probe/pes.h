#ifndef LARES_PROBE_PES_H
#define LARES_PROBE_PES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The packets that MPEG streams are cut into. Pure. */

/* Stream ids (ISO/IEC 13818-1, table 2-22). */
#define PES_PRIVATE_1	0xBD
#define PES_AUDIO	0xC0		/* to 0xDF */
#define PES_VIDEO	0xE0		/* to 0xEF */

struct pes {
	bool		 timed;		/* it has a PTS */
	uint64_t	 pts;		/* 90 kHz, 33 bits */
	size_t		 body;		/* where its payload starts */
};

/*
 * The packet that starts at p, of which len bytes are there: as MPEG-2 or
 * MPEG-1 has it. False: it is none, or one without such a header.
 */
bool	pes_read(const uint8_t *p, size_t len, struct pes *out);

enum pes_codec {
	PES_MPEG_VIDEO,		/* 1 and 2 */
	PES_MPEG_4,
	PES_AVC,
	PES_HEVC,
	PES_VC_1,
};

/* Whether decoding can start in a stretch of pictures: it holds the header
   that decoders wait for. */
bool	pes_has_entry(enum pes_codec codec, const uint8_t *p, size_t len);

/*
 * The time of a stream. Its numbers begin again after 26 hours; where they
 * jump, the time is lost.
 */
struct pes_clock {
	uint64_t	 pts;		/* the last; before any: that of 0 ms */
	int64_t		 ticks;		/* 90 kHz, since then */
};

/* false: there is a jump. What is before 0 ms is at 0 ms. */
bool	pes_clock_set(struct pes_clock *c, uint64_t pts, uint64_t *time_ms);

/* From one PTS to another, by the shorter way round. */
int64_t	pes_ticks(uint64_t from, uint64_t to);

#endif
