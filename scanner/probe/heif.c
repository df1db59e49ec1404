/*
 * The facts of HEIF (HEIC, AVIF) by its boxes: FFmpeg 5.1 opens none. Pure:
 * bytes in, values out. Nothing is decoded.
 */
#include <string.h>

#include "scanner/probe/heif.h"

/* What turns and mirrors do one after the other: mirrored left to right or
   not, then turned clockwise by quarters. */
struct turn {
	bool		mirrored;
	unsigned	quarters;
};

/* irot (23008-12, 6.5.10): anticlockwise quarters. */
static void
apply_irot(struct turn *t, struct span body)
{
	t->quarters = (t->quarters + 4 -
	    ((unsigned)span_take(&body, 1) & 3)) & 3;
}

/* imir (6.5.12, edition of 2022): 0 exchanges top and bottom, 1 left and
   right; the former is the latter turned by two quarters. */
static void
apply_imir(struct turn *t, struct span body)
{
	unsigned left_right = (unsigned)span_take(&body, 1) & 1;

	t->mirrored = !t->mirrored;
	t->quarters = (4 - t->quarters + (left_right ? 0 : 2)) & 3;
}

static uint32_t
turn_to_exif(struct turn t)
{
	static const uint8_t exif[2][4] = { { 1, 6, 3, 8 }, { 2, 7, 4, 5 } };

	return exif[t.mirrored][t.quarters];
}

static void
read_properties(const struct heif_meta *m, uint32_t id, struct heif *h)
{
	struct turn turn = { false, 0 };
	struct box b;

	for (unsigned n = 0; heif_item_property(m, id, n, &b); n++) {
		if (b.type == BOX_TYPE('i', 's', 'p', 'e')) {
			span_take_version(&b.body, NULL);
			h->width = (uint32_t)span_take(&b.body, 4);
			h->height = (uint32_t)span_take(&b.body, 4);
		} else if (b.type == BOX_TYPE('i', 'r', 'o', 't')) {
			apply_irot(&turn, b.body);
		} else if (b.type == BOX_TYPE('i', 'm', 'i', 'r')) {
			apply_imir(&turn, b.body);
		}
	}
	h->orientation = turn_to_exif(turn);
}

static int
read_meta(const struct heif_meta *m, struct heif *h)
{
	uint32_t id;

	if (!heif_primary_item(m, &id))
		return -1;
	read_properties(m, id, h);
	if (h->width == 0 || h->height == 0)
		return -1;
	if (heif_find_item(m, BOX_TYPE('E', 'x', 'i', 'f'), NULL, &id))
		heif_item_piece(m, id, &h->exif);
	if (heif_find_item(m, BOX_TYPE('m', 'i', 'm', 'e'),
	    "application/rdf+xml", &id))
		heif_item_piece(m, id, &h->xmp);
	return 0;
}

static bool
is_one_of(uint32_t brand, const uint32_t *brands)
{
	for (; *brands != 0; brands++)
		if (*brands == brand)
			return true;
	return false;
}

/* What a brand of ftyp says: "" for nothing. */
static const char *
brand_format(uint32_t brand)
{
	static const uint32_t heic[] = {
		BOX_TYPE('h', 'e', 'i', 'c'), BOX_TYPE('h', 'e', 'i', 'x'),
		BOX_TYPE('h', 'e', 'i', 'm'), BOX_TYPE('h', 'e', 'i', 's'),
		BOX_TYPE('h', 'e', 'v', 'c'), BOX_TYPE('h', 'e', 'v', 'x'), 0
	};
	static const uint32_t avif[] = {
		BOX_TYPE('a', 'v', 'i', 'f'), BOX_TYPE('a', 'v', 'i', 's'), 0
	};
	static const uint32_t heif[] = {
		BOX_TYPE('m', 'i', 'f', '1'), BOX_TYPE('m', 'i', 'f', '2'),
		BOX_TYPE('m', 's', 'f', '1'), 0
	};

	return is_one_of(brand, heic) ? "heic" : is_one_of(brand, avif) ?
	    "avif" : is_one_of(brand, heif) ? "heif" : "";
}

/* The format by ftyp's major brand; a general one leaves the word to the
   compatible brands. NULL: not HEIF. */
static const char *
sniff_format(const uint8_t *head, size_t len)
{
	struct span s = { head, len, false };
	const char *format, *better;
	uint64_t size = span_take(&s, 4);

	if (span_take(&s, 4) != BOX_TYPE('f', 't', 'y', 'p') || size < 16)
		return NULL;
	format = brand_format((uint32_t)span_take(&s, 4));
	if (s.failed || format[0] == '\0')
		return NULL;
	span_take(&s, 4);
	if (s.len > size - 16)
		s.len = (size_t)size - 16;
	while (strcmp(format, "heif") == 0 && s.len >= 4) {
		better = brand_format((uint32_t)span_take(&s, 4));
		if (better[0] != '\0')
			format = better;
	}
	return format;
}

bool
heif_sniff(const uint8_t *head, size_t len)
{
	return sniff_format(head, len) != NULL;
}

int
heif_read(const struct bytes *b, struct heif *h)
{
	struct heif found = { .orientation = 1 };
	uint8_t head[64];
	size_t head_len;
	struct heif_meta m;
	int ret;

	head_len = b->size < sizeof(head) ? (size_t)b->size : sizeof(head);
	if (!bytes_get(b, 0, head, head_len) ||
	    (found.format = sniff_format(head, head_len)) == NULL ||
	    heif_meta_load(b, &m) == -1)
		return -1;
	if ((ret = read_meta(&m, &found)) == 0)
		*h = found;
	heif_meta_free(&m);
	return ret;
}

bool
heif_is_format(const char *format)
{
	return strcmp(format, "heic") == 0 || strcmp(format, "heif") == 0 ||
	    strcmp(format, "avif") == 0;
}
