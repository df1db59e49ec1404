#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "server/discovery/allowance.h"

static struct in_addr
source(uint32_t n)
{
	return (struct in_addr){ .s_addr = htonl(0x0a000000 + n) };
}

/* Takes one answer after the other until there are no more. */
static unsigned
drain(struct allowance *a, uint32_t n, int64_t now_ms)
{
	unsigned taken = 0;

	while (taken < 100000 && allowance_take(a, source(n), 1, now_ms))
		taken++;
	return taken;
}

static void
one_source(void **state)
{
	struct allowance a;

	(void)state;
	memset(&a, 0, sizeof a);
	assert_int_equal(drain(&a, 1, 5000), ALLOWANCE_BURST);
	assert_int_equal(drain(&a, 1, 5000), 0);
	assert_int_equal(drain(&a, 1, 6000), ALLOWANCE_PER_SEC);
	assert_int_equal(drain(&a, 1, 6100), ALLOWANCE_PER_SEC / 10);
	/* never more than the burst, however long it was quiet */
	assert_int_equal(drain(&a, 1, 86400000), ALLOWANCE_BURST);
}

/* A drop every millisecond must not keep the bucket from filling. */
static void
fills_in_small_steps(void **state)
{
	struct allowance a;
	unsigned taken = 0;

	(void)state;
	memset(&a, 0, sizeof a);
	drain(&a, 1, 1000);
	for (int64_t ms = 1001; ms <= 3000; ms++)
		taken += drain(&a, 1, ms);
	assert_int_equal(taken, 2 * ALLOWANCE_PER_SEC);
}

/* A question is answered whole or not at all. */
static void
all_or_nothing(void **state)
{
	struct allowance a;

	(void)state;
	memset(&a, 0, sizeof a);
	for (unsigned i = 0; i < ALLOWANCE_BURST - 5; i++)
		assert_true(allowance_take(&a, source(1), 1, 0));
	assert_false(allowance_take(&a, source(1), 6, 0));
	assert_true(allowance_take(&a, source(1), 5, 0));
	assert_false(allowance_take(&a, source(1), 1, 0));
}

/* 2,000 searches for everything in two seconds, of 94 bytes each, answered by
   some 2,000 bytes: at most three times as much out as in, and room left. */
static void
flood(void **state)
{
	struct allowance a;
	unsigned answered = 0;

	(void)state;
	memset(&a, 0, sizeof a);
	for (int64_t ms = 0; ms < 2000; ms++) {
		answered += allowance_take(&a, source(1), 6, ms);
		if (ms % 100 == 0)
			assert_true(allowance_take(&a, source(2), 1, ms));
	}
	assert_true(answered > 0);
	assert_true(answered * 2100 <= 3 * 2000 * 94);
}

/* More sources than the table holds: bounded by the common bucket. */
static void
many_sources(void **state)
{
	struct allowance a;
	unsigned taken = 0;

	(void)state;
	memset(&a, 0, sizeof a);
	for (uint32_t n = 0; n < 10 * ALLOWANCE_SOURCES; n++)
		taken += drain(&a, n, 0);
	assert_int_equal(taken, ALLOWANCE_ALL_BURST);
	/* the quietest is forgotten first, a busy one is not */
	memset(&a, 0, sizeof a);
	assert_int_equal(drain(&a, 1, 0), ALLOWANCE_BURST);
	for (uint32_t n = 2; n < ALLOWANCE_SOURCES + 100; n++) {
		assert_true(allowance_take(&a, source(n), 1, n * 10));
		if (n % 50 == 0)
			drain(&a, 1, n * 10);
	}
	assert_true(drain(&a, 1, (ALLOWANCE_SOURCES + 100) * 10) <
	    ALLOWANCE_BURST);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_source),
		cmocka_unit_test(fills_in_small_steps),
		cmocka_unit_test(all_or_nothing),
		cmocka_unit_test(flood),
		cmocka_unit_test(many_sources),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
