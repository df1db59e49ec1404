/*
 * How long laresd waits before it starts a program again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "server/parent/backoff.h"

static void
test_young_deaths(void **state)
{
	static const int64_t waits[] = { 0, 250, 500, 1000, 2000, 4000,
	    8000, 16000, 30000, 30000, 30000 };
	struct backoff b = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(waits) / sizeof(waits[0]); i++)
		assert_int_equal(backoff_after(&b, 10), waits[i]);
	for (i = 0; i < 1000; i++)		/* and never overflows */
		assert_int_equal(backoff_after(&b, 59999), 30000);
}

static void
test_long_life(void **state)
{
	struct backoff b = { 0 };

	(void)state;
	assert_int_equal(backoff_after(&b, 0), 0);
	assert_int_equal(backoff_after(&b, 0), 250);
	assert_int_equal(backoff_after(&b, 60000), 0);
	assert_int_equal(backoff_after(&b, 59999), 250);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_young_deaths),
		cmocka_unit_test(test_long_life),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
