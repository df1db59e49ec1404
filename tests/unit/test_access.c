#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/access.h"

#define HOUR	60

static struct config_rule rules[] = {
	{ .path = (char *)"/m/Films" },
	{ .path = (char *)"/m", .from = 20 * HOUR, .to = 6 * HOUR },
	{ .path = (char *)"/m/Films/Kids", .show = true },
	{ .path = (char *)"/m/Films", .show = true, .from = 12 * HOUR,
	    .to = 13 * HOUR },
};
static const struct config config = {
	.rules = rules, .nrules = sizeof(rules) / sizeof(rules[0]),
};
enum { FILMS = 1 << 1, ALL = 1 << 2, KIDS = 1 << 3 };

static void
test_areas(void **state)
{
	static struct config_rule other[] = {
		{ .path = (char *)"/m/Film" }, { .path = (char *)"s" },
	};
	static struct config_rule moved[] = {
		{ .path = (char *)"/m/Films" },
	};
	const struct config none = { .nrules = 0 };
	const struct config two = { .rules = other, .nrules = 2 };
	const struct config one = { .rules = moved, .nrules = 1 };
	const char *paths[ACCESS_AREAS_MAX];

	(void)state;
	assert_int_equal(access_areas(&config, paths), 4);
	assert_string_equal(paths[0], "");
	assert_string_equal(paths[1], "/m/Films");
	assert_string_equal(paths[2], "/m");
	assert_string_equal(paths[3], "/m/Films/Kids");
	assert_int_equal(access_areas(&none, paths), 1);
	assert_int_equal(access_areas_mark(&none), 0);
	assert_int_not_equal(access_areas_mark(&one), 0);
	assert_int_not_equal(access_areas_mark(&one), access_areas_mark(&two));
}

static void
test_everything(void **state)
{
	static struct config_rule all[] = {
		{ .path = (char *)"/" },
		{ .path = (char *)"/m", .show = true },
		{ .path = (char *)"/m/x" },
	};
	const struct config c = { .rules = all, .nrules = 3 };

	(void)state;
	assert_int_equal(access_hidden(&c, 1, 0), 1 << 1 | 1 << 2 | 1 << 3);
	assert_int_equal(access_hidden(&c, 3, 0), 1 << 1);
	assert_int_equal(access_hidden(&c, 7, 0), 1 << 1 | 1 << 3);
}

static void
test_hidden(void **state)
{
	(void)state;
	/* Of the nearest folder, the last rule of the hour. */
	assert_int_equal(access_hidden(&config, 0xf, 8 * HOUR), FILMS);
	assert_int_equal(access_hidden(&config, 0xf, 12 * HOUR), 0);
	assert_int_equal(access_hidden(&config, 0xf, 13 * HOUR - 1), 0);
	assert_int_equal(access_hidden(&config, 0xf, 13 * HOUR), FILMS);
	/* Over midnight. */
	assert_int_equal(access_hidden(&config, 0xf, 23 * HOUR), FILMS | ALL);
	assert_int_equal(access_hidden(&config, 0xf, 0), FILMS | ALL);
	assert_int_equal(access_hidden(&config, 0xf, 6 * HOUR), FILMS);
	/* Only those for the device: what lies within follows what is above. */
	assert_int_equal(access_hidden(&config, 0x2, 0), FILMS | ALL | KIDS);
	assert_int_equal(access_hidden(&config, 0x1, 0), FILMS | KIDS);
	assert_int_equal(access_hidden(&config, 0, 0), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_areas),
		cmocka_unit_test(test_everything),
		cmocka_unit_test(test_hidden),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
