/*
 * The tags of MP4 files. Pure; in lares-probe only.
 */
#include <string.h>

#include "scanner/probe/blank_tags.h"

#define KEY_BYTES	256	/* of a name that is read */
#define KEYS_MAX	512
#define KEY_LETTER	'x'	/* what a private name is made of afterwards */
#define DATA_HEADER	8	/* type and locale, before a value */
#define DATA_UTF8	1
#define DATA_UTF16	2
#define DATA_JPEG	13
#define DATA_PNG	14

/* "(c)nam" and the like: iTunes's and QuickTime's sign of copyright. */
#define C(a, b, c)	BOX_TYPE(0xA9, a, b, c)
#define T(a, b, c, d)	BOX_TYPE(a, b, c, d)

/* In a udta box: what is known to be about the film itself. */
static const uint32_t kept_udta[] = {
	C('n', 'a', 'm'), C('A', 'R', 'T'), C('a', 'l', 'b'),
	C('d', 'a', 'y'), C('g', 'e', 'n'), C('c', 'm', 't'),
	C('t', 'o', 'o'), C('s', 'w', 'r'), C('s', 'w', 'f'),
	C('d', 'e', 's'), C('w', 'r', 't'), C('c', 'p', 'y'),
	C('m', 'a', 'k'), C('m', 'o', 'd'), C('e', 'n', 'c'),
	C('f', 'm', 't'), C('i', 'n', 'f'), C('d', 'i', 'r'),
	C('p', 'r', 'd'), C('t', 'r', 'k'), C('a', 'u', 't'),
	C('c', 'o', 'm'), C('d', 'i', 's'), C('l', 'y', 'r'),
	C('g', 'r', 'p'), T('n', 'a', 'm', 'e'), T('t', 'i', 't', 'l'),
	T('d', 's', 'c', 'p'), T('c', 'p', 'r', 't'), T('p', 'e', 'r', 'f'),
	T('a', 'u', 't', 'h'), T('g', 'n', 'r', 'e'), T('r', 't', 'n', 'g'),
	T('c', 'l', 's', 'f'), T('k', 'y', 'w', 'd'), T('a', 'l', 'b', 'm'),
	T('y', 'r', 'r', 'c'), T('c', 'h', 'p', 'l'), T('h', 'n', 't', 'i'),
	T('h', 'i', 'n', 'f'), T('k', 'i', 'n', 'd'), T('t', 'a', 'g', 'c'),
	T('W', 'L', 'O', 'C'), T('L', 'O', 'O', 'P'), T('S', 'e', 'l', 'O'),
	T('A', 'l', 'l', 'F'), 0
};

/* In an ilst box. */
static const uint32_t kept_ilst[] = {
	C('n', 'a', 'm'), C('A', 'R', 'T'), C('a', 'l', 'b'),
	C('d', 'a', 'y'), C('g', 'e', 'n'), C('c', 'm', 't'),
	C('t', 'o', 'o'), C('w', 'r', 't'), C('g', 'r', 'p'),
	C('l', 'y', 'r'), C('e', 'n', 'c'), C('d', 'e', 's'),
	C('m', 'v', 'n'), C('m', 'v', 'i'), C('m', 'v', 'c'),
	C('w', 'r', 'k'), C('p', 'u', 'b'), C('d', 'i', 'r'),
	C('t', 'r', 'k'), C('s', 't', '3'), T('a', 'A', 'R', 'T'),
	T('c', 'o', 'v', 'r'), T('t', 'r', 'k', 'n'), T('d', 'i', 's', 'k'),
	T('c', 'p', 'i', 'l'), T('g', 'n', 'r', 'e'), T('t', 'm', 'p', 'o'),
	T('c', 'p', 'r', 't'), T('d', 'e', 's', 'c'), T('l', 'd', 'e', 's'),
	T('s', 'd', 'e', 's'), T('s', 'o', 'n', 'm'), T('s', 'o', 'a', 'r'),
	T('s', 'o', 'a', 'a'), T('s', 'o', 'a', 'l'), T('s', 'o', 'c', 'o'),
	T('s', 'o', 's', 'n'), T('t', 'v', 's', 'h'), T('t', 'v', 'e', 'n'),
	T('t', 'v', 's', 'n'), T('t', 'v', 'e', 's'), T('t', 'v', 'n', 'n'),
	T('s', 't', 'i', 'k'), T('r', 't', 'n', 'g'), T('p', 'g', 'a', 'p'),
	T('h', 'd', 'v', 'd'), T('p', 'c', 's', 't'), T('c', 'a', 't', 'g'),
	T('k', 'e', 'y', 'w'), T('s', 'h', 'w', 'm'), 0
};

/* Of both, what is written by hand, or by a camera. */
static const uint32_t texts[] = {
	C('c', 'm', 't'), C('d', 'e', 's'), C('i', 'n', 'f'),
	T('d', 's', 'c', 'p'), 0
};

/* In an ilst box, what happens in a film: any word may stand there. */
static const uint32_t plots[] = {
	T('d', 'e', 's', 'c'), T('l', 'd', 'e', 's'), T('s', 'd', 'e', 's'), 0
};

static bool
is_one_of(uint32_t type, const uint32_t *types)
{
	for (; *types != 0; types++)
		if (*types == type)
			return true;
	return false;
}

void
blank_box(struct blank_walk *w, const struct box_head *box)
{
	if (box->type != T('f', 'r', 'e', 'e'))
		blanks_spell(w->list, box->at + 4, "free", 4);
	blank_zero(w, box->body, box->len);
}

/* The names of a keys box (QuickTime), by the number that ilst calls each. */
struct keys {
	uint32_t	count;
	bool		private[KEYS_MAX];
};

