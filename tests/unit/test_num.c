#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "common/num.h"

static void
strict_decimal(void **state)
{
	static const struct {
		const char	*text;
		uint64_t	 max;
		int		 result;
		uint64_t	 value;
	} cases[] = {
		{ "0", 0, 0, 0 },
		{ "007", 9, 0, 7 },
		{ "4294967295", UINT32_MAX, 0, UINT32_MAX },
		{ "4294967296", UINT32_MAX, -1, 0 },
		{ "18446744073709551615", UINT64_MAX, 0, UINT64_MAX },
		{ "18446744073709551616", UINT64_MAX, -1, 0 },
		{ "99999999999999999999999", UINT64_MAX, -1, 0 },
		{ "5", 4, -1, 0 },
		{ "10", 9, -1, 0 },
		{ "", 9, -1, 0 },
		{ "-1", 9, -1, 0 },
		{ "+1", 9, -1, 0 },
		{ " 1", 9, -1, 0 },
		{ "1 ", 9, -1, 0 },
		{ "1x", 99, -1, 0 },
		{ "0x1", 99, -1, 0 },
		{ "1.0", 99, -1, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		uint64_t n = 77;
		int result = num_parse(cases[i].text, cases[i].max, &n);

		assert_int_equal(result, cases[i].result);
		assert_int_equal(n, result == 0 ? cases[i].value : 77);
	}
}

static void
length_bounds(void **state)
{
	uint64_t n;

	(void)state;
	assert_int_equal(num_parse_len("123", 2, 99, &n), 0);
	assert_int_equal(n, 12);
	assert_int_equal(num_parse_len("1\0002", 3, 99, &n), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strict_decimal),
		cmocka_unit_test(length_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
