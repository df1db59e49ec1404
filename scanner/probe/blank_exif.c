/*
 * TIFF 6.0, section 2, as EXIF (CIPA DC-008) and DNG use it: every directory,
 * and of each what is private. Values are filled with zeros where they lie, so
 * that no offset changes; the entry of a value that has no meaning as zeros
 * gets the number of a neighbour that nobody has given a meaning, so that the
 * entries stay in their order. Pure; in lares-probe only.
 */
#include <string.h>

#include "scanner/probe/blank_exif.h"
#include "scanner/probe/blank_gaps.h"
#include "scanner/probe/blank_iptc.h"
#include "scanner/probe/blank_xmp.h"

#define ENTRY_BYTES	12
#define DIRECTORIES_MAX	256
#define ENTRIES_MAX	20000	/* of all directories */
#define POINTERS_MAX	64	/* directories that one entry names */
#define STRIPS_MAX	64	/* of a thumbnail */
#define HEAD_BYTES	8

#define TYPE_TEXT	2
#define TYPE_SHORT	3
#define TYPE_UTF8	129	/* of EXIF 3.0 */

enum what {
	LEAVE,
	VALUE,			/* all of it is private */
	WORDS,			/* it may be */
	PRIVATE,		/* a directory that is */
	DIRECTORY,		/* another one */
	DIRECTORIES,		/* each may be followed by more */
	PACKET,			/* XMP */
	IPTC,
	RESOURCES,		/* Photoshop's */
	THUMBNAIL_AT, THUMBNAIL_LEN,
	STRIP_AT, STRIP_LEN,
	COMPRESSION,
};

static const struct rule {
	uint16_t	tag;
	enum what	what;
	uint16_t	renamed;	/* 0: the entry stays as it is */
} rules[] = {
	{ 0x0103, COMPRESSION, 0 },
	{ 0x010E, WORDS, 0 },			/* ImageDescription */
	{ 0x0111, STRIP_AT, 0 },
	{ 0x0117, STRIP_LEN, 0 },
	{ 0x014A, DIRECTORIES, 0 },		/* SubIFDs */
	{ 0x0201, THUMBNAIL_AT, 0 },
	{ 0x0202, THUMBNAIL_LEN, 0 },
	{ 0x02BC, PACKET, 0 },
	{ 0x830E, VALUE, 0x830F },		/* GeoTIFF: pixel scale */
	{ 0x8480, VALUE, 0x8481 },		/* IntergraphMatrix */
	{ 0x8290, PRIVATE, 0x8291 },		/* Kodak's */
	{ 0x8482, VALUE, 0x8483 },		/* tie points */
	{ 0x83BB, IPTC, 0 },
	{ 0x85D8, VALUE, 0x85D9 },		/* transformation */
	{ 0x8649, RESOURCES, 0 },
	{ 0x8769, DIRECTORY, 0 },		/* EXIF */
	{ 0x87AF, VALUE, 0x87B2 },		/* geographic keys, */
	{ 0x87B0, VALUE, 0x87B2 },		/* their numbers, */
	{ 0x87B1, VALUE, 0x87B2 },		/* their texts */
	{ 0x8825, PRIVATE, 0x8826 },		/* GPS */
	{ 0x927C, VALUE, 0x927B },		/* MakerNote */
	{ 0x9286, WORDS, 0 },			/* UserComment */
	{ 0x935C, VALUE, 0x935B },		/* Photoshop's layers */
	{ 0x9C9B, WORDS, 0 },			/* Windows's title, */
	{ 0x9C9C, WORDS, 0 },			/* comment, */
	{ 0x9C9D, WORDS, 0 },			/* author, */
	{ 0x9C9E, WORDS, 0 },			/* keywords, */
	{ 0x9C9F, WORDS, 0 },			/* subject */
	{ 0xA005, DIRECTORY, 0 },		/* interoperability */
	{ 0xA430, VALUE, 0 },			/* CameraOwnerName */
	{ 0xA431, VALUE, 0 },			/* BodySerialNumber */
	{ 0xA435, VALUE, 0 },			/* LensSerialNumber */
	{ 0xC62F, VALUE, 0 },			/* CameraSerialNumber */
	{ 0xC634, VALUE, 0xC633 },		/* DNGPrivateData */
	{ 0xC68C, VALUE, 0 },		/* the whole file before DNG */
	{ 0xC69C, VALUE, 0xC69D },	/* RPC: from places to pixels */
	{ 0xFDE8, VALUE, 0 },			/* Photoshop's OwnerName */
	{ 0xFDE9, VALUE, 0 },			/* and SerialNumber */
	{ 0xFE00, PRIVATE, 0xFE01 },		/* Kodak's, too */
};

/* One structure and how far it has been walked. */
struct tiff {
	struct blank_walk *w;
	uint64_t	at, len;
	bool		little;
	struct {
		uint32_t	at;
		bool		followed;	/* it says by which */
	}		directories[DIRECTORIES_MAX];	/* to walk, or walked */
	size_t		known, done;
	unsigned	entries;
	struct blank_gaps gaps;		/* but of a whole file, whose pixels
					   may lie anywhere */
};

