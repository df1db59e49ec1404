#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/seek_table.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

static void
fill(struct seek_table *t, const struct seek_point *points, size_t n)
{
	seek_table_init(t);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(seek_table_add(t, &points[i]), 0);
}

/* Of ten seconds and 100000 bytes: key points at 0, 1, 2 and 6 s. */
static const struct seek_point points[] = {
	{ 0, 0, true }, { 800, 9000, false }, { 1000, 10000, true },
	{ 2000, 25000, true }, { 2800, 26000, false }, { 3700, 27000, false },
	{ 4600, 60000, false }, { 5500, 60188, false }, { 6000, 70000, true },
	{ 6800, 80000, false }, { 7700, 90000, false }, { 8600, 99000, false },
	{ 8600, 99188, false }, { 9400, 99900, false },
};

static void
test_find(void **state)
{
	static const struct {
		uint64_t	 start_ms, end_ms;
		struct seek_part part;
	} cases[] = {
		/* all of it, and ends that are beyond it */
		{ 0, UINT64_MAX, { 0, 10000, 0, 99999 } },
		{ 0, 10000, { 0, 10000, 0, 99999 } },
		{ 300, 9999, { 0, 10000, 0, 99999 } },
		/* the nearest key point within half a second */
		{ 500, 5000, { 0, 5500, 0, 60187 } },
		{ 501, 5000, { 1000, 5500, 10000, 60187 } },
		{ 800, 1000, { 1000, 2000, 10000, 24999 } },
		{ 1499, 1500, { 1000, 2000, 10000, 24999 } },
		{ 1500, 1501, { 1000, 2000, 10000, 24999 } },
		{ 1501, 1502, { 2000, 2800, 25000, 25999 } },
		{ 2450, 3700, { 2000, 3700, 25000, 26999 } },
		{ 5600, 6000, { 6000, 6800, 70000, 79999 } },
		/* none is: the nearest of the others */
		{ 2501, 3700, { 2800, 3700, 26000, 26999 } },
		{ 4000, 4600, { 3700, 4600, 27000, 59999 } },
		{ 4400, 4500, { 4600, 5500, 60000, 60187 } },
		{ 8900, 9000, { 8600, 9400, 99000, 99899 } },
		{ 9999, 10000, { 9400, 10000, 99900, 99999 } },
	};
	struct seek_part part;
	struct seek_table t;

	(void)state;
	fill(&t, points, COUNT(points));
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(seek_table_find(t.packed.data, t.packed.len,
		    100000, 10000, cases[i].start_ms, cases[i].end_ms, &part),
		    0);
		if (memcmp(&part, &cases[i].part, sizeof(part)) != 0)
			fail_msg("case %zu: %ju-%ju ms, bytes %ju-%ju", i,
			    (uintmax_t)part.start_ms, (uintmax_t)part.end_ms,
			    (uintmax_t)part.first, (uintmax_t)part.last);
	}
	assert_int_equal(seek_table_find(t.packed.data, t.packed.len, 100000,
	    10000, 10000, UINT64_MAX, &part), -1);
	seek_table_free(&t);
}

static void
test_strange_tables(void **state)
{
	static const uint8_t damaged[] = { 2, 0, 0x80, 0x80 };
	struct seek_part part;
	struct seek_table t;

	(void)state;
	assert_int_equal(seek_table_find("", 0, 10, 10, 0, 5, &part), -1);
	assert_int_equal(seek_table_find(damaged, sizeof(damaged), 10, 10, 0,
	    5, &part), 0);
	assert_int_equal(part.last, 9);
	/* a file that has become shorter */
	fill(&t, points, COUNT(points));
	assert_int_equal(seek_table_find(t.packed.data, t.packed.len, 27000,
	    10000, 3700, UINT64_MAX, &part), -1);
	assert_int_equal(seek_table_find(t.packed.data, t.packed.len, 27001,
	    10000, 3700, 4600, &part), 0);
	assert_int_equal(part.last, 27000);
	/* a duration that falls short of the table */
	assert_int_equal(seek_table_find(t.packed.data, t.packed.len, 100000,
	    5000, 4900, UINT64_MAX, &part), 0);
	assert_int_equal(part.start_ms, 4600);
	assert_int_equal(part.end_ms, 5000);
	assert_int_equal(seek_table_find(t.packed.data, t.packed.len, 100000,
	    5800, 5799, UINT64_MAX, &part), 0);
	assert_int_equal(part.start_ms, 5799);
	assert_int_equal(part.end_ms, 5800);
	seek_table_free(&t);
}

static void
test_order(void **state)
{
	static const struct seek_point wrong[] = {
		{ 9399, 100000, false }, { 9400, 99900, false },
		{ 9500, 99899, true }, { 9500, UINT64_MAX, true },
		{ 9500, UINT64_C(1) << 62, true },
		{ SEEK_TIME_MAX_MS + 1, 100000, false },
	};
	struct seek_table t;
	size_t len;

	(void)state;
	seek_table_init(&t);
	assert_int_equal(seek_table_add(&t, &points[1]), -1);
	fill(&t, points, COUNT(points));
	len = t.packed.len;
	for (size_t i = 0; i < COUNT(wrong); i++)
		assert_int_equal(seek_table_add(&t, &wrong[i]), -1);
	assert_int_equal(t.packed.len, len);
	assert_int_equal(t.n, COUNT(points));
	seek_table_free(&t);
}

/* As much as there may be, in steps that differ as they do in a recording. */
static void
test_size(void **state)
{
	struct seek_point p = { 0, 0, true };
	struct seek_part part;
	struct seek_table t;

	(void)state;
	seek_table_init(&t);
	for (size_t i = 0; i < SEEK_POINTS_MAX; i++) {
		assert_int_equal(seek_table_add(&t, &p), 0);
		p.time_ms += 500 + i % 7 * 40;
		p.offset += 500000 + i % 11 * 188 * 100;
		p.key = i % 3 == 0;
	}
	assert_int_equal(seek_table_add(&t, &p), -1);
	assert_in_range(t.packed.len, SEEK_POINTS_MAX, 6 * SEEK_POINTS_MAX);
	assert_int_equal(seek_table_find(t.packed.data, t.packed.len,
	    p.offset, p.time_ms, p.time_ms - 1, UINT64_MAX, &part), 0);
	assert_int_equal(part.last, p.offset - 1);
	assert_in_range(part.start_ms, p.time_ms - 1000, p.time_ms);
	seek_table_free(&t);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_strange_tables),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
