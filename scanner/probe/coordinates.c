/*
 * Places on Earth in texts that people and cameras write. What only looks like
 * one is taken for one: a remark that is lost is the smaller harm. Pure; in
 * lares-probe only.
 */
#include <string.h>

#include "common/text.h"
#include "scanner/probe/coordinates.h"
#include "scanner/probe/rest.h"

#define WHOLE_MAX	3	/* digits of degrees */
#define FRACTION_MIN	3	/* digits behind the point that say a place */
#define FRACTION_MAX	20
#define THOUSANDS	3	/* digits behind a point that is none */
#define BETWEEN_MAX	16	/* characters between two numbers */
#define MINUTES_MAX	32	/* characters of minutes and seconds */

static const char digits[] = "0123456789";

struct number {
	size_t	sign, whole, fraction;		/* how many characters */
	unsigned value;				/* of the whole */
	bool	comma;				/* instead of a point */
};

/* A number, with one of these characters as its point. Three zeros behind it
   are thousands. */
static bool
take_number(struct rest *r, const char *points, size_t whole_max,
    struct number *n)
{
	struct rest fraction;
	const char *p;

	*n = (struct number){ .sign = rest_skip(r, "+-", 1) };
	n->whole = rest_skip(r, digits, whole_max);
	for (p = r->at - n->whole; p < r->at; p++)
		n->value = n->value * 10 + (unsigned)(*p - '0');
	if (n->whole == 0 || (r->len > 0 && text_is_digit(*r->at)))
		return false;
	fraction = *r;
	if (rest_skip(&fraction, points, 1) == 1 &&
	    (n->fraction = rest_skip(&fraction, digits, FRACTION_MAX)) > 0) {
		n->comma = *r->at == ',';
		if (n->fraction == THOUSANDS &&
		    memcmp(r->at + 1, "000", THOUSANDS) == 0)
			n->fraction = 0;
		*r = fraction;
	}
	return true;
}

/* "+48.8584+002.2945/", "+4851+00217/" (ISO 6709, annex H). */
static bool
is_iso_6709(struct rest r)
{
	struct number a, b;

	return take_number(&r, ".", 6, &a) && a.sign == 1 &&
	    a.whole % 2 == 0 && take_number(&r, ".", 7, &b) && b.sign == 1 &&
	    b.whole % 2 == 1 && b.whole > 1 &&
	    ((a.fraction > 0 && b.fraction > 0) || rest_skip(&r, "/", 1) == 1);
}

/* Degrees as exact as places are: a comma may also part thousands. */
static bool
is_exact(const struct number *n)
{
	return n->value <= 180 &&
	    n->fraction >= FRACTION_MIN + (size_t)n->comma;
}

/* Whether numbers with this between them are "from 10.500 to 20.500", or of a
   version. */
static bool
is_talk(const char *between, size_t n)
{
	bool letters = false;

	if (n == 1 && *between == '.')
		return true;
	for (size_t i = 0; i < n; i++) {
		if (between[i] == '=' || between[i] == ':')
			return false;
		letters |= text_is_letter(between[i]);
	}
	return letters;
}

/* "48.8584, 2.2945", "lat=48.8584&lon=2.2945". */
static bool
is_pair(struct rest r)
{
	struct number a, b;
	const char *between;
	size_t n;

	if (!take_number(&r, ".,", WHOLE_MAX, &a) || !is_exact(&a))
		return false;
	between = r.at;
	for (n = 0; n < BETWEEN_MAX && n < r.len &&
	    strchr("0123456789+-", r.at[n]) == NULL; n++)
		;
	if (n == BETWEEN_MAX)
		return false;
	r.at += n;
	r.len -= n;
	return take_number(&r, ".,", WHOLE_MAX, &b) && is_exact(&b) &&
	    (n > 0 || b.sign == 1) && (a.sign + b.sign > 0 ||
	    a.fraction + b.fraction > 2 * THOUSANDS || !is_talk(between, n));
}

/* The sign of degrees in UTF-8, in Latin 1, or as people write it. */
static bool
skip_degree_sign(struct rest *r)
{
	static const char *const signs[] = {
		"\xC2\xB0", "\xB0", "\xC2\xBA", "\xBA", "deg",
		"&deg;", "&#176;", "&#xB0;",
	};
	size_t i, n;

	rest_skip(r, " ", 1);
	for (i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		n = strlen(signs[i]);
		if (n <= r->len && memcmp(r->at, signs[i], n) == 0) {
			r->at += n;
			r->len -= n;
			return true;
		}
	}
	return false;
}

/* A letter of a direction (O: west in French, east in German) that is no part
   of a word. */
static bool
is_direction(struct rest r)
{
	return rest_skip(&r, "NSEWO", 1) == 1 && (r.len == 0 ||
	    ((*r.at & 0x80) == 0 && !text_is_letter(*r.at)));
}

/* Of minutes and seconds: their signs in ASCII, in UTF-8, and in XML. */
static const char minutes[] = " 0123456789.,'\"" "&#;aopqstu"
    "\xE2\x80\xB2\xB3\x99\x9D\xC2\xB4";

/* 48.858 N, 48,8584 E, 48 deg 51' 30.24" N: with minutes and seconds only
   behind the sign of degrees. */
static bool
is_directed(struct rest r)
{
	struct number n;
	bool has_sign;

	if (!take_number(&r, ".,", WHOLE_MAX, &n) || n.value > 180)
		return false;
	has_sign = skip_degree_sign(&r);
	if (has_sign)
		rest_skip(&r, minutes, MINUTES_MAX);
	else if (n.fraction < FRACTION_MIN)
		return false;
	rest_skip(&r, " ", 1);
	return is_direction(r);
}

/* N 48.8584, N48 deg 51.507', N 48 51.507. */
static bool
is_led_by_direction(struct rest r)
{
	struct number n;

	if (rest_skip(&r, "NSEWO", 1) != 1)
		return false;
	rest_skip(&r, " :", 2);
	if (!take_number(&r, ".,", WHOLE_MAX, &n) || n.value > 180)
		return false;
	if (n.fraction >= FRACTION_MIN || skip_degree_sign(&r))
		return true;
	/* the blank is gone already */
	return n.fraction == 0 && take_number(&r, ".", 2, &n) &&
	    n.fraction >= FRACTION_MIN;
}

/* before: the character in front of it. */
static bool
begins(struct rest r, char before)
{
	switch (*r.at) {
	case '+': case '-':
		return is_iso_6709(r) || is_pair(r) || is_directed(r);
	case 'N': case 'S': case 'E': case 'W': case 'O':
		return !text_is_letter(before) && !text_is_digit(before) &&
		    is_led_by_direction(r);
	default:
		return text_is_digit(*r.at) && !text_is_digit(before) &&
		    before != '.' && (is_pair(r) || is_directed(r));
	}
}

bool
coordinates_are_in(const char *text, size_t len)
{
	struct rest r = { text, len };

	for (; r.len > 0; r.at++, r.len--)
		if (begins(r, r.len < len ? r.at[-1] : ' '))
			return true;
	return false;
}
