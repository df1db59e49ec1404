/*
 * Series, season and episode as people write them into file names. Pure.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "common/text.h"
#include "scanner/library/episode.h"

#define SEASON_DIGITS	2
#define YEAR_DIGITS	4	/* some count seasons by years */
#define EPISODE_DIGITS	4	/* of long-running cartoons */

static bool
is_gap(char c)
{
	return c == ' ' || c == '.' || c == '_' || c == '-';
}

/* Up to max digits, and no digit after them; what comes next, or NULL. */
static const char *
read_digits(const char *s, size_t max, uint32_t *n)
{
	const char *start = s;

	*n = 0;
	while (text_is_digit(*s) && (size_t)(s - start) < max)
		*n = *n * 10 + (uint32_t)(*s++ - '0');
	return s > start && !text_is_digit(*s) ? s : NULL;
}

/* "S01E02", "s1.e2", "S01 - E02", "S2003E02" */
static bool
is_long_form(const char *s, struct episode *e)
{
	if (*s != 'S' && *s != 's')
		return false;
	if ((s = read_digits(s + 1, YEAR_DIGITS, &e->season)) == NULL)
		return false;
	while (is_gap(*s))
		s++;
	return (*s == 'E' || *s == 'e') &&
	    read_digits(s + 1, EPISODE_DIGITS, &e->episode) != NULL;
}

/* "1x02"; two digits at least behind it, and so no "2x4" of a workshop. */
static bool
is_short_form(const char *s, struct episode *e)
{
	const char *x = read_digits(s, SEASON_DIGITS, &e->season);

	return x != NULL && (*x == 'x' || *x == 'X') && text_is_digit(x[1]) &&
	    text_is_digit(x[2]) &&
	    read_digits(x + 1, EPISODE_DIGITS - 1, &e->episode) != NULL;
}

/* Where the marker begins in a name, or NULL. */
static const char *
find_marker(const char *name, struct episode *e)
{
	const char *s;

	for (s = name; *s != '\0'; s++) {
		if (s > name && (text_is_letter(s[-1]) || text_is_digit(s[-1])))
			continue;
		if (is_long_form(s, e) || is_short_form(s, e))
			return s;
	}
	return NULL;
}

/* "the.name_of - " as "the name of". */
static void
take_series(const char *name, size_t len, struct episode *e)
{
	char plain[MEDIA_TEXT_BYTES];
	size_t n = 0, i;

	while (len > 0 && (is_gap(name[len - 1]) || name[len - 1] == '[' ||
	    name[len - 1] == '('))
		len--;
	for (i = 0; i < len && n + 1 < sizeof(plain); i++)
		plain[n++] = name[i] == '_' || name[i] == '.' ? ' ' : name[i];
	text_clean(plain, n, e->series, sizeof(e->series));
}

/* "Season 1", "Staffel 02", "S1", "Season 3 (2006)", "Specials": no series is
   called that. */
static bool
is_season_folder(const char *name, size_t len)
{
	static const char *const words[] = {
		"season", "staffel", "saison", "stagione", "temporada",
		"seizoen", "series", "s",
	};
	size_t i, n;

	if (len == 8 && strncasecmp(name, "specials", len) == 0)
		return true;
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		n = strlen(words[i]);
		if (len <= n || strncasecmp(name, words[i], n) != 0)
			continue;
		while (n < len && is_gap(name[n]))
			n++;
		if (n == len)
			continue;
		while (n < len && text_is_digit(name[n]))
			n++;
		if (text_is_digit(name[n - 1]) && (n == len || is_gap(name[n])))
			return true;
	}
	return false;
}

/* The nearest folder above that can be a series. */
static void
take_folder(const char *path, const char *end, struct episode *e)
{
	const char *start;

	while (end > path) {
		for (start = end; start > path && start[-1] != '/'; start--)
			continue;
		if (!is_season_folder(start, (size_t)(end - start))) {
			take_series(start, (size_t)(end - start), e);
			return;
		}
		end = start > path ? start - 1 : path;
	}
}

bool
episode_by_path(const char *path, struct episode *e)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	const char *marker;

	memset(e, 0, sizeof(*e));
	if ((marker = find_marker(name, e)) == NULL)
		return false;
	take_series(name, (size_t)(marker - name), e);
	if (e->series[0] == '\0' && slash != NULL)
		take_folder(path, slash, e);
	return e->series[0] != '\0';
}
