/* IMF-fixdate: known dates, and every day of 800 years against gmtime(3). */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "server/http/date.h"

static void
test_known(void **state)
{
	static const struct {
		int64_t		 seconds;
		const char	*text;
	} cases[] = {
		{ 784111777, "Sun, 06 Nov 1994 08:49:37 GMT" },
		{ 0, "Thu, 01 Jan 1970 00:00:00 GMT" },
		{ 951782399, "Mon, 28 Feb 2000 23:59:59 GMT" },
		{ 951782400, "Tue, 29 Feb 2000 00:00:00 GMT" },
		{ 4107542400, "Mon, 01 Mar 2100 00:00:00 GMT" },
		{ -1, "Thu, 01 Jan 1970 00:00:00 GMT" },
		{ INT64_MIN, "Thu, 01 Jan 1970 00:00:00 GMT" },
		{ INT64_MAX, "Fri, 31 Dec 9999 23:59:59 GMT" },
	};
	char text[DATE_BYTES];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		date_format(cases[i].seconds, text);
		assert_string_equal(text, cases[i].text);
	}
}

static void
test_every_day(void **state)
{
	char text[DATE_BYTES], expected[64];
	struct tm tm;
	time_t t;
	int day;

	(void)state;
	for (day = 0; day < 800 * 366; day++) {
		t = (time_t)day * 86400 + day % 86400;
		gmtime_r(&t, &tm);
		strftime(expected, sizeof(expected),
		    "%a, %d %b %Y %H:%M:%S GMT", &tm);
		date_format(t, text);
		assert_string_equal(text, expected);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known),
		cmocka_unit_test(test_every_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
