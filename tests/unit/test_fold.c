#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "common/fold.h"

static void
folds(void **state)
{
	static const struct {
		const char	*in, *out;
	} cases[] = {
		{ "Beyonc\xc3\xa9", "beyonce" },
		{ "BEYONCE\xcc\x81", "beyonce" },
		{ "Stra\xc3\x9f""e", "strasse" },
		{ "\xce\x9c\xce\xaf\xce\xba\xce\xb7\xcf\x82",
		  "\xce\xbc\xce\xb9\xce\xba\xce\xb7\xcf\x83" },
		{ "\xef\xac\x81sh", "fish" },
		{ "\xe6\x9d\xb1\xe4\xba\xac", "\xe6\x9d\xb1\xe4\xba\xac" },
		{ "R\xc3\xb8yksopp", "royksopp" },
		{ "\xc5\x81\xc3\xb3""d\xc5\xba \xc3\x86on", "lodz aeon" },
		/* "ga" is not "ka", and a vowel sign is a vowel. */
		{ "\xe3\x82\xac", "\xe3\x82\xab\xe3\x82\x99" },
		{ "\xe0\xa4\xb9\xe0\xa4\xbf", "\xe0\xa4\xb9\xe0\xa4\xbf" },
		{ "", "" },
	};
	struct buf b;

	(void)state;
	buf_init(&b, 1000);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_reset(&b);
		fold_text(&b, cases[i].in);
		buf_add(&b, "", 0);
		assert_string_equal(b.data, cases[i].out);
	}
	buf_free(&b);
}

static int
compare(const char *left, const char *right)
{
	struct buf l, r;
	size_t common;
	int order;

	buf_init(&l, 1000);
	buf_init(&r, 1000);
	fold_sort_key(&l, left);
	fold_sort_key(&r, right);
	assert_false(buf_failed(&l) || buf_failed(&r));
	common = l.len < r.len ? l.len : r.len;
	order = common > 0 ? memcmp(l.data, r.data, common) : 0;
	if (order == 0)
		order = (l.len > r.len) - (l.len < r.len);
	buf_free(&l);
	buf_free(&r);
	return order;
}

static void
sorts_as_people_do(void **state)
{
	static const char *const sorted[] = {
		"1", "2", "9 lives", "10", "10a", "2001", "10000", "???",
		"a", "\xc3\x84pfel 2", "Apfel 10", "b",
		"Episode 2", "episode 10", "Episode 10b", "Episode 100",
		"S1E2", "S1E10", "S2E1", "s10e1", "'t Hooft", "zebra",
	};

	(void)state;
	for (size_t i = 0; i + 1 < sizeof(sorted) / sizeof(sorted[0]); i++)
		if (compare(sorted[i], sorted[i + 1]) >= 0)
			fail_msg("'%s' does not sort before '%s'", sorted[i],
			    sorted[i + 1]);
	assert_int_equal(compare("track 007", "Track 7"), 0);
	assert_int_equal(compare("(The) End", "the) end"), 0);
}

static void
hundreds_of_digits(void **state)
{
	char digits[400], more[401];

	(void)state;
	memset(digits, '7', sizeof(digits) - 1);
	digits[sizeof(digits) - 1] = '\0';
	memset(more, '8', sizeof(more) - 1);
	more[sizeof(more) - 1] = '\0';
	assert_true(compare(digits, more) < 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folds),
		cmocka_unit_test(sorts_as_people_do),
		cmocka_unit_test(hundreds_of_digits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
