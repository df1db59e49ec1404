/*
 * Boxes of the ISO base media file format, and the items of a meta box, which
 * is copied into memory of bounded size: every read is within the box it
 * belongs to. Pure: bytes in, values out.
 */
#include <stdlib.h>
#include <string.h>

#include "scanner/probe/boxes.h"

#define META_MAX_BYTES	(1u << 20)
#define TOP_BOXES_MAX	64

uint64_t
boxes_take(struct span *s, size_t n)
{
	uint64_t value;

	if (n > 8 || s->len < n) {
		s->failed = true;
		s->len = 0;
		return 0;
	}
	value = bytes_be(s->p, n);
	s->p += n;
	s->len -= n;
	return value;
}

unsigned
boxes_take_version(struct span *s, uint32_t *flags)
{
	uint32_t word = (uint32_t)boxes_take(s, 4);

	if (flags != NULL)
		*flags = word & 0xFFFFFF;
	return word >> 24;
}

bool
boxes_next(struct span *s, struct box *b)
{
	uint64_t size, header = 8;

	if (s->len < 8)
		return false;
	size = boxes_take(s, 4);
	b->type = (uint32_t)boxes_take(s, 4);
	if (size == 1) {
		size = boxes_take(s, 8);
		header = 16;
	} else if (size == 0) {
		size = s->len + header;
	}
	if (s->failed || size < header || size - header > s->len)
		return false;
	b->body = (struct span){ s->p, (size_t)(size - header), false };
	s->p += b->body.len;
	s->len -= b->body.len;
	return true;
}

bool
boxes_find(struct span s, uint32_t type, struct box *b)
{
	while (boxes_next(&s, b))
		if (b->type == type)
			return true;
	return false;
}

bool
boxes_primary_item(const struct meta *m, uint32_t *id)
{
	struct box b;

	if (!boxes_find(m->boxes, BOX_TYPE('p', 'i', 't', 'm'), &b))
		return false;
	*id = (uint32_t)boxes_take(&b.body,
	    boxes_take_version(&b.body, NULL) == 0 ? 2 : 4);
	return !b.body.failed;
}

/* The text up to its NUL, which is taken too, is this one. */
static bool
take_text(struct span *s, const char *text)
{
	size_t len = strnlen((const char *)s->p, s->len);
	bool same = len < s->len && strcmp((const char *)s->p, text) == 0;

	len += len < s->len;
	s->p += len;
	s->len -= len;
	return same;
}

/* The next item in iinf, up to its type, with what is behind that in infe. */
static bool
next_item(struct span *iinf, struct box *infe, uint32_t *id, uint32_t *type)
{
	unsigned version;

	while (boxes_next(iinf, infe)) {
		if (infe->type != BOX_TYPE('i', 'n', 'f', 'e') ||
		    (version = boxes_take_version(&infe->body, NULL)) < 2)
			continue;
		*id = (uint32_t)boxes_take(&infe->body, version == 2 ? 2 : 4);
		boxes_take(&infe->body, 2);		/* protection */
		*type = (uint32_t)boxes_take(&infe->body, 4);
		return true;
	}
	return false;
}

static bool
find_items(const struct meta *m, struct box *iinf)
{
	if (!boxes_find(m->boxes, BOX_TYPE('i', 'i', 'n', 'f'), iinf))
		return false;
	boxes_take(&iinf->body,
	    boxes_take_version(&iinf->body, NULL) == 0 ? 2 : 4);
	return true;
}

bool
boxes_find_item(const struct meta *m, uint32_t type, const char *content,
    uint32_t *id)
{
	struct box iinf, infe;
	uint32_t other;

	if (!find_items(m, &iinf))
		return false;
	while (next_item(&iinf.body, &infe, id, &other)) {
		if (other != type)
			continue;
		if (content == NULL)
			return true;
		take_text(&infe.body, "");
		if (take_text(&infe.body, content))
			return true;
	}
	return false;
}

bool
boxes_item_type(const struct meta *m, uint32_t id, uint32_t *type)
{
	struct box iinf, infe;
	uint32_t other;

	if (!find_items(m, &iinf))
		return false;
	while (next_item(&iinf.body, &infe, &other, type))
		if (other == id)
			return true;
	return false;
}

struct location {
	unsigned	 method;	/* 0: in the file, 1: in idat */
	uint64_t	 offset, length;
};

/* iloc (14496-12, 8.11.3): where an item lies, if it is in one piece. */
static bool
item_location(struct span meta, uint32_t id, struct location *at)
{
	unsigned version, offset_n, length_n, base_n, index_n, extents;
	uint64_t items, base, offset, length;
	struct box b;
	uint32_t item;

	if (!boxes_find(meta, BOX_TYPE('i', 'l', 'o', 'c'), &b))
		return false;
	version = boxes_take_version(&b.body, NULL);
	offset_n = (unsigned)boxes_take(&b.body, 1);
	length_n = offset_n & 15;
	offset_n >>= 4;
	base_n = (unsigned)boxes_take(&b.body, 1);
	index_n = version == 0 ? 0 : base_n & 15;
	base_n >>= 4;
	items = boxes_take(&b.body, version < 2 ? 2 : 4);
	while (items-- > 0 && !b.body.failed) {
		item = (uint32_t)boxes_take(&b.body, version < 2 ? 2 : 4);
		at->method = version == 0 ? 0 :
		    (unsigned)boxes_take(&b.body, 2) & 15;
		boxes_take(&b.body, 2);		/* data reference */
		base = boxes_take(&b.body, base_n);
		extents = (unsigned)boxes_take(&b.body, 2);
		for (offset = length = 0; extents > 0 && !b.body.failed;
		    extents--) {
			boxes_take(&b.body, index_n);
			offset = base + boxes_take(&b.body, offset_n);
			length = boxes_take(&b.body, length_n);
			if (item == id && extents == 1 && !b.body.failed) {
				at->offset = offset;
				at->length = length;
				return true;
			}
			if (item == id)
				return false;	/* in several pieces */
		}
	}
	return false;
}

