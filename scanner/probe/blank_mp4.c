/*
 * MP4, QuickTime and 3GP (ISO/IEC 14496-12), and HEIF's boxes around its
 * items. Pure; in lares-probe only.
 */
#include <string.h>

#include "scanner/probe/blank_heif.h"
#include "scanner/probe/blank_mp4.h"
#include "scanner/probe/blank_tags.h"
#include "scanner/probe/blank_track.h"
#include "scanner/probe/box.h"

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
	WALK_FRAGMENT,		/* and of a fragment */
	WALK_PROPERTIES,	/* of a picture's items */
	READ_UUID,
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
	{ T('s', 'i', 'd', 'x'), LEAVE }, { T('s', 's', 'i', 'x'), LEAVE },
	{ T('p', 'r', 'f', 't'), LEAVE }, { T('e', 'm', 's', 'g'), LEAVE },
	{ T('p', 'd', 'i', 'n'), LEAVE }, { T('p', 's', 's', 'h'), LEAVE },
	{ T('m', 'o', 'o', 'v'), WALK_MOOV },
	{ T('m', 'o', 'o', 'f'), WALK_FRAGMENT },
	{ T('m', 'f', 'r', 'a'), WALK_FRAGMENT },
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
	/* the track */
	{ T('t', 'k', 'h', 'd'), LEAVE }, { T('t', 'r', 'e', 'f'), LEAVE },
	{ T('t', 'r', 'g', 'r'), LEAVE }, { T('e', 'd', 't', 's'), LEAVE },
	{ T('t', 'a', 'p', 't'), LEAVE }, { T('c', 'l', 'i', 'p'), LEAVE },
	{ T('m', 'a', 't', 't'), LEAVE }, { T('l', 'o', 'a', 'd'), LEAVE },
	{ T('i', 'm', 'a', 'p'), LEAVE },
	/* its media */
	{ T('m', 'd', 'h', 'd'), LEAVE }, { T('e', 'l', 'n', 'g'), LEAVE },
	{ T('v', 'm', 'h', 'd'), LEAVE }, { T('s', 'm', 'h', 'd'), LEAVE },
	{ T('h', 'm', 'h', 'd'), LEAVE }, { T('n', 'm', 'h', 'd'), LEAVE },
	{ T('s', 't', 'h', 'd'), LEAVE }, { T('g', 'm', 'h', 'd'), LEAVE },
	{ T('d', 'i', 'n', 'f'), LEAVE },
	/* its tables */
	{ T('s', 't', 't', 's'), LEAVE }, { T('c', 't', 't', 's'), LEAVE },
	{ T('c', 's', 'l', 'g'), LEAVE }, { T('s', 't', 's', 's'), LEAVE },
	{ T('s', 't', 's', 'h'), LEAVE }, { T('s', 't', 'p', 's'), LEAVE },
	{ T('s', 'd', 't', 'p'), LEAVE }, { T('s', 't', 's', 'c'), LEAVE },
	{ T('s', 't', 's', 'z'), LEAVE }, { T('s', 't', 'z', '2'), LEAVE },
	{ T('p', 'a', 'd', 'b'), LEAVE }, { T('s', 't', 'd', 'p'), LEAVE },
	{ T('s', 'b', 'g', 'p'), LEAVE }, { T('s', 'g', 'p', 'd'), LEAVE },
	{ T('s', 'u', 'b', 's'), LEAVE }, { T('s', 'a', 'i', 'z'), LEAVE },
	{ T('s', 'a', 'i', 'o'), LEAVE }, { T('s', 'e', 'n', 'c'), LEAVE },
	{ T('c', 's', 'g', 'p'), LEAVE },
	{ 0, BLANK }
};

/* Of what moof, traf and mfra hold. */
static const struct rule fragment[] = {
	{ T('t', 'r', 'a', 'f'), WALK_FRAGMENT },
	{ T('u', 'd', 't', 'a'), WALK_UDTA },
	{ T('m', 'e', 't', 'a'), WALK_META },
	{ T('u', 'u', 'i', 'd'), READ_UUID },
	{ T('m', 'f', 'h', 'd'), LEAVE }, { T('p', 's', 's', 'h'), LEAVE },
	{ T('t', 'f', 'h', 'd'), LEAVE }, { T('t', 'f', 'd', 't'), LEAVE },
	{ T('t', 'r', 'u', 'n'), LEAVE }, { T('s', 'd', 't', 'p'), LEAVE },
	{ T('s', 'b', 'g', 'p'), LEAVE }, { T('s', 'g', 'p', 'd'), LEAVE },
	{ T('s', 'u', 'b', 's'), LEAVE }, { T('s', 'a', 'i', 'z'), LEAVE },
	{ T('s', 'a', 'i', 'o'), LEAVE }, { T('s', 'e', 'n', 'c'), LEAVE },
	{ T('c', 's', 'g', 'p'), LEAVE },
	{ T('t', 'f', 'r', 'a'), LEAVE }, { T('m', 'f', 'r', 'o'), LEAVE },
	{ 0, BLANK }
};

/* Of a picture's meta box. */
static const struct rule items[] = {
	{ T('h', 'd', 'l', 'r'), LEAVE }, { T('p', 'i', 't', 'm'), LEAVE },
	{ T('i', 'l', 'o', 'c'), LEAVE }, { T('i', 'i', 'n', 'f'), LEAVE },
	{ T('i', 'r', 'e', 'f'), LEAVE },
	{ T('i', 'p', 'r', 'p'), WALK_PROPERTIES },
	{ T('i', 'd', 'a', 't'), LEAVE }, { T('d', 'i', 'n', 'f'), LEAVE },
	{ T('i', 'p', 'r', 'o'), LEAVE }, { T('g', 'r', 'p', 'l'), LEAVE },
	{ 0, BLANK }
};

