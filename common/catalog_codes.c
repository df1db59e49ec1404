/*
 * Sets of codes, as ascending lists. Pure, in lares-http.
 */
#include <stdlib.h>
#include <string.h>

#include "common/catalog_codes.h"

#define ROOM_FIRST	256
#define DIGIT_BITS	11
#define DIGIT		(1 << DIGIT_BITS)

void
catalog_codes_free(struct catalog_codes *s)
{
	free(s->list);
	*s = (struct catalog_codes){ .list = NULL };
}

static bool
make_room(struct catalog_codes *s, size_t n)
{
	int64_t *more;

	if (s->failed || n <= s->room)
		return !s->failed;
	if ((more = reallocarray(s->list, n, sizeof(*more))) == NULL) {
		s->failed = true;
		return false;
	}
	s->list = more;
	s->room = n;
	return true;
}

void
catalog_codes_add(struct catalog_codes *s, int64_t code)
{
	if (s->n == s->room &&
	    !make_room(s, s->room == 0 ? ROOM_FIRST : 2 * s->room))
		return;
	s->list[s->n++] = code;
}

/* By the lowest digit first. Ids lie close together: few digits differ. */
static void
sort(struct catalog_codes *s)
{
	int64_t *from = s->list, *to = calloc(s->n, sizeof(*to)), *swap;
	int64_t least = INT64_MAX, most = INT64_MIN;
	size_t i, at[DIGIT + 1];

	if (to == NULL) {
		s->failed = true;
		return;
	}
	for (i = 0; i < s->n; i++) {
		least = from[i] < least ? from[i] : least;
		most = from[i] > most ? from[i] : most;
	}
	for (unsigned shift = 0; shift < 63 && (most - least) >> shift > 0;
	    shift += DIGIT_BITS) {
		memset(at, 0, sizeof(at));
		for (i = 0; i < s->n; i++)
			at[((from[i] - least) >> shift) % DIGIT + 1]++;
		for (i = 1; i < DIGIT; i++)
			at[i] += at[i - 1];
		for (i = 0; i < s->n; i++)
			to[at[((from[i] - least) >> shift) % DIGIT]++] = from[i];
		swap = from;
		from = to;
		to = swap;
	}
	s->list = from;
	s->room = s->n;
	free(to);
}

/* What the index of one word tells is in order already. */
void
catalog_codes_settle(struct catalog_codes *s)
{
	size_t i, n = 0;

	for (i = 1; i < s->n && s->list[i - 1] < s->list[i]; i++)
		;
	if (i >= s->n)
		return;
	sort(s);
	for (i = 0; i < s->n; i++)
		if (n == 0 || s->list[n - 1] != s->list[i])
			s->list[n++] = s->list[i];
	s->n = n;
}

void
catalog_codes_both(struct catalog_codes *s, const struct catalog_codes *other)
{
	size_t n = 0, i = 0, j = 0;

	s->failed = s->failed || other->failed;
	while (i < s->n && j < other->n) {
		const int64_t a = s->list[i], b = other->list[j];

		if (a == b)
			s->list[n++] = a;
		i += a <= b;
		j += b <= a;
	}
	s->n = n;
}

/* From the end, so that both fit into the room of the first. */
void
catalog_codes_any(struct catalog_codes *s, const struct catalog_codes *other)
{
	size_t i = s->n, j = other->n, n = i + j;
	int64_t a, b;

	s->failed = s->failed || other->failed;
	if (j == 0 || !make_room(s, n))
		return;
	s->n = n;
	while (i > 0 || j > 0) {
		a = i > 0 ? s->list[i - 1] : INT64_MIN;
		b = j > 0 ? other->list[j - 1] : INT64_MIN;
		s->list[--n] = a > b ? a : b;
		i -= a >= b;
		j -= b >= a;
	}
	memmove(s->list, s->list + n, (s->n - n) * sizeof(*s->list));
	s->n -= n;
}
