/*
 * What drones write beside their videos, as subtitles: where they were. Pure;
 * in lares-probe only.
 */
#include <string.h>
#include <strings.h>

#include "scanner/probe/flight_log.h"
#include "scanner/probe/rest.h"

#define BETWEEN_MAX	8	/* characters between a word and its number */
#define DEGREES_MAX	3	/* digits */
#define FRACTION_MIN	2	/* of them behind the point */

static bool
is_degrees(struct rest r)
{
	static const char digits[] = "0123456789";

	return rest_skip(&r, digits, DEGREES_MAX) > 0 &&
	    rest_skip(&r, ".", 1) == 1 &&
	    rest_skip(&r, digits, FRACTION_MIN) == FRACTION_MIN;
}

/* A word at the start, and a position behind it. */
static bool
begins(struct rest r)
{
	static const char *const words[] = {
		"gps", "home(", "latitude", "longitude", "longtitude",
	};
	size_t i, len;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		len = strlen(words[i]);
		if (len > r.len || strncasecmp(r.at, words[i], len) != 0)
			continue;
		r.at += len;
		r.len -= len;
		rest_skip(&r, " \t:=([+-NSEWnsew", BETWEEN_MAX);
		return is_degrees(r);
	}
	return false;
}

bool
flight_log_is(const char *text, size_t len)
{
	struct rest r = { text, len };

	for (; r.len > 0; r.at++, r.len--)
		if (strchr("GgHhLl", *r.at) != NULL && *r.at != '\0' &&
		    begins(r))
			return true;
	return false;
}
