/*
 * HEIF (ISO/IEC 23008-12), item by item. Pure; in lares-probe only.
 */
#include "scanner/probe/blank_exif.h"
#include "scanner/probe/blank_heif.h"
#include "scanner/probe/blank_xmp.h"
#include "scanner/probe/heif_items.h"

#define ITEMS_MAX	64	/* that are not left alone */

/* The pieces of a place, at most as many as there is room for, cut off at the
   file's end. */
static void
cut_place(const struct blank_walk *w, struct heif_place *place)
{
	const uint64_t size = w->b->size;
	struct heif_piece *piece;

	for (piece = place->pieces; piece < place->pieces + place->n; piece++) {
		if (piece->offset > size)
			piece->offset = size;
		/* 0: all that there is */
		if (piece->length > size - piece->offset || piece->length == 0)
			piece->length = size - piece->offset;
	}
}

/* The item starts with how far on its TIFF does (A.2.1). */
static bool
blank_exif_item(struct blank_walk *w, uint64_t at, uint64_t len)
{
	uint64_t skip;
	uint8_t raw[4];

	if (!blank_get(w, at, len, 0, raw, 4))
		return false;
	skip = 4 + bytes_be(raw, 4);
	if (skip > len)
		return false;
	return blank_exif(w, at + skip, len - skip);
}

static bool
blank_jpeg_item(struct blank_walk *w, uint64_t at, uint64_t len)
{
	blank_picture(w, at, len);
	return true;
}

static bool
give_up(struct blank_walk *w, uint64_t at, uint64_t len)
{
	(void)w;
	(void)at;
	(void)len;
	return false;
}

/* NULL: the item stays as it is. */
static blank_walker *
find_walker(struct heif_items *item)
{
	switch (item->type) {
	case BOX_TYPE('E', 'x', 'i', 'f'):
		return blank_exif_item;
	case BOX_TYPE('m', 'i', 'm', 'e'):
		/* its type and, if any, how it is encoded */
		return span_take_text(&item->content, "application/rdf+xml") &&
		    (item->content.len == 0 ||
		    span_take_text(&item->content, "")) ? blank_xmp : give_up;
	case BOX_TYPE('j', 'p', 'e', 'g'):
		return blank_jpeg_item;
	case BOX_TYPE('h', 'v', 'c', '1'):
	case BOX_TYPE('h', 'v', 't', '1'):
	case BOX_TYPE('l', 'h', 'v', '1'):
	case BOX_TYPE('a', 'v', 'c', '1'):
	case BOX_TYPE('a', 'v', '0', '1'):
	case BOX_TYPE('v', 'v', 'c', '1'):
	case BOX_TYPE('j', '2', 'k', '1'):
	case BOX_TYPE('u', 'n', 'c', 'i'):
	case BOX_TYPE('g', 'r', 'i', 'd'):
	case BOX_TYPE('i', 'o', 'v', 'l'):
	case BOX_TYPE('i', 'd', 'e', 'n'):
	case BOX_TYPE('t', 'm', 'a', 'p'):
		return NULL;
	default:
		return give_up;
	}
}

static bool
blank_item(struct blank_walk *w, const struct heif_meta *m, uint32_t id,
    blank_walker *walker)
{
	struct heif_place place;
	unsigned i;

	if (!heif_item_place(m, id, &place))
		return false;
	cut_place(w, &place);
	/* In pieces it could be read only if they were put together. */
	if (place.n != 1)
		walker = give_up;
	for (i = 0; i < place.n; i++)
		blank_try(w, walker, place.pieces[i].offset,
		    place.pieces[i].length, walker == blank_xmp ? ' ' : 0);
	return true;
}

/* Whether there is another list of items, or of their places, than the first:
   nobody knows which one a reader takes. */
static bool
has_another(const struct heif_meta *m)
{
	static const uint32_t types[] = {
		BOX_TYPE('i', 'i', 'n', 'f'), BOX_TYPE('i', 'l', 'o', 'c'),
		BOX_TYPE('i', 'd', 'a', 't'),
	};
	unsigned n[3] = { 0 };
	struct span s = m->boxes;
	struct box b;

	while (box_next(&s, &b))
		for (size_t i = 0; i < 3; i++)
			if (b.type == types[i] && ++n[i] > 1)
				return true;
	return false;
}

static bool
walk_items(struct blank_walk *w, const struct heif_meta *m)
{
	struct heif_items items;
	blank_walker *walker;
	unsigned n = 0;

	if (has_another(m) || !heif_items_open(&items, m))
		return false;
	while (heif_items_next(&items)) {
		walker = find_walker(&items);
		if (walker != NULL && (++n > ITEMS_MAX ||
		    !blank_item(w, m, items.id, walker)))
			return false;
	}
	return items.left.len == 0 && !items.skipped;
}

bool
blank_heif_meta(struct blank_walk *w, uint64_t at, uint64_t len)
{
	struct heif_meta m;
	bool ok;

	if (heif_meta_load_at(w->b, at, len, &m) == -1)
		return false;
	ok = walk_items(w, &m);
	heif_meta_free(&m);
	return ok;
}

static bool
keep_places(const struct blank_walk *w, const struct heif_meta *m,
    struct blank_gaps *g)
{
	struct heif_places places;
	unsigned i;

	if (!heif_places_open(&places, m))
		return false;
	while (heif_places_next(&places, m)) {
		if (places.in_item)
			continue;
		if (!places.known || places.place.n > HEIF_PIECES_MAX)
			return false;
		cut_place(w, &places.place);
		for (i = 0; i < places.place.n; i++)
			blank_gaps_keep(g, places.place.pieces[i].offset,
			    places.place.pieces[i].length);
	}
	return places.n == 0 && !places.left.failed;
}

bool
blank_heif_keep(const struct blank_walk *w, uint64_t at, uint64_t len,
    struct blank_gaps *g)
{
	struct heif_meta m;
	bool ok;

	if (heif_meta_load_at(w->b, at, len, &m) == -1)
		return false;
	ok = keep_places(w, &m, g);
	heif_meta_free(&m);
	return ok;
}
