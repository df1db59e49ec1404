/* The number that names a picture, and where its files lie. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/art.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

static void
test_number(void **state)
{
	static const struct art rows[] = {
		{ .id = 1, .sizes = { { 160, 160 }, { 640, 480 } } },
		{ .id = 1, .sizes = { { 2, 160 }, { 640, 2 } } },
		{ .id = 7, .sizes = { { 160, 2 }, { 0, 0 } } },
		{ .id = ART_IDS - 1, .sizes = { { 160, 160 }, { 640, 480 } } },
	};
	struct art got;
	int64_t n;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		n = art_pack(&rows[i]);
		assert_true(n > 0);
		got = art_unpack(n);
		assert_memory_equal(&got, &rows[i], sizeof(got));
		assert_int_equal(n >> 35, rows[i].id);
	}
}

static void
test_none(void **state)
{
	const struct art none = { .id = 12 };
	const struct art got = art_unpack(0);

	(void)state;
	assert_int_equal(art_pack(&none), 0);
	assert_int_equal(got.id, 0);
	assert_int_equal(got.sizes[ART_TN].width, 0);
	assert_int_equal(got.sizes[ART_SM].width, 0);
}

static void
test_names(void **state)
{
	static const char *const wrong[] = {
		"", "639", "639-tn", "639-tn.jpg.", "639-xx.jpg", "-tn.jpg",
		"640-tn.jpg", "0639-tn.jpg", "639-TN.jpg", "+639-tn.jpg",
		"99999999999999999999-tn.jpg", "268435583-tn.jpg",
	};

	(void)state;
	assert_string_equal(art_path(639, ART_TN).s, "7f/639-tn.jpg");
	assert_string_equal(art_path(ART_IDS - 1, ART_SM).s,
	    "ff/268435455-sm.jpg");
	assert_int_equal(art_of_name(0x7f, "639-tn.jpg"), 639);
	assert_int_equal(art_of_name(0x7f, "639-sm.jpg"), 639);
	assert_int_equal(art_of_name(0xff, "268435455-sm.jpg"), ART_IDS - 1);
	for (size_t i = 0; i < COUNT(wrong); i++)
		assert_int_equal(art_of_name(0x7f, wrong[i]), 0);
}

static void
test_limits(void **state)
{
	(void)state;
	assert_string_equal(art_limit(ART_TN)->profile, "JPEG_TN");
	assert_int_equal(art_limit(ART_TN)->width, 160);
	assert_string_equal(art_limit(ART_SM)->profile, "JPEG_SM");
	assert_int_equal(art_limit(ART_SM)->height, 480);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_number),
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
