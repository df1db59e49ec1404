/*
 * MP4, QuickTime and 3GP (ISO/IEC 14496-12), and HEIF's boxes around its
 * items. Pure; in lares-probe only.
 */
#include <string.h>
#include <strings.h>

#include "scanner/probe/blank_heif.h"
#include "scanner/probe/blank_mp4.h"
#include "scanner/probe/blank_tags.h"
#include "scanner/probe/box.h"

#define ENTRIES_MAX	64	/* sample descriptions of a track */
#define DESCRIPTION_BYTES 4096	/* of one that is looked at */
#define SAMPLE_BYTES	256	/* of a text that is looked at */
#define DEPTH_MAX	8	/* boxes within boxes */

#define T(a, b, c, d)	BOX_TYPE(a, b, c, d)

/* What is done with a box by what it is. */
enum what {
	LEAVE,
	BLANK,
	WALK_MOOV,
	WALK_TRAK,
	WALK_UDTA,
	WALK_META,
	WALK_MEDIA,		/* boxes that hold boxes of the track */
	READ_HANDLER,
	READ_DESCRIPTIONS,
	READ_CHUNKS,
	GIVE_UP,
};

struct rule {
	uint32_t	type;
	enum what	what;
};

/* Whatever a table does not name is blanked. */
static const struct rule top[] = {
	{ T('f', 't', 'y', 'p'), LEAVE }, { T('s', 't', 'y', 'p'), LEAVE },
	{ T('m', 'd', 'a', 't'), LEAVE }, { T('w', 'i', 'd', 'e'), LEAVE },
	{ T('m', 'o', 'o', 'f'), LEAVE }, { T('m', 'f', 'r', 'a'), LEAVE },
	{ T('s', 'i', 'd', 'x'), LEAVE }, { T('s', 's', 'i', 'x'), LEAVE },
	{ T('p', 'r', 'f', 't'), LEAVE }, { T('e', 'm', 's', 'g'), LEAVE },
	{ T('p', 'd', 'i', 'n'), LEAVE }, { T('p', 's', 's', 'h'), LEAVE },
	{ T('m', 'o', 'o', 'v'), WALK_MOOV },
	{ T('u', 'd', 't', 'a'), WALK_UDTA },
	{ T('m', 'e', 't', 'a'), WALK_META },
	{ 0, BLANK }
};
static const struct rule moov[] = {
	{ T('m', 'v', 'h', 'd'), LEAVE }, { T('m', 'v', 'e', 'x'), LEAVE },
	{ T('i', 'o', 'd', 's'), LEAVE }, { T('c', 't', 'a', 'b'), LEAVE },
	{ T('c', 'l', 'i', 'p'), LEAVE }, { T('r', 'm', 'r', 'a'), LEAVE },
	{ T('p', 's', 's', 'h'), LEAVE },
	{ T('t', 'r', 'a', 'k'), WALK_TRAK },
	{ T('u', 'd', 't', 'a'), WALK_UDTA },
	{ T('m', 'e', 't', 'a'), WALK_META },
	{ T('c', 'm', 'o', 'v'), GIVE_UP },	/* compressed */
	{ T('g', 'p', 's', ' '), GIVE_UP },	/* of dashboard cameras */
	{ 0, BLANK }
};
/* Of a track, and of what is in it down to the tables of samples. */
static const struct rule track[] = {
	{ T('m', 'd', 'i', 'a'), WALK_MEDIA },
	{ T('m', 'i', 'n', 'f'), WALK_MEDIA },
	{ T('s', 't', 'b', 'l'), WALK_MEDIA },
	{ T('h', 'd', 'l', 'r'), READ_HANDLER },
	{ T('s', 't', 's', 'd'), READ_DESCRIPTIONS },
	{ T('s', 't', 'c', 'o'), READ_CHUNKS },
	{ T('c', 'o', '6', '4'), READ_CHUNKS },
	{ T('u', 'd', 't', 'a'), WALK_UDTA },
	{ T('m', 'e', 't', 'a'), WALK_META },
	{ T('u', 'u', 'i', 'd'), BLANK },
	{ 0, LEAVE }
};

