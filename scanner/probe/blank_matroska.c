/*
 * Matroska (RFC 9559, on top of RFC 8794): the tags, and what is attached. A
 * film has thousands of clusters, and a disk needs its time for each: what lies
 * behind them is found as players find it, by SeekHead; some are stepped over
 * only where there is none. Pure; in lares-probe only.
 */
#include <string.h>

#include "scanner/probe/blank_gaps.h"
#include "scanner/probe/blank_matroska.h"
#include "scanner/probe/mdpm.h"

#define CLUSTERS_MAX	128	/* that are stepped over */
#define ELEMENTS_MAX	4096	/* of a segment, clusters among them */
#define PLACES_MAX	64	/* that are referred to, or were walked */
#define DEPTH_MAX	8	/* tags within tags */
#define NAME_BYTES	256	/* of a name that is read */
#define VOID_HEADER	9	/* bytes of an identifier and a length */

enum id {
	EBML		= 0x1A45DFA3,
	SEGMENT		= 0x18538067,
	SEEK_HEAD	= 0x114D9B74,
	SEEK		= 0x4DBB,
	SEEK_ID		= 0x53AB,
	SEEK_POSITION	= 0x53AC,
	CLUSTER		= 0x1F43B675,
	ATTACHMENTS	= 0x1941A469,
	ATTACHED_FILE	= 0x61A7,
	FILE_DESCRIPTION = 0x467E,
	FILE_NAME	= 0x466E,
	FILE_MEDIA_TYPE	= 0x4660,
	FILE_DATA	= 0x465C,
	TAGS		= 0x1254C367,
	TAG		= 0x7373,
	SIMPLE_TAG	= 0x67C8,
	TAG_NAME	= 0x45A3,
	TAG_STRING	= 0x4487,
	TAG_BINARY	= 0x4485,
	VOID		= 0xEC,
	CRC_32		= 0xBF,
};

struct element {
	uint32_t	id;
	bool		open;		/* it does not say how long it is */
	uint64_t	at;		/* of the element itself */
	uint64_t	body, len;	/* of what it holds, cut at the end */
};

/* Of a number's first byte, how many bytes it has; more than 8: it is none. */
static size_t
width(uint8_t first)
{
	size_t n = 1;

	for (; n <= 8 && (first & (0x80 >> (n - 1))) == 0; n++)
		;
	return n;
}

/* The element at at. False if there is none before end. */
static bool
read_element(const struct blank_walk *w, uint64_t at, uint64_t end,
    struct element *e)
{
	uint8_t raw[8];
	size_t n;

	if (at >= end || !blank_get(w, at, end - at, 0, raw, 1) ||
	    (n = width(raw[0])) > 4 || !blank_get(w, at, end - at, 0, raw, n))
		return false;
	*e = (struct element){ .id = (uint32_t)bytes_be(raw, n), .at = at };
	at += n;
	if (!blank_get(w, at, end - at, 0, raw, 1) ||
	    (n = width(raw[0])) > 8 || !blank_get(w, at, end - at, 0, raw, n))
		return false;
	e->body = at + n;
	e->len = bytes_be(raw, n) & ((UINT64_C(1) << 7 * n) - 1);
	e->open = e->len == (UINT64_C(1) << 7 * n) - 1;
	if (e->open || e->len > end - e->body)
		e->len = end - e->body;
	return true;
}

/* The next child of a parent, from *at on, which goes behind it. */
static bool
next_child(const struct blank_walk *w, const struct element *parent,
    uint64_t *at, struct element *e)
{
	if (!read_element(w, *at, parent->body + parent->len, e))
		return false;
	*at = e->body + e->len;
	return true;
}

/* Nobody reads what a Void element holds. */
static void
make_void(struct blank_walk *w, const struct element *e)
{
	const uint64_t size = e->body + e->len - e->at;
	uint8_t head[VOID_HEADER] = { VOID };
	size_t n = 2, i;

	if (size < VOID_HEADER) {
		head[1] = 0x80 | (uint8_t)(size - 2);
	} else {
		n = VOID_HEADER;
		head[1] = 0x01;
		for (i = 2; i < n; i++)
			head[i] = (uint8_t)((size - n) >> 8 * (n - 1 - i));
	}
	for (i = 0; i < n; i += BLANKS_BYTES_MAX)
		blanks_spell(w->list, e->at + i, head + i,
		    n - i < BLANKS_BYTES_MAX ? n - i : BLANKS_BYTES_MAX);
	blank_zero(w, e->at + n, size - n);
}