static bool
read_keys(struct blank_walk *w, const struct box_head *box, struct keys *keys)
{
	uint64_t at = box->body + 8, end = box->body + box->len, len;
	char name[KEY_BYTES];
	uint8_t head[8];

	for (; at < end; at += 8 + len) {
		if (keys->count == KEYS_MAX ||
		    !blank_get(w, at, end - at, 0, head, 8))
			return false;
		len = bytes_be(head, 4);
		if (len < 8 || len - 8 > end - at - 8 || len - 8 > KEY_BYTES)
			return false;
		len -= 8;
		if (!bytes_get(w->b, at + 8, name, (size_t)len))
			return false;
		/* of udta's, the name is a type */
		if (memcmp(head + 4, "mdta", 4) != 0 ||
		    blank_is_private(name, (size_t)len)) {
			keys->private[keys->count] = true;
			blanks_fill(w->list, at + 8, len, KEY_LETTER);
		}
		keys->count++;
	}
	return true;
}

static void
blank_value(struct blank_walk *w, uint32_t item, bool is_text, uint64_t at,
    uint64_t len)
{
	if (is_text)
		blank_words(w, at, len);
	else if (is_one_of(item, plots) && blank_says_place(w, at, len))
		blanks_fill(w->list, at, len, ' ');
}

/* Covers and other pictures have EXIF of their own. */
static bool
blank_values(struct blank_walk *w, const struct box_head *item, bool is_text)
{
	uint64_t at = item->body, end = item->body + item->len, type;
	struct box_head data;
	uint8_t raw[4];

	for (; at < end; at = data.body + data.len) {
		if (!box_read(w->b, at, end, &data))
			return false;
		if (data.type != T('d', 'a', 't', 'a') ||
		    data.len <= DATA_HEADER ||
		    !bytes_get(w->b, data.body, raw, sizeof(raw)))
			continue;
		type = bytes_be(raw, 4);
		if (item->type == T('c', 'o', 'v', 'r') ||
		    type == DATA_JPEG || type == DATA_PNG)
			blank_picture(w, data.body + DATA_HEADER,
			    data.len - DATA_HEADER);
		else if (type <= DATA_UTF16)
			blank_value(w, item->type, is_text,
			    data.body + DATA_HEADER, data.len - DATA_HEADER);
	}
	return true;
}

/* A tag with a name that its writer made up: a "mean" and a "name" box. */
static bool
is_private_freeform(struct blank_walk *w, const struct box_head *item)
{
	uint64_t at = item->body, end = item->body + item->len;
	char name[KEY_BYTES];
	struct box_head part;

	for (; box_read(w->b, at, end, &part); at = part.body + part.len) {
		if (part.type != T('n', 'a', 'm', 'e'))
			continue;
		if (part.len < 4 || part.len - 4 > sizeof(name) ||
		    !bytes_get(w->b, part.body + 4, name,
		    (size_t)part.len - 4))
			return true;
		return blank_is_private(name, (size_t)part.len - 4);
	}
	return true;
}

static bool
is_private_item(struct blank_walk *w, const struct box_head *item,
    const struct keys *keys)
{
	if (item->type == T('-', '-', '-', '-'))
		return is_private_freeform(w, item);
	if (item->type >= 1 && item->type <= keys->count)
		return keys->private[item->type - 1];
	return !is_one_of(item->type, kept_ilst);
}

static bool
blank_ilst(struct blank_walk *w, const struct box_head *ilst,
    const struct keys *keys)
{
	uint64_t at = ilst->body, end = ilst->body + ilst->len;
	struct box_head item;

	for (; at < end; at = item.body + item.len) {
		if (!box_read(w->b, at, end, &item))
			return false;
		if (is_private_item(w, &item, keys))
			blank_box(w, &item);
		else if (!blank_values(w, &item, item.type <= keys->count ||
		    is_one_of(item.type, texts)))
			return false;
	}
	return true;
}

/* QuickTime's has no version. */
static uint64_t
meta_boxes(struct blank_walk *w, uint64_t at, uint64_t len)
{
	uint8_t head[8];

	return blank_get(w, at, len, 0, head, 8) &&
	    memcmp(head + 4, "hdlr", 4) == 0 ? at : at + 4;
}

bool
blank_meta(struct blank_walk *w, uint64_t at, uint64_t len)
{
	const uint64_t end = at + len;
	struct keys keys = { .count = 0 };
	struct box_head box;

	if (len == 0)
		return true;
	for (at = meta_boxes(w, at, len); at < end; at = box.body + box.len) {
		if (!box_read(w->b, at, end, &box))
			return false;
		switch (box.type) {
		case T('h', 'd', 'l', 'r'):
		case T('c', 't', 'r', 'y'):
		case T('l', 'a', 'n', 'g'):
			break;
		case T('k', 'e', 'y', 's'):
			if (!read_keys(w, &box, &keys))
				return false;
			break;
		case T('i', 'l', 's', 't'):
			if (!blank_ilst(w, &box, &keys))
				return false;
			break;
		default:
			blank_box(w, &box);
		}
	}
	return true;
}

bool
blank_udta(struct blank_walk *w, uint64_t at, uint64_t len)
{
	const uint64_t end = at + len;
	struct box_head box;

	/* QuickTime ends it with four zeros, or fewer. */
	for (; end > at && end - at >= 8; at = box.body + box.len) {
		if (!box_read(w->b, at, end, &box))
			return false;
		if (box.type == T('m', 'e', 't', 'a'))
			blank_try(w, blank_meta, box.body, box.len, 0);
		else if (!is_one_of(box.type, kept_udta) ||
		    (is_one_of(box.type, texts) &&
		    blank_says_private(w, box.body, box.len)))
			blank_box(w, &box);
	}
	return true;
}
