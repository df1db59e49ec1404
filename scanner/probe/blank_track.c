/*
 * A track of an MP4 file: what it is of, and whether that may be where it was
 * made. Pure; in lares-probe only.
 */
#include <string.h>
#include <strings.h>

#include "scanner/probe/blank_track.h"
#include "scanner/probe/coordinates.h"
#include "scanner/probe/mdpm.h"

#define ENTRIES_MAX	64	/* sample descriptions of a track */
#define DESCRIPTION_BYTES 4096	/* of one that is looked at */
#define SAMPLE_BYTES	256	/* of a text that is looked at */

#define T(a, b, c, d)	BOX_TYPE(a, b, c, d)

/* What a track is of that is seen, heard, read, or helps with that. */
static bool
is_played(uint32_t handler)
{
	static const uint32_t played[] = {
		T('v', 'i', 'd', 'e'), T('a', 'u', 'x', 'v'),
		T('p', 'i', 'c', 't'), T('s', 'o', 'u', 'n'),
		T('t', 'e', 'x', 't'), T('s', 'b', 't', 'l'),
		T('s', 'u', 'b', 't'), T('s', 'u', 'b', 'p'),
		T('c', 'l', 'c', 'p'), T('t', 'm', 'c', 'd'),
		T('h', 'i', 'n', 't'), T('o', 'd', 's', 'm'),
		T('s', 'd', 's', 'm'),
	};

	for (size_t i = 0; i < sizeof(played) / sizeof(played[0]); i++)
		if (played[i] == handler)
			return true;
	return false;
}

/* hdlr (8.4.3). minf has one too in QuickTime, of data. */
void
blank_track_handler(const struct blank_walk *w, const struct box_head *box,
    struct blank_track *t)
{
	uint32_t handler;
	uint8_t head[12];

	if (!blank_get(w, box->body, box->len, 0, head, 12) ||
	    bytes_be(head + 4, 4) == T('d', 'h', 'l', 'r'))
		return;
	handler = (uint32_t)bytes_be(head + 8, 4);
	/* Of data, from somebody who leaves the above out. */
	if (handler == T('u', 'r', 'l', ' ') ||
	    handler == T('a', 'l', 'i', 's') ||
	    handler == T('r', 's', 'r', 'c'))
		return;
	t->has_handler = true;
	if (handler == T('m', 'e', 't', 'a'))
		t->is_metadata = true;
	else
		t->is_foreign |= !is_played(handler);
}

static bool
says_place(const uint8_t *data, size_t len)
{
	static const char *const words[] = {
		"gps", "location", "latitude", "longitude", "home(",
		"$gprmc", "$gpgga", "$gnrmc", "$gngga",	/* NMEA 0183 */
	};
	size_t i, at, n;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		for (n = strlen(words[i]), at = 0; at + n <= len; at++)
			if (strncasecmp((const char *)data + at, words[i],
			    n) == 0)
				return true;
	return false;
}

/* A sample description: GoPro's, Google's, DJI's and Sony's telemetry, and
   Apple's boxed metadata if one of its keys is a place. */
static bool
is_telemetry(const struct blank_walk *w, const struct box_head *entry)
{
	uint8_t data[DESCRIPTION_BYTES];

	switch (entry->type) {
	case T('g', 'p', 'm', 'd'):
	case T('f', 'd', 's', 'c'):
	case T('c', 'a', 'm', 'm'):
	case T('d', 'j', 'm', 'd'):
	case T('d', 'b', 'g', 'i'):
	case T('r', 't', 'm', 'd'):
	case T('C', 'T', 'M', 'D'):
	case T('m', 'e', 't', 't'):
	case T('m', 'e', 't', 'x'):
	case T('u', 'r', 'i', 'm'):
	case T('p', 'r', 'i', 'v'):
		return true;
	case T('m', 'e', 'b', 'x'):
		return entry->len > sizeof(data) ||
		    !bytes_get(w->b, entry->body, data,
		    (size_t)entry->len) ||
		    says_place(data, (size_t)entry->len);
	default:
		return false;
	}
}

/* stsd (8.5.2) */
bool
blank_track_descriptions(const struct blank_walk *w,
    const struct box_head *box, struct blank_track *t)
{
	uint64_t at = box->body + 8, end = box->body + box->len;
	struct box_head entry;
	unsigned i;

	for (i = 0; at < end && end - at >= 8; i++) {
		if (i == ENTRIES_MAX || !box_read(w->b, at, end, &entry))
			return false;
		t->has_description = true;
		t->is_telemetry |= is_telemetry(w, &entry);
		t->is_unboxed |= entry.type != T('m', 'e', 'b', 'x');
		t->is_text |= entry.type == T('t', 'e', 'x', 't') ||
		    entry.type == T('t', 'x', '3', 'g');
		at = entry.body + entry.len;
	}
	return true;
}

/* stco and co64 (8.7.5) */
void
blank_track_chunks(const struct blank_walk *w, const struct box_head *box,
    struct blank_track *t)
{
	size_t n = box->type == T('c', 'o', '6', '4') ? 8 : 4;
	uint8_t raw[8];

	if (blank_get(w, box->body, box->len, 8, raw, n))
		t->first = bytes_be(raw, n);
}

/*
 * Drones and cameras in cars write where they are as subtitles. Behind the
 * first of them, whose length is in front of it (3GPP 26.245, 5.17), any other
 * track's data may lie, in which numbers are found that are none.
 */
static bool
text_says_place(const struct blank_walk *w, const struct blank_track *t)
{
	const uint64_t first = t->first, size = w->b->size;
	uint8_t data[SAMPLE_BYTES];
	size_t n = sizeof(data), text;

	if (!t->is_text || first == 0 || first >= size)
		return false;
	if (n > size - first)
		n = (size_t)(size - first);
	if (n < 2 || !bytes_get(w->b, first, data, n))
		return false;
	text = (size_t)bytes_be(data, 2);
	if (text > n - 2)
		text = n - 2;
	return says_place(data, n) ||
	    coordinates_are_in((const char *)data + 2, text);
}

/* Whatever it is that nobody plays: only of Apple's boxed metadata it is said
   what is in it. */
bool
blank_track_may_say_place(const struct blank_walk *w,
    const struct blank_track *t)
{
	return t->is_telemetry || t->is_foreign || !t->has_handler ||
	    (t->is_metadata && (t->is_unboxed || !t->has_description)) ||
	    text_says_place(w, t) ||
	    (t->first != 0 && mdpm_begins_in(w->b, t->first, UINT64_MAX));
}
