/*
 * The date of an answer. Process: lares-http. Pure: gmtime(3) and strftime(3)
 * would read the time zone file and the locale, in a process that may not open
 * files.
 */

#include <stdio.h>

#include "server/http/date.h"

#define DAY_SEC		86400
#define LAST_SEC	INT64_C(253402300799)	/* 31 Dec 9999 23:59:59 */

struct day {
	unsigned	year, month, mday;	/* month and mday from 1 */
};

/*
 * A day since 1 Jan 1970 as a date. Years are counted from 1 March of year 0,
 * so that the leap day is the last of its year: then month lengths follow
 * (153 m + 2) / 5, and 400 years have 146097 days.
 */
static struct day
day_from_1970(uint64_t days)
{
	uint64_t d = days + 719468;	/* 1 Mar 0000 to 1 Jan 1970 */
	unsigned era_day = (unsigned)(d % 146097);
	unsigned era_year = (era_day - era_day / 1460 + era_day / 36524 -
	    era_day / 146096) / 365;
	unsigned year_day = era_day -
	    (365 * era_year + era_year / 4 - era_year / 100);
	unsigned m = (5 * year_day + 2) / 153;	/* 0 is March */
	struct day r;

	r.year = (unsigned)(d / 146097) * 400 + era_year + (m >= 10);
	r.month = m < 10 ? m + 3 : m - 9;
	r.mday = year_day - (153 * m + 2) / 5 + 1;
	return r;
}

void
date_format(int64_t seconds, char out[DATE_BYTES])
{
	static const char weekdays[][4] = {
		"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed",
	};
	static const char months[][4] = {
		"Jan", "Feb", "Mar", "Apr", "May", "Jun",
		"Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
	};
	unsigned days, left;
	struct day day;

	if (seconds < 0)
		seconds = 0;
	if (seconds > LAST_SEC)
		seconds = LAST_SEC;
	days = (unsigned)(seconds / DAY_SEC);
	left = (unsigned)(seconds % DAY_SEC);
	day = day_from_1970(days);
	snprintf(out, DATE_BYTES, "%s, %02u %s %04u %02u:%02u:%02u GMT",
	    weekdays[days % 7], day.mday % 100, months[day.month - 1],
	    day.year % 10000, left / 3600, left / 60 % 60, left % 60);
}
