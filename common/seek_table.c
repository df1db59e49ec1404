/*
 * Tables of time and offset. Pure, in lares-probe, lares-scan and lares-http.
 *
 * Points follow each other in nearly equal steps. A point is two numbers: by
 * how much its step in time and its step in bytes differ from those before
 * it. Numbers are 7 bits a byte, the lowest first, and a bit that says that
 * more follow; the sign is the lowest bit of a number, and in the first of the
 * two the bit below it tells a key point. A minute takes some 200 bytes.
 */
#include "common/seek_table.h"

#define NUMBER_BYTES	10		/* at most, of 64 bits */
#define POINT_BYTES	(2 * NUMBER_BYTES)
#define OFFSET_MAX	((uint64_t)INT64_MAX >> 2)	/* room for signs */

void
seek_table_init(struct seek_table *t)
{
	*t = (struct seek_table){ 0 };
	buf_init(&t->packed, (size_t)SEEK_POINTS_MAX * POINT_BYTES);
}

void
seek_table_free(struct seek_table *t)
{
	buf_free(&t->packed);
	seek_table_init(t);
}

static void
add_number(struct buf *b, uint64_t n)
{
	uint8_t bytes[NUMBER_BYTES];
	size_t len = 0;

	for (; n > 0x7F; n >>= 7)
		bytes[len++] = (uint8_t)(n | 0x80);
	bytes[len++] = (uint8_t)n;
	buf_add(b, bytes, len);
}

/* The difference of two numbers below 2^62, its sign lowest. */
static uint64_t
difference(uint64_t a, uint64_t b)
{
	return a >= b ? (a - b) << 1 : (b - a) << 1 | 1;
}

static uint64_t
differing(uint64_t from, uint64_t difference)
{
	return difference & 1 ? from - (difference >> 1) :
	    from + (difference >> 1);
}

static bool
may_follow(const struct seek_table *t, const struct seek_point *p)
{
	if (t->n == 0)
		return p->time_ms == 0 && p->offset == 0;
	return t->n < SEEK_POINTS_MAX && p->time_ms >= t->last.time_ms &&
	    p->time_ms <= SEEK_TIME_MAX_MS && p->offset > t->last.offset &&
	    p->offset <= OFFSET_MAX;
}

int
seek_table_add(struct seek_table *t, const struct seek_point *p)
{
	uint64_t time_step = p->time_ms - t->last.time_ms;
	uint64_t offset_step = p->offset - t->last.offset;

	if (!may_follow(t, p))
		return -1;
	add_number(&t->packed, difference(time_step, t->time_step) << 1 |
	    p->key);
	add_number(&t->packed, difference(offset_step, t->offset_step));
	if (buf_failed(&t->packed))
		return -1;
	t->last = *p;
	t->time_step = time_step;
	t->offset_step = offset_step;
	t->n++;
	return 0;
}

/* ---- reading ---------------------------------------------------------------- */

struct reader {
	const uint8_t	*at, *end;
	uint64_t	 time_step, offset_step;
};

static bool
take_number(struct reader *r, uint64_t *n)
{
	unsigned shift;

	*n = 0;
	for (shift = 0; r->at < r->end && shift < 64; shift += 7) {
		*n |= (uint64_t)(*r->at & 0x7F) << shift;
		if ((*r->at++ & 0x80) == 0)
			return true;
	}
	return false;
}

/* p is the point before, and becomes the next. False: there is none. */
static bool
take_point(struct reader *r, struct seek_point *p)
{
	uint64_t time, offset;

	if (!take_number(r, &time) || !take_number(r, &offset))
		return false;
	r->time_step = differing(r->time_step, time >> 1);
	r->offset_step = differing(r->offset_step, offset);
	p->time_ms += r->time_step;
	p->offset += r->offset_step;
	p->key = time & 1;
	return true;
}

static uint64_t
distance(uint64_t a, uint64_t b)
{
	return a > b ? a - b : b - a;
}

/* Whether a start at p serves better than at best. */
static bool
is_better(const struct seek_point *p, const struct seek_point *best,
    uint64_t wanted)
{
	const uint64_t far = distance(p->time_ms, wanted),
	    best_far = distance(best->time_ms, wanted);
	const bool key = p->key && far <= SEEK_NEAR_MS,
	    best_key = best->key && best_far <= SEEK_NEAR_MS;

	if (key != best_key)
		return key;
	return far < best_far;
}

/* Where to start for a time. False: the table is empty. */
static bool
find_start(struct reader r, uint64_t wanted, struct seek_point *start)
{
	struct seek_point p = { 0 };

	if (!take_point(&r, &p))
		return false;
	*start = p;
	while (take_point(&r, &p))
		if (is_better(&p, start, wanted))
			*start = p;
	return true;
}

/* The first point behind start that is not before a time. False: there is
   none. */
static bool
find_end(struct reader r, uint64_t wanted, const struct seek_point *start,
    struct seek_point *end)
{
	struct seek_point p = { 0 };

	while (take_point(&r, &p))
		if (p.offset > start->offset && p.time_ms >= wanted) {
			*end = p;
			return true;
		}
	return false;
}

int
seek_table_find(const void *packed, size_t len, uint64_t size,
    uint64_t duration_ms, uint64_t start_ms, uint64_t end_ms,
    struct seek_part *part)
{
	const struct reader r = {
		.at = packed, .end = (const uint8_t *)packed + len,
	};
	struct seek_point start, end;

	if (start_ms >= duration_ms || !find_start(r, start_ms, &start) ||
	    start.offset >= size)
		return -1;
	if (end_ms >= duration_ms || !find_end(r, end_ms, &start, &end) ||
	    end.offset > size || end.time_ms > duration_ms)
		end = (struct seek_point){ duration_ms, size, false };
	/* Where the catalogue's duration falls short of the table's. */
	if (start.time_ms > start_ms && start.time_ms > end.time_ms)
		start.time_ms = start_ms;
	*part = (struct seek_part){
		.start_ms = start.time_ms, .end_ms = end.time_ms,
		.first = start.offset, .last = end.offset - 1,
	};
	return 0;
}
