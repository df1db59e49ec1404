#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "server/discovery/schedule.h"

#define SEC		1000
#define START		(1000 * SEC)
#define INTERVAL	(895 * SEC)
#define MAX_AGE		(14400 * SEC)
#define DEADLINE	(13500 * SEC)	/* fifteen sixteenths of it */
#define RENEWAL		(7170 * SEC)	/* libupnp's own */

static struct schedule
make(void)
{
	struct schedule s;

	schedule_init(&s, INTERVAL / SEC, MAX_AGE / SEC, START);
	assert_true(schedule_admit(&s, START));
	return s;
}

static void
quiet(void **state)
{
	struct schedule s = make();

	(void)state;
	assert_int_equal(schedule_due(&s), START + INTERVAL);
	schedule_sent_alive(&s, START + INTERVAL + 3);
	assert_int_equal(schedule_due(&s), START + 2 * INTERVAL + 3);
	assert_true(schedule_admit(&s, START + RENEWAL));
	assert_int_equal(schedule_due(&s), START + RENEWAL + INTERVAL);
}

static void
streaming(void **state)
{
	struct schedule s = make();

	(void)state;
	schedule_set_streaming(&s, true, START + 10);
	assert_int_equal(schedule_due(&s), START + DEADLINE);
	assert_false(schedule_admit(&s, START + RENEWAL));
	assert_false(schedule_admit(&s, START + DEADLINE - SEC));
	/* it must be renewed in the end; then it is quiet again */
	assert_true(schedule_admit(&s, START + DEADLINE));
	assert_int_equal(schedule_due(&s), START + 2 * DEADLINE);
}

/* After a stream, an interval of quiet first, and never past the deadline. */
static void
after_a_stream(void **state)
{
	struct schedule s = make();

	(void)state;
	schedule_set_streaming(&s, true, START + 10);
	schedule_set_streaming(&s, true, START + 20);
	schedule_set_streaming(&s, false, START + 5000 * SEC);
	assert_int_equal(schedule_due(&s), START + 5000 * SEC + INTERVAL);
	assert_false(schedule_admit(&s, START + 5000 * SEC + INTERVAL - SEC));
	assert_true(schedule_admit(&s, START + 5000 * SEC + INTERVAL));

	s = make();
	schedule_set_streaming(&s, true, START + 10);
	schedule_set_streaming(&s, false, START + DEADLINE - 5);
	schedule_set_streaming(&s, false, START + DEADLINE - 1);
	assert_int_equal(schedule_due(&s), START + DEADLINE);

	/* a short one just after a set changes nothing */
	s = make();
	schedule_set_streaming(&s, true, START);
	schedule_set_streaming(&s, false, START);
	assert_int_equal(schedule_due(&s), START + INTERVAL);
}

/* A set is let through, or held back, as a whole. */
static void
whole_sets(void **state)
{
	struct schedule s = make();

	(void)state;
	schedule_set_streaming(&s, true, START + 10);
	assert_true(schedule_admit(&s, START + DEADLINE));
	assert_true(schedule_admit(&s, START + DEADLINE + 10));
	assert_true(schedule_admit(&s, START + DEADLINE + 200));
	/* the next one is judged anew, and stays held when the stream ends */
	assert_false(schedule_admit(&s, START + DEADLINE + SEC));
	schedule_set_streaming(&s, false, START + DEADLINE + SEC + 10);
	assert_false(schedule_admit(&s, START + DEADLINE + SEC + 10));
}

static void
intervals(void **state)
{
	static const struct {
		unsigned	interval;
		unsigned	max_age;
		int64_t		due;
	} cases[] = {
		{ 895, 14400, 895 },
		{ 1, 14400, 1 },
		{ 0, 14400, 1 },
		{ 7200, 14400, 7200 },
		{ 86400, 14400, 7200 },
		{ 895, 64, 32 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct schedule s;

		schedule_init(&s, cases[i].interval, cases[i].max_age, START);
		assert_int_equal(schedule_due(&s), START +
		    cases[i].due * SEC);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quiet),
		cmocka_unit_test(streaming),
		cmocka_unit_test(after_a_stream),
		cmocka_unit_test(whole_sets),
		cmocka_unit_test(intervals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
