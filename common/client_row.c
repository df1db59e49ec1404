/*
 * The clients that are known to need something else than the standard says,
 * one row each. Pure.
 *
 * Each row names where it is known from, in public; "unverified" where nobody
 * has seen the traffic of such a device against this server.
 */
#include <ctype.h>
#include <string.h>

#include "common/client_flag.h"
#include "common/client_row.h"

#define BIT	CLIENT_BIT

static const struct client_row rows[] = {
/* minidlna clients.c; unverified */
{ "samsung",	CLIENT_AGENT,	"SEC_HHP|Samsung",	BIT(CLIENT_LENIENT_MODE) },
/* minidlna clients.c; unverified */
{ "xbox360",	CLIENT_AGENT,	"Xbox/|Xenon",		BIT(CLIENT_LENIENT_SORT) },
/* minidlna clients.c; unverified */
{ "panasonic",	CLIENT_AGENT,	"Panasonic MIL DLNA CP", BIT(CLIENT_LENIENT_SORT) },
/* minidlna NEWS 1.3.0; unverified */
{ "control4",	CLIENT_AGENT,	"Control4",		BIT(CLIENT_LENIENT_SORT) },
};
#define NROWS	(sizeof(rows) / sizeof(rows[0]))

const struct client_row *
client_row_get(size_t i)
{
	return i < NROWS ? &rows[i] : NULL;
}

static bool
same_letter(char a, char b)
{
	return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* Whether text begins as one alternative says. Each "*" goes back to no place
   before the one behind it: the time is at most the product of lengths. */
static bool
fits_here(const char *pattern, size_t len, const char *text)
{
	const char *end = pattern + len, *star = NULL, *from = text;

	while (pattern < end) {
		if (*pattern == '*') {
			star = ++pattern;
			from = text;
		} else if (*text != '\0' && same_letter(*pattern, *text)) {
			pattern++;
			text++;
		} else if (star != NULL && *from != '\0') {
			pattern = star;
			text = ++from;
		} else {
			return false;
		}
	}
	return true;
}

static bool
is_within(const char *pattern, size_t len, const char *text)
{
	if (len == 0)
		return false;
	do {
		if (fits_here(pattern, len, text))
			return true;
	} while (*text++ != '\0');
	return false;
}

bool
client_row_matches(const char *pattern, const char *text)
{
	size_t len;

	for (;; pattern += len + 1) {
		len = strcspn(pattern, "|");
		if (is_within(pattern, len, text))
			return true;
		if (pattern[len] == '\0')
			return false;
	}
}

const struct client_row *
client_row_find(const struct client_marks *marks)
{
	const struct client_row *row;
	const char *text;

	for (row = rows; row < rows + NROWS; row++) {
		text = marks->of[row->mark];
		if (text != NULL && client_row_matches(row->pattern, text))
			return row;
	}
	return NULL;
}