/* Of a picture's meta box. */
static const struct rule items[] = {
	{ T('h', 'd', 'l', 'r'), LEAVE }, { T('p', 'i', 't', 'm'), LEAVE },
	{ T('i', 'l', 'o', 'c'), LEAVE }, { T('i', 'i', 'n', 'f'), LEAVE },
	{ T('i', 'r', 'e', 'f'), LEAVE }, { T('i', 'p', 'r', 'p'), LEAVE },
	{ T('i', 'd', 'a', 't'), LEAVE }, { T('d', 'i', 'n', 'f'), LEAVE },
	{ T('i', 'p', 'r', 'o'), LEAVE }, { T('g', 'r', 'p', 'l'), LEAVE },
	{ 0, BLANK }
};

/* What is known of the file, and of the track that is walked. */
struct film {
	struct blank_walk *w;
	unsigned	depth;
	bool		has_media;	/* a box of tracks, or of items */
	uint32_t	handler;	/* of the track */
	bool		is_text;
	uint64_t	first;		/* where its first samples lie */
	bool		telemetry;
};

static enum what
find_rule(const struct rule *rules, uint32_t type)
{
	for (; rules->type != 0 && rules->type != type; rules++)
		;
	return rules->what;
}

/* hdlr (8.4.3). minf has one too in QuickTime, of data. */
static void
read_handler(struct film *f, const struct box_head *box)
{
	uint8_t head[12];

	if (blank_get(f->w, box->body, box->len, 0, head, 12) &&
	    bytes_be(head + 4, 4) != T('d', 'h', 'l', 'r'))
		f->handler = (uint32_t)bytes_be(head + 8, 4);
}