/* What walks a child of a parent; depth: of tags. */
typedef void	child_walker(struct blank_walk *w, const struct element *e,
		    unsigned depth);

/* Every child of a parent. Where the last of them ends before the parent does,
   the rest is nothing that anybody can read. A checksum does not hold any more
   once something was overwritten, and it says what that was: it goes. */
static void
walk_children(struct blank_walk *w, const struct element *parent,
    child_walker *walker, unsigned depth)
{
	const size_t n = w->list->n;
	uint64_t at = parent->body, end = at + parent->len;
	struct element e, crc = { .id = 0 };

	while (next_child(w, parent, &at, &e)) {
		if (e.id == CRC_32)
			crc = e;
		else if (e.id == VOID)
			blank_padding(w, e.body, e.len);
		else
			walker(w, &e, depth);
	}
	blank_zero(w, at, end - at);
	if (w->list->n > n && crc.id != 0)
		make_void(w, &crc);
}

static bool
is_private_tag(const struct blank_walk *w, const struct element *e)
{
	char name[NAME_BYTES];

	switch (e->id) {
	case TAG_NAME:
		return e->len > sizeof(name) ||
		    !bytes_get(w->b, e->body, name, (size_t)e->len) ||
		    blank_is_private(name, (size_t)e->len);
	case TAG_STRING:
		return blank_says_place(w, e->body, e->len);
	case TAG_BINARY:
		return true;
	default:
		return false;
	}
}

static void	walk_tag(struct blank_walk *w, const struct element *e,
		    unsigned depth);

static void
walk_simple_tag(struct blank_walk *w, const struct element *tag,
    unsigned depth)
{
	uint64_t at = tag->body;
	bool private = false;
	struct element e;

	while (!private && next_child(w, tag, &at, &e))
		private = is_private_tag(w, &e);
	if (private)
		make_void(w, tag);
	else
		walk_children(w, tag, walk_tag, depth);
}

static void
walk_tag(struct blank_walk *w, const struct element *e, unsigned depth)
{
	if (e->id != TAG && e->id != SIMPLE_TAG)
		return;
	if (depth == DEPTH_MAX)
		make_void(w, e);
	else if (e->id == TAG)
		walk_children(w, e, walk_tag, depth + 1);
	else
		walk_simple_tag(w, e, depth + 1);
}

/* A picture of these types has EXIF of its own. */
static bool
is_picture(const struct blank_walk *w, const struct element *file)
{
	static const char *const types[] = {
		"image/jpeg", "image/jpg", "image/png",
	};
	char type[NAME_BYTES];
	uint64_t at = file->body;
	struct element e;

	while (next_child(w, file, &at, &e)) {
		if (e.id != FILE_MEDIA_TYPE || e.len >= sizeof(type) ||
		    !bytes_get(w->b, e.body, type, (size_t)e.len))
			continue;
		type[e.len] = '\0';
		for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
			if (strcmp(type, types[i]) == 0)
				return true;
	}
	return false;
}

static void
walk_picture_file(struct blank_walk *w, const struct element *e,
    unsigned depth)
{
	(void)depth;
	if (e->id == FILE_DATA)
		blank_picture(w, e->body, e->len);
	else if (e->id == FILE_DESCRIPTION || e->id == FILE_NAME)
		blank_words(w, e->body, e->len);
}

static void
walk_attachment(struct blank_walk *w, const struct element *e, unsigned depth)
{
	if (e->id == ATTACHED_FILE && is_picture(w, e))
		walk_children(w, e, walk_picture_file, depth);
}

/* Where elements begin. */
struct places {
	size_t		n;
	uint64_t	at[PLACES_MAX];
};

