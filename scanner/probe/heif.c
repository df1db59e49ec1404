/*
 * HEIF (HEIC, AVIF) by its boxes: FFmpeg 5.1 opens none. Only the meta box is
 * looked at, copied into memory of bounded size; every read is within the box
 * it belongs to. Pure: bytes in, values out. Pictures are never decoded.
 */
#include <stdlib.h>
#include <string.h>

#include "scanner/probe/heif.h"

#define META_MAX_BYTES	(1u << 20)
#define TOP_BOXES_MAX	64

#define TYPE(a, b, c, d) \
	((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (d))

/* What is left of a box. Reading past the end fails, for good. */
struct span {
	const uint8_t	*p;
	size_t		 len;
	bool		 failed;
};

struct box {
	uint32_t	 type;
	struct span	 body;
};

static uint64_t
take(struct span *s, size_t n)
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

/* The version byte of a full box (ISO/IEC 14496-12, 4.2); sets its flags. */
static unsigned
take_version(struct span *s, uint32_t *flags)
{
	uint32_t word = (uint32_t)take(s, 4);

	if (flags != NULL)
		*flags = word & 0xFFFFFF;
	return word >> 24;
}

/* The next box in s. False at the end, or when it claims more than there is. */
static bool
next_box(struct span *s, struct box *b)
{
	uint64_t size, header = 8;

	if (s->len < 8)
		return false;
	size = take(s, 4);
	b->type = (uint32_t)take(s, 4);
	if (size == 1) {
		size = take(s, 8);
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

static bool
find_box(struct span s, uint32_t type, struct box *b)
{
	while (next_box(&s, b))
		if (b->type == type)
			return true;
	return false;
}

/* pitm (14496-12, 8.11.4) */
static bool
primary_item(struct span meta, uint32_t *id)
{
	struct box b;

	if (!find_box(meta, TYPE('p', 'i', 't', 'm'), &b))
		return false;
	*id = (uint32_t)take(&b.body,
	    take_version(&b.body, NULL) == 0 ? 2 : 4);
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

/* iinf (14496-12, 8.11.6): the first item of a type, and for "mime" of a
   content type, which stands behind the item's name. */
static bool
find_item(struct span meta, uint32_t type, const char *content, uint32_t *id)
{
	struct box iinf, infe;
	unsigned version;

	if (!find_box(meta, TYPE('i', 'i', 'n', 'f'), &iinf))
		return false;
	take(&iinf.body, take_version(&iinf.body, NULL) == 0 ? 2 : 4);
	while (next_box(&iinf.body, &infe)) {
		if (infe.type != TYPE('i', 'n', 'f', 'e') ||
		    (version = take_version(&infe.body, NULL)) < 2)
			continue;
		*id = (uint32_t)take(&infe.body, version == 2 ? 2 : 4);
		take(&infe.body, 2);		/* protection */
		if (take(&infe.body, 4) != type)
			continue;
		if (content == NULL)
			return true;
		take_text(&infe.body, "");
		if (take_text(&infe.body, content))
			return true;
	}
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

	if (!find_box(meta, TYPE('i', 'l', 'o', 'c'), &b))
		return false;
	version = take_version(&b.body, NULL);
	offset_n = (unsigned)take(&b.body, 1);
	length_n = offset_n & 15;
	offset_n >>= 4;
	base_n = (unsigned)take(&b.body, 1);
	index_n = version == 0 ? 0 : base_n & 15;
	base_n >>= 4;
	items = take(&b.body, version < 2 ? 2 : 4);
	while (items-- > 0 && !b.body.failed) {
		item = (uint32_t)take(&b.body, version < 2 ? 2 : 4);
		at->method = version == 0 ? 0 :
		    (unsigned)take(&b.body, 2) & 15;
		take(&b.body, 2);		/* data reference */
		base = take(&b.body, base_n);
		extents = (unsigned)take(&b.body, 2);
		for (offset = length = 0; extents > 0 && !b.body.failed;
		    extents--) {
			take(&b.body, index_n);
			offset = base + take(&b.body, offset_n);
			length = take(&b.body, length_n);
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
	t->quarters = (t->quarters + 4 - ((unsigned)take(&body, 1) & 3)) & 3;
}

/* imir (6.5.12, edition of 2022): 0 exchanges top and bottom, 1 left and
   right; the former is the latter turned by two quarters. */
static void
apply_imir(struct turn *t, struct span body)
{
	unsigned left_right = (unsigned)take(&body, 1) & 1;

	t->mirrored = !t->mirrored;
	t->quarters = (4 - t->quarters + (left_right ? 0 : 2)) & 3;
}

static uint32_t
turn_to_exif(struct turn t)
{
	static const uint8_t exif[2][4] = { { 1, 6, 3, 8 }, { 2, 7, 4, 5 } };

	return exif[t.mirrored][t.quarters];
}

/* The property with this index, from 1, in ipco (23008-12, 9.3.1). */
static bool
property(struct span ipco, unsigned index, struct box *b)
{
	while (index > 0 && next_box(&ipco, b))
		index--;
	return index == 0;
}

/* The properties of an item, from the association entry at s. */
static void
read_properties(struct span *s, size_t width, struct span ipco, struct heif *h)
{
	struct turn turn = { false, 0 };
	unsigned count = (unsigned)take(s, 1), index;
	struct box b;

	for (; count > 0 && !s->failed; count--) {
		index = (unsigned)take(s, width) & (width == 1 ? 0x7F : 0x7FFF);
		if (index == 0 || !property(ipco, index, &b))
			continue;
		if (b.type == TYPE('i', 's', 'p', 'e')) {
			take_version(&b.body, NULL);
			h->width = (uint32_t)take(&b.body, 4);
			h->height = (uint32_t)take(&b.body, 4);
		} else if (b.type == TYPE('i', 'r', 'o', 't')) {
			apply_irot(&turn, b.body);
		} else if (b.type == TYPE('i', 'm', 'i', 'r')) {
			apply_imir(&turn, b.body);
		}
	}
	h->orientation = turn_to_exif(turn);
}

/* ipma (23008-12, 9.3.1): finds the item's entry. */
static void
item_properties(struct span meta, uint32_t id, struct heif *h)
{
	struct box iprp, ipco, ipma;
	unsigned version, count;
	uint64_t entries;
	uint32_t flags;
	size_t width;

	if (!find_box(meta, TYPE('i', 'p', 'r', 'p'), &iprp) ||
	    !find_box(iprp.body, TYPE('i', 'p', 'c', 'o'), &ipco))
		return;
	while (next_box(&iprp.body, &ipma)) {
		if (ipma.type != TYPE('i', 'p', 'm', 'a'))
			continue;
		version = take_version(&ipma.body, &flags);
		width = flags & 1 ? 2 : 1;
		entries = take(&ipma.body, 4);
		for (; entries > 0 && !ipma.body.failed; entries--) {
			if (take(&ipma.body, version == 0 ? 2 : 4) == id) {
				read_properties(&ipma.body, width, ipco.body,
				    h);
				return;
			}
			count = (unsigned)take(&ipma.body, 1);
			while (count-- > 0 && !ipma.body.failed)
				take(&ipma.body, width);
		}
	}
}

/* Where an item lies in the file; meta_offset: where meta's own body does. */
static void
read_item(struct span meta, uint32_t id, const uint8_t *base,
    uint64_t meta_offset, struct heif_item *item)
{
	struct location at;
	struct box idat;

	if (!item_location(meta, id, &at) || at.method > 1)
		return;
	if (at.method == 1) {
		if (!find_box(meta, TYPE('i', 'd', 'a', 't'), &idat))
			return;
		at.offset += meta_offset + (size_t)(idat.body.p - base);
	}
	item->offset = at.offset;
	item->length = at.length;
}

static int
read_meta(const uint8_t *meta, size_t len, uint64_t meta_offset,
    struct heif *h)
{
	struct span s = { meta, len, false };
	uint32_t id;

	take_version(&s, NULL);
	if (!primary_item(s, &id))
		return -1;
	item_properties(s, id, h);
	if (h->width == 0 || h->height == 0)
		return -1;
	if (find_item(s, TYPE('E', 'x', 'i', 'f'), NULL, &id))
		read_item(s, id, meta, meta_offset, &h->exif);
	if (find_item(s, TYPE('m', 'i', 'm', 'e'), "application/rdf+xml",
	    &id))
		read_item(s, id, meta, meta_offset, &h->xmp);
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
		TYPE('h', 'e', 'i', 'c'), TYPE('h', 'e', 'i', 'x'),
		TYPE('h', 'e', 'i', 'm'), TYPE('h', 'e', 'i', 's'),
		TYPE('h', 'e', 'v', 'c'), TYPE('h', 'e', 'v', 'x'), 0
	};
	static const uint32_t avif[] = {
		TYPE('a', 'v', 'i', 'f'), TYPE('a', 'v', 'i', 's'), 0
	};
	static const uint32_t heif[] = {
		TYPE('m', 'i', 'f', '1'), TYPE('m', 'i', 'f', '2'),
		TYPE('m', 's', 'f', '1'), 0
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
	uint64_t size = take(&s, 4);

	if (take(&s, 4) != TYPE('f', 't', 'y', 'p') || size < 16)
		return NULL;
	format = brand_format((uint32_t)take(&s, 4));
	if (s.failed || format[0] == '\0')
		return NULL;
	take(&s, 4);
	if (s.len > size - 16)
		s.len = (size_t)size - 16;
	while (strcmp(format, "heif") == 0 && s.len >= 4) {
		better = brand_format((uint32_t)take(&s, 4));
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
heif_read(const struct bytes *b, struct heif *h)
{
	struct heif found = { .orientation = 1 };
	uint64_t offset, len;
	uint8_t head[64], *meta;
	size_t head_len;
	int ret = -1;

	head_len = b->size < sizeof(head) ? (size_t)b->size : sizeof(head);
	if (!bytes_get(b, 0, head, head_len) ||
	    (found.format = sniff_format(head, head_len)) == NULL ||
	    !find_top(b, TYPE('m', 'e', 't', 'a'), &offset, &len) ||
	    len == 0 || len > META_MAX_BYTES)
		return -1;
	if ((meta = malloc((size_t)len)) == NULL)
		return -1;
	if (bytes_get(b, offset, meta, (size_t)len) &&
	    read_meta(meta, (size_t)len, offset, &found) == 0) {
		*h = found;
		ret = 0;
	}
	free(meta);
	return ret;
}