/* An entry, and where its value lies, cut off at the structure's end. */
struct entry {
	uint16_t	tag, type;
	uint32_t	count;
	uint64_t	place;		/* of the entry itself */
	uint64_t	value, value_len;
	uint64_t	first;		/* the value, if it is one number */
};

/* What a directory says of the pictures that it is about. */
struct pictures {
	uint64_t	thumbnail_at, thumbnail_len;
	struct entry	strip_at, strip_len;
	uint64_t	compression;
};

static uint64_t
number(const struct tiff *t, const uint8_t *p, size_t n)
{
	return t->little ? bytes_le(p, n) : bytes_be(p, n);
}

static bool
get(const struct tiff *t, uint64_t offset, uint8_t *out, size_t n)
{
	return blank_get(t->w, t->at, t->len, offset, out, n);
}

/* 0: no type of the specification, nor of BigTIFF. */
static unsigned
type_bytes(unsigned type)
{
	static const uint8_t sizes[] = {
		0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8,
	};

	if (type == TYPE_UTF8)
		return 1;
	return type < sizeof(sizes) ? sizes[type] : 0;
}

static bool
read_entry(const struct tiff *t, uint64_t place, struct entry *e)
{
	uint8_t raw[ENTRY_BYTES];

	if (!get(t, place, raw, sizeof(raw)))
		return false;
	e->place = place;
	e->tag = (uint16_t)number(t, raw, 2);
	e->type = (uint16_t)number(t, raw + 2, 2);
	e->count = (uint32_t)number(t, raw + 4, 4);
	e->first = number(t, raw + 8, type_bytes(e->type) == 2 ? 2 : 4);
	e->value_len = (uint64_t)type_bytes(e->type) * e->count;
	e->value = place + 8;
	if (e->value_len > 4) {
		e->value = number(t, raw + 8, 4);
		if (e->value > t->len)
			e->value = t->len;
		if (e->value_len > t->len - e->value)
			e->value_len = t->len - e->value;
	} else {
		/* of a type that nobody knows: where it may lie is */
		e->value_len = 4;
	}
	return true;
}

/* What points outside, or into the head, leads nobody anywhere. */
static bool
add_directory(struct tiff *t, uint64_t offset, bool followed)
{
	size_t i;

	if (offset < HEAD_BYTES || offset >= t->len)
		return true;
	for (i = 0; i < t->known; i++)
		if (t->directories[i].at == offset)
			return true;
	if (t->known == DIRECTORIES_MAX)
		return false;
	t->directories[t->known].at = (uint32_t)offset;
	t->directories[t->known++].followed = followed;
	return true;
}

static bool
add_directories(struct tiff *t, const struct entry *e, bool followed)
{
	uint8_t pointer[4];
	uint64_t i;

	if (e->count > POINTERS_MAX || type_bytes(e->type) != 4)
		return false;
	for (i = 0; i < e->count; i++)
		if (get(t, e->value + 4 * i, pointer, 4) &&
		    !add_directory(t, number(t, pointer, 4), followed))
			return false;
	return true;
}

/* Blanks a directory and all values of its entries. Nothing follows it: where
   the next one's offset would stand, some write the first value. */
static bool
blank_directory(struct tiff *t, uint64_t offset)
{
	struct entry e;
	uint8_t raw[2];
	uint64_t i, count;

	if (offset < HEAD_BYTES || !get(t, offset, raw, 2))
		return true;
	count = number(t, raw, 2);
	for (i = 0; i < count; i++) {
		if (++t->entries > ENTRIES_MAX)
			return false;
		if (!read_entry(t, offset + 2 + ENTRY_BYTES * i, &e))
			break;
		blank_zero(t->w, t->at + e.value, e.value_len);
	}
	blank_zero(t->w, t->at + offset, 2 + ENTRY_BYTES * i);
	return true;
}

static void
rename_entry(struct tiff *t, const struct entry *e, uint16_t tag)
{
	const uint8_t little[] = { tag & 0xFF, tag >> 8 };
	const uint8_t big[] = { tag >> 8, tag & 0xFF };

	blanks_spell(t->w->list, t->at + e->place, t->little ? little : big,
	    2);
}

static bool
blank_entry(struct tiff *t, const struct rule *rule, const struct entry *e,
    struct pictures *p)
{
	uint64_t at = t->at + e->value;

