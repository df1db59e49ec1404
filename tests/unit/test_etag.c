/* Entity tags, and lists of them as clients send them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "server/http/etag.h"

static void
has_sixteen_digits(void **state)
{
	(void)state;
	assert_string_equal(etag_format(0).s, "\"0000000000000000\"");
	assert_string_equal(etag_format(UINT64_MAX).s,
	    "\"ffffffffffffffff\"");
}

static void
is_found_in_lists(void **state)
{
	static const struct {
		const char	*list;
		bool		 strong, weak;
	} cases[] = {
		{ "\"a,b\"", true, true },
		{ "W/\"a,b\"", false, true },
		{ "*", true, true },
		{ " , *", true, true },
		{ "\"x\", \"a,b\"", true, true },
		{ "\"x\",W/\"y\"\t,,\"a,b\",", true, true },
		{ "\"x\" \"a,b\"", true, true },
		{ "", false, false },
		{ ",", false, false },
		{ "a,b", false, false },
		{ "\"a,b", false, false },
		{ "\"a\"", false, false },
		{ "\"a,b \"", false, false },
		{ "\"A,B\"", false, false },
		{ "w/\"a,b\"", false, false },
		{ "W/", false, false },
		{ "*, \"x\"", false, false },
		{ "x, \"a,b\"", false, false },
		{ "\"\"", false, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (etag_is_listed(cases[i].list, "\"a,b\"", false) !=
		    cases[i].strong || etag_is_listed(cases[i].list,
		    "\"a,b\"", true) != cases[i].weak)
			fail_msg("%s", cases[i].list);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(has_sixteen_digits),
		cmocka_unit_test(is_found_in_lists),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
