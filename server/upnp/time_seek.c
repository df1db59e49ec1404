/*
 * DLNA's seek by time, in words. Pure, in lares-http. Section numbers are those
 * of the DLNA guidelines as other servers quote them.
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "server/upnp/time_seek.h"

#define SECONDS_MAX	(SEEK_TIME_MAX_MS / 1000)	/* any file is shorter */

/* Digits; a number that is larger than max is max. */
static bool
take_number(const char **s, uint64_t max, uint64_t *n)
{
	const char *start = *s;

	for (*n = 0; isdigit((unsigned char)**s); (*s)++)
		if ((*n = *n * 10 + (uint64_t)(**s - '0')) > max)
			*n = max;
	return *s != start;
}

/* ":mm" or ":ss", one digit or two. */
static bool
take_sixtieth(const char **s, uint64_t *n)
{
	const char *start = *s + 1;

	if (**s != ':')
		return false;
	*s = start;
	return take_number(s, 60, n) && *s - start <= 2 && *n < 60;
}

/* ".5", in milliseconds; what is finer does not count. */
static bool
take_fraction(const char **s, uint64_t *ms)
{
	unsigned worth = 100;

	*ms = 0;
	if (**s != '.')
		return true;
	if (!isdigit((unsigned char)*++*s))
		return false;
	for (; isdigit((unsigned char)**s); (*s)++, worth /= 10)
		*ms += worth * (unsigned)(**s - '0');
	return true;
}

static bool
take_time(const char **s, uint64_t *ms)
{
	uint64_t seconds, minutes = 0, hours = 0, rest;

	if (!take_number(s, SECONDS_MAX, &seconds))
		return false;
	if (**s == ':') {
		hours = seconds;
		if (!take_sixtieth(s, &minutes) || !take_sixtieth(s, &seconds))
			return false;
	}
	if (!take_fraction(s, &rest))
		return false;
	*ms = ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest;
	if (*ms > SEEK_TIME_MAX_MS)
		*ms = SEEK_TIME_MAX_MS;
	return true;
}

int
time_seek_parse(const char *value, uint64_t *start_ms, uint64_t *end_ms)
{
	uint64_t start, end = UINT64_MAX;

	if (strncasecmp(value, "npt=", 4) != 0)
		return -1;
	value += 4;
	if (!take_time(&value, &start) || *value++ != '-')
		return -1;
	if (*value != '\0' && (!take_time(&value, &end) || *value != '\0'))
		return -1;
	if (end <= start)
		return -1;
	*start_ms = start;
	*end_ms = end;
	return 0;
}

#define TIME		"%" PRIu64 ".%03u"
#define SPLIT(ms)	(ms) / 1000, (unsigned)((ms) % 1000)

void
time_seek_format(char out[TIME_SEEK_BYTES], const struct seek_part *part,
    uint64_t duration_ms, uint64_t size)
{
	snprintf(out, TIME_SEEK_BYTES, "npt=" TIME "-" TIME "/" TIME
	    " bytes=%" PRIu64 "-%" PRIu64 "/%" PRIu64, SPLIT(part->start_ms),
	    SPLIT(part->end_ms), SPLIT(duration_ms), part->first, part->last,
	    size);
}

void
time_seek_format_available(char out[TIME_SEEK_BYTES], uint64_t duration_ms,
    uint64_t size)
{
	char time[TIME_SEEK_BYTES / 2] = "", bytes[TIME_SEEK_BYTES / 2] = "";

	if (duration_ms != 0)
		snprintf(time, sizeof(time), " npt=0.000-" TIME,
		    SPLIT(duration_ms));
	if (size != 0)
		snprintf(bytes, sizeof(bytes), " bytes=0-%" PRIu64, size - 1);
	snprintf(out, TIME_SEEK_BYTES, "1%s%s", time, bytes);
}
