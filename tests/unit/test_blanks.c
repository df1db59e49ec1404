#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "common/blanks.h"

static struct blank_list list, other;

static void
joins_what_touches(void **state)
{
	(void)state;
	blanks_init(&list);
	blanks_fill(&list, 20, 5, 0);
	blanks_fill(&list, 10, 5, 0);
	blanks_fill(&list, 15, 5, 0);
	blanks_fill(&list, 12, 2, 0);
	blanks_fill(&list, 25, 5, ' ');
	blanks_spell(&list, 30, "free", 4);
	blanks_spell(&list, 30, "free", 4);
	blanks_fill(&list, 99, 0, 0);
	assert_true(blanks_finish(&list, 34));
	assert_int_equal(list.n, 3);
	assert_int_equal(list.ranges[0].offset, 10);
	assert_int_equal(list.ranges[0].len, 15);
	assert_int_equal(list.ranges[1].offset, 25);
	assert_int_equal(list.ranges[1].bytes[0], ' ');
	assert_true(list.ranges[2].spelt);
}

static void
says_one_thing_about_a_byte(void **state)
{
	(void)state;
	blanks_init(&list);
	blanks_fill(&list, 10, 5, 0);
	blanks_fill(&list, 14, 5, ' ');
	assert_false(blanks_finish(&list, 100));
	blanks_init(&list);
	blanks_fill(&list, 10, 5, 0);
	blanks_spell(&list, 12, "\0", 1);
	assert_false(blanks_finish(&list, 100));
	blanks_init(&list);
	blanks_spell(&list, 12, "ab", 2);
	blanks_spell(&list, 12, "ac", 2);
	assert_false(blanks_finish(&list, 100));
}

static void
stays_within_its_bounds(void **state)
{
	int i;

	(void)state;
	blanks_init(&list);
	blanks_fill(&list, 10, 5, 0);
	assert_false(blanks_finish(&list, 14));
	blanks_init(&list);
	blanks_fill(&list, UINT64_MAX - 3, 5, 0);
	assert_false(blanks_finish(&list, UINT64_MAX));
	blanks_init(&list);
	blanks_spell(&list, 10, "123456789", 9);
	assert_false(blanks_finish(&list, 100));
	blanks_init(&list);
	for (i = 0; i < BLANKS_MAX; i++)
		blanks_fill(&list, (uint64_t)i * 2, 1, 0);
	assert_true(blanks_finish(&list, 10000));
	blanks_fill(&list, 9000, 1, 0);
	assert_false(blanks_finish(&list, 10000));
}

static void
overwrites_any_part_of_a_file(void **state)
{
	static const char file[] = "0123456789abcdefghij";
	static const char blanked[] = "01..45wxyzabcdefghi ";
	char part[sizeof(file)];
	size_t at, len;

	(void)state;
	blanks_init(&list);
	blanks_spell(&list, 6, "wxyz", 4);
	blanks_fill(&list, 19, 1, ' ');
	blanks_fill(&list, 2, 2, '.');
	for (at = 0; at < 20; at++)
		for (len = 0; len <= 20 - at; len++) {
			memcpy(part, file + at, len);
			blanks_apply(&list, at, part, len);
			assert_memory_equal(part, blanked + at, len);
		}
}

static void
survives_being_packed(void **state)
{
	struct buf packed;
	size_t i;

	(void)state;
	blanks_init(&list);
	blanks_fill(&list, 3, 200, 0);
	blanks_spell(&list, 203, "free", 4);
	blanks_fill(&list, (uint64_t)1 << 40, (uint64_t)1 << 33, ' ');
	assert_true(blanks_finish(&list, (uint64_t)1 << 41));
	buf_init(&packed, BLANKS_PACKED_MAX);
	blanks_pack(&list, &packed);
	assert_false(buf_failed(&packed));
	assert_int_equal(packed.len, 4 + 6 + 6 + 5 + 1);
	assert_true(blanks_unpack(&other, packed.data, packed.len));
	assert_int_equal(other.n, list.n);
	for (i = 0; i < list.n; i++) {
		assert_int_equal(other.ranges[i].offset, list.ranges[i].offset);
		assert_int_equal(other.ranges[i].len, list.ranges[i].len);
		assert_int_equal(other.ranges[i].spelt, list.ranges[i].spelt);
		assert_memory_equal(other.ranges[i].bytes,
		    list.ranges[i].bytes, list.ranges[i].spelt ? 4 : 1);
	}
	/* cut within a range, and not between two */
	assert_false(blanks_unpack(&other, packed.data, packed.len - 1));
	assert_false(blanks_unpack(&other, packed.data, 3));
	assert_true(blanks_unpack(&other, packed.data, 4));
	assert_true(blanks_unpack(&other, "", 0));
	buf_free(&packed);
}

static void
unpacks_no_nonsense(void **state)
{
	static const struct {
		const char	*data;
		size_t		 len;
	} cases[] = {
		{ "\0\0\0", 3 },			/* of no length */
		{ "\0\x13" "123456789", 11 },		/* too much spelt */
		{ "\x80\x80\x80\x80\x80\x80\x80\x80\x80\1\2\0", 12 },
		{ "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F\2\0", 11 },
		{ "\1\xFE\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F\0"
		  "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F\2\0", 22 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_false(blanks_unpack(&other, cases[i].data,
		    cases[i].len));
}

/* By its place, in a list of ranges apart and of such that touch. */
static void
finds_the_next(void **state)
{
	static const struct {
		uint64_t	offset;
		int		range;	/* -1: none */
	} cases[] = {
		{ 0, 0 }, { 9, 0 }, { 10, 0 }, { 19, 0 }, { 20, 1 }, { 21, 2 },
		{ 22, 2 }, { 30, 2 }, { 31, -1 }, { UINT64_MAX, -1 },
	};
	static struct blank_list l;

	(void)state;
	blanks_init(&l);
	assert_null(blanks_next(&l, 0));
	blanks_fill(&l, 10, 10, 'a');
	blanks_spell(&l, 20, "b", 1);
	blanks_fill(&l, 30, 1, 'c');
	assert_true(blanks_finish(&l, 31));
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_ptr_equal(blanks_next(&l, cases[i].offset),
		    cases[i].range == -1 ? NULL : &l.ranges[cases[i].range]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_the_next),
		cmocka_unit_test(joins_what_touches),
		cmocka_unit_test(says_one_thing_about_a_byte),
		cmocka_unit_test(stays_within_its_bounds),
		cmocka_unit_test(overwrites_any_part_of_a_file),
		cmocka_unit_test(survives_being_packed),
		cmocka_unit_test(unpacks_no_nonsense),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
