/*
 * The items of a meta box, which is copied into memory of bounded size: what
 * they are, where they lie and what belongs to them. Pure.
 */
#include <stdlib.h>

#include "scanner/probe/heif_items.h"

#define META_MAX_BYTES	(1u << 20)
#define TOP_BOXES_MAX	64

int
heif_meta_load_at(const struct bytes *b, uint64_t offset, uint64_t len,
    struct heif_meta *m)
{
	if (len == 0 || len > META_MAX_BYTES ||
	    (m->data = malloc((size_t)len)) == NULL)
		return -1;
	m->offset = offset;
	if (!bytes_get(b, offset, m->data, (size_t)len)) {
		heif_meta_free(m);
		return -1;
	}
	m->boxes = (struct span){ m->data, (size_t)len, false };
	span_take_version(&m->boxes, NULL);
	return 0;
}

int
heif_meta_load(const struct bytes *b, struct heif_meta *m)
{
	struct box_head head;
	uint64_t at = 0;

	for (int i = 0; i < TOP_BOXES_MAX && box_read(b, at, b->size, &head);
	    i++) {
		if (head.type == BOX_TYPE('m', 'e', 't', 'a'))
			return heif_meta_load_at(b, head.body, head.len, m);
		at = head.body + head.len;
	}
	return -1;
}

void
heif_meta_free(struct heif_meta *m)
{
	free(m->data);
}

bool
heif_primary_item(const struct heif_meta *m, uint32_t *id)
{
	struct box b;

	if (!box_find(m->boxes, BOX_TYPE('p', 'i', 't', 'm'), &b))
		return false;
	*id = (uint32_t)span_take(&b.body,
	    span_take_version(&b.body, NULL) == 0 ? 2 : 4);
	return !b.body.failed;
}

bool
heif_items_open(struct heif_items *items, const struct heif_meta *m)
{
	struct box iinf;

	if (!box_find(m->boxes, BOX_TYPE('i', 'i', 'n', 'f'), &iinf))
		return false;
	span_take(&iinf.body,
	    span_take_version(&iinf.body, NULL) == 0 ? 2 : 4);
	*items = (struct heif_items){ .left = iinf.body };
	return true;
}

bool
heif_items_next(struct heif_items *items)
{
	unsigned version;
	struct box infe;

	while (box_next(&items->left, &infe)) {
		if (infe.type != BOX_TYPE('i', 'n', 'f', 'e') ||
		    (version = span_take_version(&infe.body, NULL)) < 2) {
			items->skipped = true;
			continue;
		}
		items->id = (uint32_t)span_take(&infe.body,
		    version == 2 ? 2 : 4);
		span_take(&infe.body, 2);	/* protection */
		items->type = (uint32_t)span_take(&infe.body, 4);
		span_take_text(&infe.body, "");	/* its name */
		items->content = infe.body;
		return true;
	}
	return false;
}

bool
heif_find_item(const struct heif_meta *m, uint32_t type, const char *content,
    uint32_t *id)
{
	struct heif_items items;

	if (!heif_items_open(&items, m))
		return false;
	while (heif_items_next(&items)) {
		if (items.type != type || (content != NULL &&
		    !span_take_text(&items.content, content)))
			continue;
		*id = items.id;
		return true;
	}
	return false;
}

bool
heif_item_type(const struct heif_meta *m, uint32_t id, uint32_t *type)
{
	struct heif_items items;

	if (!heif_items_open(&items, m))
		return false;
	while (heif_items_next(&items)) {
		if (items.id != id)
			continue;
		*type = items.type;
		return true;
	}
	return false;
}

/* How many bytes the numbers of iloc have. */
struct widths {
	size_t	index, offset, length;
};

/* The pieces of one item of iloc, from there on where base is. Those for which
   there is no room are only stepped over. */
static bool
take_pieces(struct span *s, const struct widths *widths, uint64_t base,
    struct heif_place *place)
{
	unsigned count = (unsigned)span_take(s, 2), i;
	struct heif_piece piece;

	/* Pieces that have no bytes in the list could be told without end. */
	s->failed |= count > 1 && widths->offset + widths->length == 0;
	for (i = 0; i < count && !s->failed; i++) {
		span_take(s, widths->index);
		piece.offset = base + span_take(s, widths->offset);
		piece.length = span_take(s, widths->length);
		if (i < HEIF_PIECES_MAX)
			place->pieces[i] = piece;
	}
	place->n = count;
	return !s->failed;
}

/* Where an item's own offsets begin: construction methods 0, in the file, and
   1, in idat. False: it lies in another item. */
