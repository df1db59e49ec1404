/*
 * Lists of ranges that are overwritten on their way out. Pure.
 */
#include <string.h>

#include "common/blanks.h"

void
blanks_init(struct blank_list *l)
{
	l->n = 0;
	l->failed = false;
}

static struct blank *
add(struct blank_list *l, uint64_t offset, uint64_t len)
{
	struct blank *b;

	if (len == 0)
		return NULL;
	if (l->n == BLANKS_MAX || len > UINT64_MAX - offset) {
		l->failed = true;
		return NULL;
	}
	b = &l->ranges[l->n++];
	*b = (struct blank){ .offset = offset, .len = len };
	return b;
}

void
blanks_fill(struct blank_list *l, uint64_t offset, uint64_t len, uint8_t with)
{
	struct blank *b = add(l, offset, len);

	if (b != NULL)
		b->bytes[0] = with;
}

void
blanks_spell(struct blank_list *l, uint64_t offset, const void *bytes,
    size_t len)
{
	struct blank *b;

	if (len > BLANKS_BYTES_MAX) {
		l->failed = true;
		return;
	}
	if ((b = add(l, offset, len)) == NULL)
		return;
	b->spelt = true;
	memcpy(b->bytes, bytes, len);
}

/* By insertion: they come nearly sorted, and qsort(3) asks the system for the
   size of its memory, which a probe worker must not. */
static void
sort(struct blank_list *l)
{
	struct blank b;
	size_t i, j;

	for (i = 1; i < l->n; i++) {
		b = l->ranges[i];
		for (j = i; j > 0 && l->ranges[j - 1].offset > b.offset; j--)
			l->ranges[j] = l->ranges[j - 1];
		l->ranges[j] = b;
	}
}

/* Takes next, which does not start before last, into last. */
static bool
join(struct blank *last, const struct blank *next)
{
	uint64_t end = next->offset + next->len;

	if (last->spelt || next->spelt)
		return last->spelt && next->spelt &&
		    last->offset == next->offset && last->len == next->len &&
		    memcmp(last->bytes, next->bytes, (size_t)last->len) == 0;
	if (last->bytes[0] != next->bytes[0])
		return false;
	if (end > last->offset + last->len)
		last->len = end - last->offset;
	return true;
}

static bool
can_join(const struct blank *last, const struct blank *next)
{
	return next->offset == last->offset + last->len && !last->spelt &&
	    !next->spelt && last->bytes[0] == next->bytes[0];
}

bool
blanks_finish(struct blank_list *l, uint64_t size)
{
	struct blank *last = NULL, *b;
	size_t i;

	sort(l);
	for (i = 0; i < l->n && !l->failed; i++) {
		b = &l->ranges[i];
		if (b->offset > size || b->len > size - b->offset) {
			l->failed = true;
		} else if (last != NULL && (can_join(last, b) ||
		    b->offset < last->offset + last->len)) {
			l->failed = !join(last, b);
		} else {
			last = last == NULL ? l->ranges : last + 1;
			*last = *b;
		}
	}
	l->n = last == NULL ? 0 : (size_t)(last - l->ranges) + 1;
	return !l->failed;
}

const struct blank *
blanks_next(const struct blank_list *l, uint64_t offset)
{
	size_t from = 0, to = l->n, at;

	while (from < to) {
		at = from + (to - from) / 2;
		if (l->ranges[at].offset + l->ranges[at].len > offset)
			to = at;
		else
			from = at + 1;
	}
	return from < l->n ? &l->ranges[from] : NULL;
}

void
blank_apply(const struct blank *b, uint64_t offset, void *data, size_t len)
{
	const uint64_t end = offset + len;
	const uint64_t from = b->offset > offset ? b->offset : offset;
	const uint64_t to = b->offset + b->len < end ? b->offset + b->len :
	    end;
	uint8_t *p = data;

	if (from >= to)
		return;
	if (b->spelt)
		memcpy(p + (from - offset), b->bytes + (from - b->offset),
		    (size_t)(to - from));
	else
		memset(p + (from - offset), b->bytes[0], (size_t)(to - from));
}

void
blanks_apply(const struct blank_list *l, uint64_t offset, void *data,
    size_t len)
{
	for (size_t i = 0; i < l->n; i++)
		blank_apply(&l->ranges[i], offset, data, len);
}

static void
put_number(struct buf *out, uint64_t n)
{
	uint8_t byte;

	do {
		byte = (uint8_t)(n & 0x7F) | (n > 0x7F ? 0x80 : 0);
		buf_add(out, &byte, 1);
		n >>= 7;
	} while (n > 0);
}

void
blanks_pack(const struct blank_list *l, struct buf *out)
{
	uint64_t end = 0;
	size_t i;

	for (i = 0; i < l->n; i++) {
		const struct blank *b = &l->ranges[i];

		put_number(out, b->offset - end);
		put_number(out, b->len << 1 | b->spelt);
		buf_add(out, b->bytes, b->spelt ? (size_t)b->len : 1);
		end = b->offset + b->len;
	}
}

struct packed {
	const uint8_t	*p;
	size_t		 len;
};

/* At most 63 bits, so that sums of two are numbers too. */
static bool
get_number(struct packed *in, uint64_t *n)
{
	unsigned shift;
	uint8_t byte;

	*n = 0;
	for (shift = 0; shift < 63 && in->len > 0; shift += 7) {
		byte = *in->p++;
		in->len--;
		*n |= (uint64_t)(byte & 0x7F) << shift;
		if ((byte & 0x80) == 0)
			return true;
	}
	return false;
}

static bool
get_range(struct packed *in, uint64_t end, struct blank *b)
{
	uint64_t gap, size;
	size_t n;

	if (!get_number(in, &gap) || !get_number(in, &size) ||
	    gap > INT64_MAX - end || size >> 1 == 0 ||
	    size >> 1 > INT64_MAX - end - gap)
		return false;
	*b = (struct blank){ end + gap, size >> 1, size & 1, { 0 } };
	if (b->spelt && b->len > BLANKS_BYTES_MAX)
		return false;
	n = b->spelt ? (size_t)b->len : 1;
	if (in->len < n)
		return false;
	memcpy(b->bytes, in->p, n);
	in->p += n;
	in->len -= n;
	return true;
}

bool
blanks_unpack(struct blank_list *l, const void *data, size_t len)
{
	struct packed in = { data, len };
	uint64_t end = 0;

	blanks_init(l);
	while (in.len > 0) {
		if (l->n == BLANKS_MAX ||
		    !get_range(&in, end, &l->ranges[l->n]))
			return false;
		end = l->ranges[l->n].offset + l->ranges[l->n].len;
		l->n++;
	}
	return true;
}
