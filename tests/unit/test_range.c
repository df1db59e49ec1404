/* Range headers against files of several sizes. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/http/range.h"

#define G5	UINT64_C(5368709120)		/* a film beyond 4 GiB */

static void
test_range(void **state)
{
	static const struct {
		const char	*value;
		uint64_t	 size;
		enum range_result result;
		uint64_t	 first, last;
	} cases[] = {
		{ "bytes=0-0", 10, RANGE_PART, 0, 0 },
		{ "bytes=0-", 10, RANGE_PART, 0, 9 },
		{ "bytes=2-5", 10, RANGE_PART, 2, 5 },
		{ "bytes=9-9", 10, RANGE_PART, 9, 9 },
		{ "bytes=9-", 10, RANGE_PART, 9, 9 },
		{ "bytes=2-10", 10, RANGE_PART, 2, 9 },
		{ "bytes=2-99999999999999999999", 10, RANGE_PART, 2, 9 },
		{ "bytes=-1", 10, RANGE_PART, 9, 9 },
		{ "bytes=-10", 10, RANGE_PART, 0, 9 },
		{ "bytes=-11", 10, RANGE_PART, 0, 9 },
		{ "bytes=-99999999999999999999", 10, RANGE_PART, 0, 9 },
		{ "Bytes=0-0", 10, RANGE_PART, 0, 0 },
		{ "bytes= 0-0", 10, RANGE_PART, 0, 0 },
		{ "bytes=000-001", 10, RANGE_PART, 0, 1 },

		{ "bytes=4294967296-4294967299", G5, RANGE_PART,
		    UINT64_C(4294967296), UINT64_C(4294967299) },
		{ "bytes=5368709119-", G5, RANGE_PART, G5 - 1, G5 - 1 },
		{ "bytes=-4294967297", G5, RANGE_PART,
		    G5 - UINT64_C(4294967297), G5 - 1 },
		{ "bytes=0-18446744073709551615", UINT64_MAX, RANGE_PART, 0,
		    UINT64_MAX - 1 },

		{ "bytes=10-", 10, RANGE_UNSATISFIABLE, 0, 0 },
		{ "bytes=10-10", 10, RANGE_UNSATISFIABLE, 0, 0 },
		{ "bytes=99999999999999999999-", 10, RANGE_UNSATISFIABLE,
		    0, 0 },
		{ "bytes=18446744073709551615-", UINT64_MAX,
		    RANGE_UNSATISFIABLE, 0, 0 },
		{ "bytes=-0", 10, RANGE_UNSATISFIABLE, 0, 0 },
		{ "bytes=0-", 0, RANGE_UNSATISFIABLE, 0, 0 },
		{ "bytes=0-0", 0, RANGE_UNSATISFIABLE, 0, 0 },

		{ "bytes=-5", 0, RANGE_NONE, 0, 0 },
		{ "bytes=5-2", 10, RANGE_NONE, 0, 0 },
		{ "bytes=50-20", 10, RANGE_NONE, 0, 0 },
		{ "bytes=0-1,4-5", 10, RANGE_NONE, 0, 0 },
		{ "bytes=0-1,", 10, RANGE_NONE, 0, 0 },
		{ "bytes=,0-1", 10, RANGE_NONE, 0, 0 },
		{ "bytes=", 10, RANGE_NONE, 0, 0 },
		{ "bytes=-", 10, RANGE_NONE, 0, 0 },
		{ "bytes=--1", 10, RANGE_NONE, 0, 0 },
		{ "bytes=1", 10, RANGE_NONE, 0, 0 },
		{ "bytes=a-b", 10, RANGE_NONE, 0, 0 },
		{ "bytes=0-5x", 10, RANGE_NONE, 0, 0 },
		{ "bytes=0-5 ", 10, RANGE_NONE, 0, 0 },
		{ "bytes=0x0-5", 10, RANGE_NONE, 0, 0 },
		{ "bytes=+0-5", 10, RANGE_NONE, 0, 0 },
		{ "bytes=0 - 5", 10, RANGE_NONE, 0, 0 },
		{ "bytes =0-5", 10, RANGE_NONE, 0, 0 },
		{ "bytes:0-5", 10, RANGE_NONE, 0, 0 },
		{ "seconds=0-5", 10, RANGE_NONE, 0, 0 },
		{ "0-5", 10, RANGE_NONE, 0, 0 },
		{ "", 10, RANGE_NONE, 0, 0 },
	};
	uint64_t first, last;
	enum range_result r;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		first = last = 0;
		r = range_parse(cases[i].value, cases[i].size, &first, &last);
		if (r != cases[i].result || first != cases[i].first ||
		    last != cases[i].last)
			fail_msg("'%s': %d %ju-%ju", cases[i].value, (int)r,
			    (uintmax_t)first, (uintmax_t)last);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_range),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