	if (rule->what != VALUE && rule->what != PRIVATE &&
	    e->value != e->place + 8)
		blank_gaps_keep(&t->gaps, e->value, e->value_len);
	if (rule->renamed != 0)
		rename_entry(t, e, rule->renamed);
	switch (rule->what) {
	case LEAVE:
		return true;
	case VALUE:
		blank_zero(t->w, at, e->value_len);
		return true;
	case WORDS:
		blank_words(t->w, at, e->value_len);
		return true;
	case PRIVATE:
		return e->count == 1 && blank_directory(t, e->first);
	case DIRECTORY:
	case DIRECTORIES:
		return add_directories(t, e, rule->what == DIRECTORIES);
	case PACKET:
		blank_try(t->w, blank_xmp, at, e->value_len, ' ');
		return true;
	case IPTC:
		blank_try(t->w, blank_iptc, at, e->value_len, 0);
		return true;
	case RESOURCES:
		blank_try(t->w, blank_resources, at, e->value_len, 0);
		return true;
	case THUMBNAIL_AT:
		p->thumbnail_at = e->first;
		return true;
	case THUMBNAIL_LEN:
		p->thumbnail_len = e->first;
		return true;
	case STRIP_AT:
		p->strip_at = *e;
		return true;
	case STRIP_LEN:
		p->strip_len = *e;
		return true;
	case COMPRESSION:
		p->compression = e->first;
		return true;
	}
	return true;
}

static const struct rule *
find_rule(const struct entry *e)
{
	static const struct rule text = { 0, WORDS, 0 }, other = { 0, LEAVE, 0 };
	size_t i;

	for (i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		if (rules[i].tag == e->tag)
			return &rules[i];
	return e->type == TYPE_TEXT || e->type == TYPE_UTF8 ? &text : &other;
}

/* A JPEG that lies in the structure may have EXIF of its own. Of a TIFF file
   it may be the picture itself, which is not for us to damage. */
static bool
blank_jpeg_within(struct tiff *t, uint64_t at, uint64_t len)
{
	if (at == 0 || at >= t->len || len == 0)
		return true;
	if (len > t->len - at)
		len = t->len - at;
	blank_gaps_keep(&t->gaps, at, len);
	if (t->at != 0) {
		blank_picture(t->w, t->at + at, len);
		return true;
	}
	return t->w->picture(t->w, at, len);
}

/* The so-many-th number of an entry; 0: there is none. */
static uint64_t
nth(const struct tiff *t, const struct entry *e, uint32_t i)
{
	const size_t n = e->type == TYPE_SHORT ? 2 : 4;
	uint8_t raw[4];

	return i < e->count && get(t, e->value + n * i, raw, n) ?
	    number(t, raw, n) : 0;
}

/* A strip is a picture of its own only if it is a whole JPEG, as the previews
   of DNG are; anything else in it are pixels. */
static bool
blank_strips(struct tiff *t, const struct pictures *p)
{
	const uint64_t at = nth(t, &p->strip_at, 0);
	uint8_t head[4];

	for (uint32_t i = 0; i < p->strip_at.count && i < STRIPS_MAX; i++)
		blank_gaps_keep(&t->gaps, nth(t, &p->strip_at, i),
		    nth(t, &p->strip_len, i));
	if ((p->compression != 6 && p->compression != 7) ||
	    p->strip_at.count != 1 || !get(t, at, head, 4) ||
	    head[0] != 0xFF || head[1] != 0xD8 || head[2] != 0xFF ||
	    (head[3] & 0xF0) != 0xE0)
		return true;
	return blank_jpeg_within(t, at, nth(t, &p->strip_len, 0));
}

static bool
walk_directory(struct tiff *t, uint64_t start, bool followed)
{
	struct pictures p = { 0 };
	uint64_t offset = start;
	uint8_t raw[4];
	uint64_t i, count;
	struct entry e;

	if (!get(t, offset, raw, 2))
		return true;
	count = number(t, raw, 2);
	offset += 2;
	for (i = 0; i < count && read_entry(t, offset, &e); i++) {
		if (++t->entries > ENTRIES_MAX ||
		    !blank_entry(t, find_rule(&e), &e, &p))
			return false;
		offset += ENTRY_BYTES;
	}
	blank_gaps_keep(&t->gaps, start, offset + (followed ? 4 : 0) - start);
	if (!blank_jpeg_within(t, p.thumbnail_at, p.thumbnail_len) ||
	    !blank_strips(t, &p))
		return false;
	/* Some leave the next directory's offset away. */
	return !followed || !get(t, offset, raw, 4) ||
	    add_directory(t, number(t, raw, 4), true);
}

bool
blank_exif(struct blank_walk *w, uint64_t at, uint64_t len)
{
	struct tiff t = { .w = w, .at = at, .len = len };
	uint8_t head[HEAD_BYTES];

	if (!get(&t, 0, head, sizeof(head)))
		return false;
	if (memcmp(head, "Exif\0", 5) == 0) {
		t.at += 6;
		t.len -= 6;
		if (!get(&t, 0, head, sizeof(head)))
			return false;
	}
	blank_gaps_keep(&t.gaps, 0, sizeof(head));
	t.little = head[0] == 'I';
	if ((memcmp(head, "II*\0", 4) != 0 && memcmp(head, "MM\0*", 4) != 0) ||
	    !add_directory(&t, number(&t, head + 4, 4), true))
		return false;
	for (; t.done < t.known; t.done++)
		if (!walk_directory(&t, t.directories[t.done].at,
		    t.directories[t.done].followed))
			return false;
	return t.at == 0 || blank_gaps_fill(&t.gaps, w, t.at, t.len);
}