struct segment {
	struct blank_walk *w;
	uint64_t	start, end;	/* of what it holds */
	struct places	known;		/* where there is more */
	struct places	walked;
	bool		indexed;	/* it has a SeekHead */
	unsigned	clusters, elements;
};

static bool
has_place(const struct places *p, uint64_t at)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->at[i] == at)
			return true;
	return false;
}

/* False: there is no room. */
static bool
add_place(struct places *p, uint64_t at)
{
	if (p->n == PLACES_MAX)
		return false;
	p->at[p->n++] = at;
	return true;
}

/* What is looked for; each is walked once. */
static bool
is_walked(uint32_t id)
{
	return id == TAGS || id == ATTACHMENTS || id == SEEK_HEAD;
}

/* An entry of SeekHead: what there is, and how far from the segment's start. */
static bool
read_seek(struct segment *s, const struct element *seek)
{
	uint64_t at = seek->body, value, offset = UINT64_MAX;
	struct element e;
	uint32_t id = 0;
	uint8_t raw[8];

	while (next_child(s->w, seek, &at, &e)) {
		if (e.len > sizeof(raw) ||
		    !bytes_get(s->w->b, e.body, raw, (size_t)e.len))
			continue;
		value = bytes_be(raw, (size_t)e.len);
		if (e.id == SEEK_ID)
			id = (uint32_t)value;
		else if (e.id == SEEK_POSITION)
			offset = value;
	}
	if (!is_walked(id) || offset >= s->end - s->start ||
	    has_place(&s->known, s->start + offset))
		return true;
	return add_place(&s->known, s->start + offset);
}

static bool
read_seek_head(struct segment *s, const struct element *head)
{
	uint64_t at = head->body;
	struct element e;

	s->indexed = true;
	while (next_child(s->w, head, &at, &e))
		if (e.id == SEEK && !read_seek(s, &e))
			return false;
	return true;
}

/* Of the first, whether it can be sent. */
static bool
walk_cluster(struct segment *s, const struct element *e)
{
	if (s->clusters++ > 0 || !mdpm_begins_in(s->w->b, e->body, e->len))
		return true;
	s->w->reason = MDPM_REASON;
	return false;
}

/* False: there is no room for what it says, or it cannot be sent. */
static bool
walk_element(struct segment *s, const struct element *e)
{
	switch (e->id) {
	case TAGS:
		walk_children(s->w, e, walk_tag, 0);
		return true;
	case ATTACHMENTS:
		walk_children(s->w, e, walk_attachment, 0);
		return true;
	case SEEK_HEAD:
		return read_seek_head(s, e);
	case CLUSTER:
		return walk_cluster(s, e);
	case VOID:
		return blank_padding(s->w, e->body, e->len);
	default:
		return true;
	}
}

/* Walks one element after the other, until one was walked already, or it would
   take too long. What is damaged ends there for players too. */
static bool
walk_from(struct segment *s, uint64_t at)
{
	struct element e;

	for (; read_element(s->w, at, s->end, &e); at = e.body + e.len) {
		if (s->elements++ == ELEMENTS_MAX)
			return false;
		if (is_walked(e.id)) {
			if (has_place(&s->walked, e.at))
				return true;
			if (!add_place(&s->walked, e.at))
				return false;
		}
		if (!walk_element(s, &e))
			return false;
		if (e.open || (e.id == CLUSTER && (s->indexed ||
		    s->clusters > CLUSTERS_MAX)))
			return true;
	}
	return true;
}

static bool
walk_segment(struct blank_walk *w, const struct element *e)
{
	struct segment s = { .w = w, .start = e->body,
	    .end = e->body + e->len };

	if (!walk_from(&s, s.start))
		return false;
	for (size_t i = 0; i < s.known.n; i++)
		if (!walk_from(&s, s.known.at[i]))
			return false;
	return true;
}

bool
blank_matroska(struct blank_walk *w, uint64_t at, uint64_t len)
{
	const uint64_t end = at + len;
	struct element e;

	for (; read_element(w, at, end, &e); at = e.body + e.len)
		if (e.id == SEGMENT && !walk_segment(w, &e))
			return false;
	return true;
}
