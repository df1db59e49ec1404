/*
 * Boxes: every read is within the box it belongs to. Pure.
 */
#include <string.h>

#include "scanner/probe/box.h"

uint64_t
span_take(struct span *s, size_t n)
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

bool
span_take_text(struct span *s, const char *text)
{
	size_t len = strnlen((const char *)s->p, s->len);
	bool same = len < s->len && strcmp((const char *)s->p, text) == 0;

	len += len < s->len;
	s->p += len;
	s->len -= len;
	return same;
}

unsigned
span_take_version(struct span *s, uint32_t *flags)
{
	uint32_t word = (uint32_t)span_take(s, 4);

	if (flags != NULL)
		*flags = word & 0xFFFFFF;
	return word >> 24;
}

bool
box_next(struct span *s, struct box *b)
{
	uint64_t size, header = 8;

	if (s->len < 8)
		return false;
	size = span_take(s, 4);
	b->type = (uint32_t)span_take(s, 4);
	if (size == 1) {
		size = span_take(s, 8);
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
box_find(struct span s, uint32_t type, struct box *b)
{
	while (box_next(&s, b))
		if (b->type == type)
			return true;
	return false;
}

bool
box_read(const struct bytes *b, uint64_t at, uint64_t end,
    struct box_head *head)
{
	uint64_t size, header = 8;
	uint8_t raw[16];

	if (at > end || end - at < 8 || !bytes_get(b, at, raw, 8))
		return false;
	size = bytes_be(raw, 4);
	if (size == 1) {
		if (!bytes_get(b, at, raw, 16))
			return false;
		header = 16;
		size = bytes_be(raw + 8, 8);
	} else if (size == 0) {
		size = end - at;
	}
	if (size < header || size > end - at)
		return false;
	*head = (struct box_head){ (uint32_t)bytes_be(raw + 4, 4), at,
	    at + header, size - header };
	return true;
}
