/* MACs and addresses as text, and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/station.h"

static void
test_text(void **state)
{
	static const struct {
		const char	*text, *again;	/* NULL: it is none */
	} cases[] = {
		{ "00:11:22:aa:bb:cc", "00:11:22:aa:bb:cc" },
		{ "0A-1b-2C-dd-EE-9f", "0a:1b:2c:dd:ee:9f" },
		{ "192.168.1.20", "192.168.1.20" },
		{ "", NULL }, { "0", NULL }, { "00", NULL },
		{ "00:11:22:aa:bb:cc ", NULL }, { "00:11:22:aa:bb:c", NULL },
		{ "00:11:22:aa:bb", NULL }, { "00:11:22:aa:bb:cc:dd", NULL },
		{ "00:11:22:aa:bb-cc", NULL }, { "00.11.22.aa.bb.cc", NULL },
		{ "0g:11:22:aa:bb:cc", NULL }, { "g0:11:22:aa:bb:cc", NULL },
		{ "192.168.1", NULL }, { "192.168.1.256", NULL },
		{ "192.168.1.20/32", NULL }, { "::1", NULL },
	};
	struct station s;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(station_parse(cases[i].text, &s),
		    cases[i].again != NULL ? 0 : -1);
		if (cases[i].again != NULL)
			assert_string_equal(station_text(&s).s,
			    cases[i].again);
	}
}

static void
test_device(void **state)
{
	static const struct {
		const char	*text;
		bool		 device;
	} cases[] = {
		{ "00:11:22:aa:bb:cc", true }, { "02:00:00:00:00:00", true },
		{ "00:00:00:00:00:01", true }, { "10.0.0.1", true },
		{ "00:00:00:00:00:00", false }, { "01:00:5e:00:00:fb", false },
		{ "33:33:00:00:00:01", false }, { "ff:ff:ff:ff:ff:ff", false },
	};
	struct station s;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(station_parse(cases[i].text, &s), 0);
		assert_int_equal(station_is_device(&s), cases[i].device);
	}
}

static bool
same(const char *a, const char *b)
{
	struct station one, two;

	assert_int_equal(station_parse(a, &one), 0);
	assert_int_equal(station_parse(b, &two), 0);
	return station_same(&one, &two);
}

static void
test_number(void **state)
{
	static const char *const names[] = { "00:11:22:aa:bb:cc",
	    "ff:ff:ff:ff:ff:ff", "00:00:00:00:00:00", "0.0.0.0", "10.0.0.1",
	    "255.255.255.255" };
	const size_t n = sizeof(names) / sizeof(names[0]);
	struct station s, other;

	(void)state;
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(station_parse(names[i], &s), 0);
		assert_int_not_equal(station_number(&s), 0);
		other = station_of_number(station_number(&s));
		assert_string_equal(station_text(&other).s, names[i]);
		for (size_t k = 0; k < i; k++) {
			assert_int_equal(station_parse(names[k], &other), 0);
			assert_true(station_number(&s) !=
			    station_number(&other));
		}
	}
}

static void
test_same(void **state)
{
	(void)state;
	assert_true(same("00:11:22:aa:bb:cc", "00-11-22-AA-BB-CC"));
	assert_false(same("00:11:22:aa:bb:cc", "00:11:22:aa:bb:cd"));
	assert_true(same("10.0.0.1", "10.0.0.1"));
	assert_false(same("10.0.0.1", "10.0.0.2"));
	assert_false(same("0.0.0.0", "00:00:00:00:00:00"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_device),
		cmocka_unit_test(test_number),
		cmocka_unit_test(test_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
