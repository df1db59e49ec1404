#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "server/upnp/time_seek.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))
#define OPEN		UINT64_MAX

static void
test_parse(void **state)
{
	static const struct {
		const char	*value;
		uint64_t	 start_ms, end_ms;
	} cases[] = {
		{ "npt=0-", 0, OPEN }, { "npt=10-", 10000, OPEN },
		{ "NPT=335.11-336.08", 335110, 336080 },
		{ "npt=0.5-1.25", 500, 1250 },
		{ "npt=1.0009-1.9999", 1000, 1999 },
		{ "npt=00:05:35.3-00:05:37.5", 335300, 337500 },
		{ "npt=1:2:3-", 3723000, OPEN },
		{ "npt=100:00:00-", 360000000, OPEN },
		{ "npt=0:59:59.999-3600", 3599999, 3600000 },
		{ "npt=00010-0011", 10000, 11000 },
		{ "npt=5-99999999999999999999999", 5000, SEEK_TIME_MAX_MS },
		{ "npt=9999999999999999999:00:00-", SEEK_TIME_MAX_MS, OPEN },
	};
	static const char *const wrong[] = {
		"", "npt", "npt=", "npt=-", "npt=-5", "npt=5", "10-20",
		"bytes=0-", "npt=a-b", "npt=5-4", "npt=5-5", "npt=5.-6",
		"npt=.5-6", "npt=5-6-", "npt=5-6 ", "npt= 5-6", "npt=5 -6",
		"npt=+5-6", "npt=now-", "npt=0:60:00-", "npt=0:00:60-",
		"npt=0:000:00-", "npt=0:00-", "npt=0:00:-", "npt=0::0-",
		"npt=0:0:0:0-", "npt=1-2/3", "npt=1e3-", "npt=1,5-2",
		"npt=99999999999:00:00-99999999999:00:00",
	};
	uint64_t start, end;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		start = end = 1;
		if (time_seek_parse(cases[i].value, &start, &end) == -1 ||
		    start != cases[i].start_ms || end != cases[i].end_ms)
			fail_msg("%s: %ju-%ju", cases[i].value,
			    (uintmax_t)start, (uintmax_t)end);
	}
	for (size_t i = 0; i < COUNT(wrong); i++) {
		start = 17;
		if (time_seek_parse(wrong[i], &start, &end) == 0)
			fail_msg("%s: %ju-%ju", wrong[i], (uintmax_t)start,
			    (uintmax_t)end);
		assert_int_equal(start, 17);
	}
}

static void
test_format(void **state)
{
	static const struct seek_part part = { 4870, 65007, 188, 1879 },
	    most = { UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX };
	char text[TIME_SEEK_BYTES];

	(void)state;
	time_seek_format(text, &part, 3600000, 5000000000);
	assert_string_equal(text, "npt=4.870-65.007/3600.000 "
	    "bytes=188-1879/5000000000");
	time_seek_format(text, &most, UINT64_MAX, UINT64_MAX);
	assert_non_null(strstr(text, "/18446744073709551615"));
	time_seek_format_available(text, 3600001, 1000);
	assert_string_equal(text, "1 npt=0.000-3600.001 bytes=0-999");
	time_seek_format_available(text, 3600001, 0);
	assert_string_equal(text, "1 npt=0.000-3600.001");
	time_seek_format_available(text, 0, 1000);
	assert_string_equal(text, "1 bytes=0-999");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_format),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