bool
boxes_item_place(const struct meta *m, uint32_t id, struct place *place)
{
	struct location at;
	struct box idat;

	if (!item_location(m->boxes, id, &at) || at.method > 1)
		return false;
	if (at.method == 1) {
		if (!boxes_find(m->boxes, BOX_TYPE('i', 'd', 'a', 't'), &idat))
			return false;
		at.offset += m->offset + (size_t)(idat.body.p - m->data);
	}
	*place = (struct place){ at.offset, at.length };
	return true;
}

/* The property with this index, from 1, in ipco (23008-12, 9.3.1). */
static bool
property(struct span ipco, unsigned index, struct box *b)
{
	while (index > 0 && boxes_next(&ipco, b))
		index--;
	return index == 0;
}

/* Index n of the entry at s, which is passed over. False: it has not so many. */
static bool
take_index(struct span *s, size_t width, unsigned n, unsigned *index)
{
	unsigned count = (unsigned)boxes_take(s, 1), one;

	for (unsigned i = 0; i < count && !s->failed; i++) {
		one = (unsigned)boxes_take(s, width) &
		    (width == 1 ? 0x7F : 0x7FFF);
		if (i == n)
			*index = one;
	}
	return n < count && !s->failed;
}

bool
boxes_item_property(const struct meta *m, uint32_t id, unsigned n,
    struct box *b)
{
	struct box iprp, ipco, ipma;
	unsigned version, index = 0;
	uint64_t entries;
	bool there;
	uint32_t flags, item;
	size_t width;

	if (!boxes_find(m->boxes, BOX_TYPE('i', 'p', 'r', 'p'), &iprp) ||
	    !boxes_find(iprp.body, BOX_TYPE('i', 'p', 'c', 'o'), &ipco))
		return false;
	while (boxes_next(&iprp.body, &ipma)) {
		if (ipma.type != BOX_TYPE('i', 'p', 'm', 'a'))
			continue;
		version = boxes_take_version(&ipma.body, &flags);
		width = flags & 1 ? 2 : 1;
		entries = boxes_take(&ipma.body, 4);
		for (; entries > 0 && !ipma.body.failed; entries--) {
			item = (uint32_t)boxes_take(&ipma.body,
			    version == 0 ? 2 : 4);
			there = take_index(&ipma.body, width, n, &index);
			if (item != id)
				continue;
			if (there && (index == 0 ||
			    !property(ipco.body, index, b)))
				*b = (struct box){ .type = 0 };
			return there;
		}
	}
	return false;
}

size_t
boxes_references(const struct meta *m, uint32_t type, uint32_t from,
    uint32_t *ids, size_t max)
{
	struct box iref, b;
	size_t width, n, count;

	if (!boxes_find(m->boxes, BOX_TYPE('i', 'r', 'e', 'f'), &iref))
		return 0;
	width = boxes_take_version(&iref.body, NULL) == 0 ? 2 : 4;
	while (boxes_next(&iref.body, &b)) {
		if (b.type != type || boxes_take(&b.body, width) != from)
			continue;
		count = (size_t)boxes_take(&b.body, 2);
		for (n = 0; n < count && n < max && !b.body.failed; n++)
			ids[n] = (uint32_t)boxes_take(&b.body, width);
		return b.body.failed ? 0 : n;
	}
	return 0;
}

/* Finds a box of the file's top level; len is what its body has. */
static bool
find_top(const struct bytes *b, uint32_t type, uint64_t *offset,
    uint64_t *len)
{
	uint64_t at = 0, size, header;
	uint8_t head[16];
	int i;

	for (i = 0; i < TOP_BOXES_MAX; i++, at += size) {
		if (!bytes_get(b, at, head, 8))
			return false;
		header = 8;
		size = bytes_be(head, 4);
		if (size == 1) {
			if (!bytes_get(b, at, head, 16))
				return false;
			header = 16;
			size = bytes_be(head + 8, 8);
		} else if (size == 0) {
			size = b->size - at;
		}
		if (size < header || size > b->size - at)
			return false;
		if (bytes_be(head + 4, 4) == type) {
			*offset = at + header;
			*len = size - header;
			return true;
		}
	}
	return false;
}

int
boxes_meta_load(const struct bytes *b, struct meta *m)
{
	uint64_t len;

	if (!find_top(b, BOX_TYPE('m', 'e', 't', 'a'), &m->offset, &len) ||
	    len == 0 || len > META_MAX_BYTES ||
	    (m->data = malloc((size_t)len)) == NULL)
		return -1;
	if (!bytes_get(b, m->offset, m->data, (size_t)len)) {
		boxes_meta_free(m);
		return -1;
	}
	m->boxes = (struct span){ m->data, (size_t)len, false };
	boxes_take_version(&m->boxes, NULL);
	return 0;
}

void
boxes_meta_free(struct meta *m)
{
	free(m->data);
}
