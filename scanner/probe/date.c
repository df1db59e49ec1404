/*
 * Dates as people and devices write them. Pure.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "scanner/probe/date.h"

/* Exactly n digits at *s with a value of min..max: takes them. */
static bool
take(const char **s, size_t n, unsigned min, unsigned max, unsigned *value)
{
	unsigned v = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		if (!isdigit((unsigned char)(*s)[i]))
			return false;
		v = v * 10 + (unsigned)((*s)[i] - '0');
	}
	if (v < min || v > max)
		return false;
	*s += n;
	*value = v;
	return true;
}

static bool
take_separator(const char **s, const char *allowed)
{
	if (**s == '\0' || strchr(allowed, **s) == NULL)
		return false;
	(*s)++;
	return true;
}

/* The first run of exactly four digits that is a year. */
static const char *
find_year(const char *s)
{
	const char *at;
	unsigned year;
	size_t n;

	while (*s != '\0') {
		if ((n = strspn(s, "0123456789")) == 0) {
			s++;
			continue;
		}
		at = s;
		if (n == 4 && take(&at, 4, 1000, 2999, &year))
			return s;
		s += n;
	}
	return NULL;
}

/* How many of year, month, day, hour, minute, second are at s, in order. */
static int
take_parts(const char *s, unsigned part[6])
{
	static const struct {
		const char	*before;
		unsigned	 min, max;
	} rest[] = {
		{ "-:/.",  1, 12 },
		{ "-:/.",  1, 31 },
		{ "T t",   0, 23 },
		{ ":",     0, 59 },
		{ ":",     0, 60 },
	};
	/* Only the form of eight digits goes without separators. */
	bool tight = strspn(s, "0123456789") == 8;
	int n;

	if (!take(&s, 4, 1000, 2999, &part[0]))
		return 0;
	for (n = 1; n < 6; n++) {
		if (!(tight && n < 3) &&
		    !take_separator(&s, rest[n - 1].before))
			break;
		if (!take(&s, 2, rest[n - 1].min, rest[n - 1].max, &part[n]))
			break;
	}
	return n;
}

bool
date_parse(const char *text, char out[MEDIA_NAME_BYTES])
{
	unsigned p[6] = { 0 };
	int n;

	text += strspn(text, " \t");
	if ((n = strspn(text, "0123456789") == 8 ?
	    take_parts(text, p) : 0) == 0) {
		if ((text = find_year(text)) == NULL)
			return false;
		n = take_parts(text, p);
	}
	if (n >= 5)		/* seconds may be missing: 0 */
		snprintf(out, MEDIA_NAME_BYTES,
		    "%04u-%02u-%02uT%02u:%02u:%02u", p[0], p[1], p[2], p[3],
		    p[4], p[5]);
	else if (n >= 3)
		snprintf(out, MEDIA_NAME_BYTES, "%04u-%02u-%02u", p[0], p[1],
		    p[2]);
	else if (n == 2)
		snprintf(out, MEDIA_NAME_BYTES, "%04u-%02u", p[0], p[1]);
	else
		snprintf(out, MEDIA_NAME_BYTES, "%04u", p[0]);
	return true;
}
