#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "scanner/probe/date.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

static void
reads_dates_as_they_are_written(void **state)
{
	static const char *const cases[][2] = {
		{ "2004", "2004" },
		{ " 2004 ", "2004" },
		{ "2004-05", "2004-05" },
		{ "2004-05-12", "2004-05-12" },
		{ "2004/05/12", "2004-05-12" },
		{ "2004.05.12", "2004-05-12" },
		{ "20040512", "2004-05-12" },
		{ "20040512T101112", "2004-05-12" },
		{ "20041399", "2004" },
		{ "2004:05:12 10:11:12", "2004-05-12T10:11:12" },
		{ "2004-05-12T10:11:12", "2004-05-12T10:11:12" },
		{ "2004-05-12T10:11:12.500000Z", "2004-05-12T10:11:12" },
		{ "2004-05-12T10:11:12+0200", "2004-05-12T10:11:12" },
		{ "2004-05-12 10:11", "2004-05-12T10:11:00" },
		{ "2004-05-12T25:00:00", "2004-05-12" },
		{ "2004-00-00", "2004" },
		{ "2004-13-01", "2004" },
		{ "2004-05-32", "2004-05" },
		{ "Mon Mar 10 15:04:43 2003", "2003" },
		{ "12.05.2004", "2004" },
		{ "May 2004", "2004" },
	};
	char out[MEDIA_NAME_BYTES];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		assert_true(date_parse(cases[i][0], out));
		assert_string_equal(out, cases[i][1]);
		assert_true(strlen(out) == 19 || strlen(out) <= 10);
	}
}

static void
sees_when_there_is_none(void **state)
{
	static const char *const cases[] = {
		"", "   ", "0000", "0000:00:00 00:00:00", "    :  :     :  :  ",
		"04", "12345", "123456789", "none", "\xFF\xFE", "99999999",
	};
	char out[MEDIA_NAME_BYTES] = "kept";
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++)
		assert_false(date_parse(cases[i], out));
	assert_string_equal(out, "kept");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_dates_as_they_are_written),
		cmocka_unit_test(sees_when_there_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