static bool
find_origin(const struct heif_meta *m, unsigned method, uint64_t *origin)
{
	struct box idat;

	*origin = 0;
	if (method == 0)
		return true;
	if (method != 1 ||
	    !box_find(m->boxes, BOX_TYPE('i', 'd', 'a', 't'), &idat))
		return false;
	*origin = m->offset + (size_t)(idat.body.p - m->data);
	return true;
}

bool
heif_places_open(struct heif_places *places, const struct heif_meta *m)
{
	struct box b;

	if (!box_find(m->boxes, BOX_TYPE('i', 'l', 'o', 'c'), &b))
		return false;
	places->version = span_take_version(&b.body, NULL);
	places->word = (unsigned)span_take(&b.body, 2);
	places->n = span_take(&b.body, places->version < 2 ? 2 : 4);
	places->left = b.body;
	return true;
}

bool
heif_places_next(struct heif_places *places, const struct heif_meta *m)
{
	const unsigned version = places->version, word = places->word;
	const struct widths widths = { version == 0 ? 0 : word & 15,
	    word >> 12, word >> 8 & 15 };
	struct span *s = &places->left;
	uint64_t base, origin;
	unsigned method;

	if (places->n == 0 || s->failed)
		return false;
	places->n--;
	places->id = (uint32_t)span_take(s, version < 2 ? 2 : 4);
	method = version == 0 ? 0 : (unsigned)span_take(s, 2) & 15;
	places->in_item = method == 2;
	span_take(s, 2);		/* data reference */
	base = span_take(s, word >> 4 & 15);
	places->known = find_origin(m, method, &origin);
	return take_pieces(s, &widths, origin + base, &places->place);
}

bool
heif_item_place(const struct heif_meta *m, uint32_t id,
    struct heif_place *place)
{
	struct heif_places places;

	if (!heif_places_open(&places, m))
		return false;
	while (heif_places_next(&places, m)) {
		if (places.id != id)
			continue;
		*place = places.place;
		return places.known && place->n <= HEIF_PIECES_MAX;
	}
	return false;
}

bool
heif_item_piece(const struct heif_meta *m, uint32_t id,
    struct heif_piece *piece)
{
	struct heif_place place;

	if (!heif_item_place(m, id, &place) || place.n != 1)
		return false;
	*piece = place.pieces[0];
	return true;
}

/* The property with this index, from 1, in ipco (23008-12, 9.3.1). */
static bool
property(struct span ipco, unsigned index, struct box *b)
{
	while (index > 0 && box_next(&ipco, b))
		index--;
	return index == 0;
}

/* Index n of the entry at s, which is passed over. False: it has not so many. */
static bool
take_index(struct span *s, size_t width, unsigned n, unsigned *index)
{
	unsigned count = (unsigned)span_take(s, 1), one;

	for (unsigned i = 0; i < count && !s->failed; i++) {
		one = (unsigned)span_take(s, width) &
		    (width == 1 ? 0x7F : 0x7FFF);
		if (i == n)
			*index = one;
	}
	return n < count && !s->failed;
}

bool
heif_item_property(const struct heif_meta *m, uint32_t id, unsigned n,
    struct box *b)
{
	struct box iprp, ipco, ipma;
	unsigned version, index = 0;
	uint64_t entries;
	bool there;
	uint32_t flags, item;
	size_t width;

	if (!box_find(m->boxes, BOX_TYPE('i', 'p', 'r', 'p'), &iprp) ||
	    !box_find(iprp.body, BOX_TYPE('i', 'p', 'c', 'o'), &ipco))
		return false;
	while (box_next(&iprp.body, &ipma)) {
		if (ipma.type != BOX_TYPE('i', 'p', 'm', 'a'))
			continue;
		version = span_take_version(&ipma.body, &flags);
		width = flags & 1 ? 2 : 1;
		entries = span_take(&ipma.body, 4);
		for (; entries > 0 && !ipma.body.failed; entries--) {
			item = (uint32_t)span_take(&ipma.body,
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
heif_references(const struct heif_meta *m, uint32_t type, uint32_t from,
    uint32_t *ids, size_t max)
{
	struct box iref, b;
	size_t width, n, count;

	if (!box_find(m->boxes, BOX_TYPE('i', 'r', 'e', 'f'), &iref))
		return 0;
	width = span_take_version(&iref.body, NULL) == 0 ? 2 : 4;
	while (box_next(&iref.body, &b)) {
		if (b.type != type || span_take(&b.body, width) != from)
			continue;
		count = (size_t)span_take(&b.body, 2);
		for (n = 0; n < count && n < max && !b.body.failed; n++)
			ids[n] = (uint32_t)span_take(&b.body, width);
		return b.body.failed ? 0 : n;
	}
	return 0;
}