static bool
says_place(const uint8_t *data, size_t len)
{
	static const char *const words[] = {
		"gps", "location", "latitude", "longitude", "home(",
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
   Apple's boxed metadata if one of its keys is a place. Any other data of a
   track of metadata may be as well. */
static bool
is_telemetry(const struct film *f, const struct box_head *entry)
{
	uint8_t data[DESCRIPTION_BYTES];

	switch (entry->type) {
	case T('g', 'p', 'm', 'd'):
	case T('f', 'd', 's', 'c'):
	case T('c', 'a', 'm', 'm'):
	case T('d', 'j', 'm', 'd'):
	case T('d', 'b', 'g', 'i'):
	case T('r', 't', 'm', 'd'):
	case T('m', 'e', 't', 't'):
	case T('m', 'e', 't', 'x'):
	case T('u', 'r', 'i', 'm'):
	case T('p', 'r', 'i', 'v'):
		return true;
	case T('m', 'e', 'b', 'x'):
		return entry->len > sizeof(data) ||
		    !bytes_get(f->w->b, entry->body, data,
		    (size_t)entry->len) ||
		    says_place(data, (size_t)entry->len);
	default:
		return f->handler == T('m', 'e', 't', 'a');
	}
}

/* stsd (8.5.2) */
static bool
read_descriptions(struct film *f, const struct box_head *box)
{
	uint64_t at = box->body + 8, end = box->body + box->len;
	struct box_head entry;
	unsigned i;

	for (i = 0; at < end && end - at >= 8; i++) {
		if (i == ENTRIES_MAX || !box_read(f->w->b, at, end, &entry))
			return false;
		f->telemetry |= is_telemetry(f, &entry);
		f->is_text |= entry.type == T('t', 'e', 'x', 't') ||
		    entry.type == T('t', 'x', '3', 'g');
		at = entry.body + entry.len;
	}
	return true;
}

/* stco and co64 (8.7.5) */
static void
read_chunks(struct film *f, const struct box_head *box)
{
	size_t n = box->type == T('c', 'o', '6', '4') ? 8 : 4;
	uint8_t raw[8];

	if (blank_get(f->w, box->body, box->len, 8, raw, n))
		f->first = bytes_be(raw, n);
}

static bool	walk(struct film *f, const struct rule *rules, uint64_t at,
		    uint64_t len);

/* DJI's drones write where they are as subtitles. */
static bool
text_says_place(struct film *f)
{
	uint8_t data[SAMPLE_BYTES];
	uint64_t size = f->w->b->size;
	size_t n = sizeof(data);

	if (!f->is_text || f->first == 0 || f->first >= size)
		return false;
	if (n > size - f->first)
		n = (size_t)(size - f->first);
	return bytes_get(f->w->b, f->first, data, n) && says_place(data, n);
}

static bool
walk_track(struct film *f, const struct box_head *box)
{
	f->handler = 0;
	f->is_text = f->telemetry = false;
	f->first = 0;
	if (!walk(f, track, box->body, box->len))
		return false;
	if (f->telemetry || f->handler == T('c', 'a', 'm', 'm') ||
	    text_says_place(f)) {
		f->w->reason = "it has a track of telemetry";
		return false;
	}
	return true;
}

/* A meta box of items is a picture's. */
static bool
walk_meta(struct film *f, const struct box_head *box)
{
	const uint64_t end = box->body + box->len;
	struct box_head item;
	uint64_t at = box->body + 4;

	for (; box_read(f->w->b, at, end, &item); at = item.body + item.len)
		if (item.type == T('p', 'i', 't', 'm')) {
			f->has_media = true;
			return walk(f, items, box->body + 4, box->len - 4) &&
			    blank_heif_meta(f->w, box->body, box->len);
		}
	blank_try(f->w, blank_meta, box->body, box->len, 0);
	return true;
}

static bool
treat(struct film *f, const struct rule *rules, const struct box_head *box)
{
	switch (find_rule(rules, box->type)) {
	case LEAVE:
		return true;
	case BLANK:
		blank_box(f->w, box);
		return true;
	case WALK_MOOV:
		f->has_media = true;
		return walk(f, moov, box->body, box->len);
	case WALK_TRAK:
		return walk_track(f, box);
	case WALK_UDTA:
		blank_try(f->w, blank_udta, box->body, box->len, 0);
		return true;
	case WALK_META:
		return walk_meta(f, box);
	case WALK_MEDIA:
		return walk(f, track, box->body, box->len);
	case READ_HANDLER:
		read_handler(f, box);
		return true;
	case READ_DESCRIPTIONS:
		return read_descriptions(f, box);
	case READ_CHUNKS:
		read_chunks(f, box);
		return true;
	case GIVE_UP:
		return false;
	}
	return false;
}

static bool
walk(struct film *f, const struct rule *rules, uint64_t at, uint64_t len)
{
	const uint64_t end = at + len;
	struct box_head box = { 0 };
	bool ok = f->depth < DEPTH_MAX;

	f->depth++;
	while (ok && end > at && end - at >= 8) {
		ok = box_read(f->w->b, at, end, &box) && treat(f, rules, &box);
		at = box.body + box.len;
	}
	f->depth--;
	return ok;
}

/* What follows the last box is some maker's, unless it is the film itself,
   cut off. It becomes a free box up to the file's end. */
static void
blank_rest(struct blank_walk *w, uint64_t at, uint64_t len)
{
	uint8_t head[8];

	if (!blank_get(w, at, len, 0, head, 8)) {
		blank_zero(w, at, len);
	} else if (bytes_be(head + 4, 4) != T('m', 'd', 'a', 't')) {
		blanks_spell(w->list, at, "\0\0\0\0free", 8);
		blank_zero(w, at + 8, len - 8);
	}
}

bool
blank_mp4(struct blank_walk *w, uint64_t at, uint64_t len)
{
	const uint64_t end = at + len;
	struct film f = { .w = w };
	struct box_head box;

	while (end > at && box_read(w->b, at, end, &box)) {
		if (!treat(&f, top, &box))
			return false;
		at = box.body + box.len;
	}
	if (at < end && f.has_media)
		blank_rest(w, at, end - at);
	return f.has_media;
}