/* The numbers of the others are their places in a list: they stay. */
static const struct rule properties[] = {
	{ T('i', 'p', 'c', 'o'), WALK_PROPERTIES },
	{ T('u', 'd', 'e', 's'), BLANK }, { T('a', 'l', 't', 't'), BLANK },
	{ T('u', 'u', 'i', 'd'), BLANK }, { T('f', 'r', 'e', 'e'), BLANK },
	{ 0, LEAVE }
};

struct film {
	struct blank_walk *w;
	unsigned	depth;
	bool		has_media;	/* a box of tracks, or of items */
	bool		has_tracks, has_items;
	struct blank_gaps gaps;		/* what is no item's */
	uint64_t	kept;		/* all before it is in gaps */
	struct blank_track track;
};

static enum what
find_rule(const struct rule *rules, uint32_t type)
{
	for (; rules->type != 0 && rules->type != type; rules++)
		;
	return rules->what;
}

static bool	walk(struct film *f, const struct rule *rules, uint64_t at,
		    uint64_t len);

static bool
walk_track(struct film *f, const struct box_head *box)
{
	f->track = (struct blank_track){ .first = 0 };
	if (!walk(f, track, box->body, box->len))
		return false;
	if (blank_track_may_say_place(f->w, &f->track)) {
		f->w->reason = "it has a track of telemetry";
		return false;
	}
	return true;
}

/* Those of PIFF say when a fragment is, and how it is encrypted. */
static void
read_uuid(struct film *f, const struct box_head *box)
{
	static const uint8_t kept[][16] = {
		{ 0x6D, 0x1D, 0x9B, 0x05, 0x42, 0xD5, 0x44, 0xE6,
		  0x80, 0xE2, 0x14, 0x1D, 0xAF, 0xF7, 0x57, 0xB2 },
		{ 0xD4, 0x80, 0x7E, 0xF2, 0xCA, 0x39, 0x46, 0x95,
		  0x8E, 0x54, 0x26, 0xCB, 0x9E, 0x46, 0xA7, 0x9F },
		{ 0xA2, 0x39, 0x4F, 0x52, 0x5A, 0x9B, 0x4F, 0x14,
		  0xA2, 0x44, 0x6C, 0x42, 0x7C, 0x64, 0x8D, 0xF4 },
	};
	uint8_t id[16];

	if (blank_get(f->w, box->body, box->len, 0, id, sizeof(id)))
		for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
			if (memcmp(id, kept[i], sizeof(id)) == 0)
				return;
	blank_box(f->w, box);
}

/* A meta box of items is a picture's, if one of them is the first. */
static bool
walk_meta(struct film *f, const struct box_head *box)
{
	const uint64_t end = box->body + box->len;
	struct box_head item;
	uint64_t at = box->body + 4;
	bool has_items = false;

	for (; box_read(f->w->b, at, end, &item); at = item.body + item.len) {
		f->has_media |= item.type == T('p', 'i', 't', 'm');
		has_items |= item.type == T('p', 'i', 't', 'm') ||
		    item.type == T('i', 'l', 'o', 'c');
	}
	if (has_items) {
		f->has_items = true;
		return walk(f, items, box->body + 4, box->len - 4) &&
		    blank_heif_meta(f->w, box->body, box->len) &&
		    blank_heif_keep(f->w, box->body, box->len, &f->gaps);
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
		f->has_media = f->has_tracks = true;
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
	case WALK_FRAGMENT:
		f->has_tracks = true;
		return walk(f, fragment, box->body, box->len);
	case WALK_PROPERTIES:
		return walk(f, properties, box->body, box->len);
	case READ_UUID:
		read_uuid(f, box);
		return true;
	case READ_HANDLER:
		blank_track_handler(f->w, box, &f->track);
		return true;
	case READ_DESCRIPTIONS:
		return blank_track_descriptions(f->w, box, &f->track);
	case READ_CHUNKS:
		blank_track_chunks(f->w, box, &f->track);
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
	} else if (bytes_be(head + 4, 4) != T('m', 'd', 'a', 't') ||
	    (bytes_be(head, 4) > 1 && bytes_be(head, 4) <= len)) {
		blanks_spell(w->list, at, "\0\0\0\0free", 8);
		blank_zero(w, at + 8, len - 8);
	}
}

/* Editors leave what they replaced, EXIF among it, in the mdat box that it lay
   in. All else of the file has been gone through. */
static void
keep_all_but(struct film *f, const struct box_head *mdat)
{
	blank_gaps_keep(&f->gaps, f->kept, mdat->body - f->kept);
	f->kept = mdat->body + mdat->len;
}

static bool
fill_gaps(struct film *f)
{
	const uint64_t size = f->w->b->size;

	if (!f->has_items || f->has_tracks)
		return true;
	blank_gaps_keep(&f->gaps, f->kept, size - f->kept);
	return blank_gaps_fill(&f->gaps, f->w, 0, size);
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
		if (box.type == T('m', 'd', 'a', 't'))
			keep_all_but(&f, &box);
		at = box.body + box.len;
	}
	if (at < end && f.has_media)
		blank_rest(w, at, end - at);
	return f.has_media && fill_gaps(&f);
}
