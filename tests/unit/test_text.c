#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "common/text.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

static void
decodes_one_character(void **state)
{
	static const struct {
		const char	*bytes;
		size_t		 len, taken;
		uint32_t	 c;
	} cases[] = {
		{ "a",			1, 1, 'a' },
		{ "\0",			1, 1, 0 },
		{ "\xC2\x80",		2, 2, 0x80 },
		{ "\xDF\xBF" "x",	3, 2, 0x7FF },
		{ "\xE0\xA0\x80",	3, 3, 0x800 },
		{ "\xED\x9F\xBF",	3, 3, 0xD7FF },
		{ "\xEF\xBF\xBF",	3, 3, 0xFFFF },
		{ "\xF0\x90\x80\x80",	4, 4, 0x10000 },
		{ "\xF4\x8F\xBF\xBF",	4, 4, 0x10FFFF },
		/* not UTF-8 */
		{ "",			0, 0, 0 },
		{ "\x80",		1, 0, 0 },	/* continuation */
		{ "\xC0\x80",		2, 0, 0 },	/* too long */
		{ "\xC1\xBF",		2, 0, 0 },
		{ "\xE0\x9F\xBF",	3, 0, 0 },
		{ "\xF0\x8F\xBF\xBF",	4, 0, 0 },
		{ "\xED\xA0\x80",	3, 0, 0 },	/* surrogate */
		{ "\xED\xBF\xBF",	3, 0, 0 },
		{ "\xF4\x90\x80\x80",	4, 0, 0 },	/* too high */
		{ "\xF5\x80\x80\x80",	4, 0, 0 },
		{ "\xFF",		1, 0, 0 },
		{ "\xC3",		1, 0, 0 },	/* cut */
		{ "\xE2\x82",		2, 0, 0 },
		{ "\xC3\x41",		2, 0, 0 },
	};
	uint32_t c;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		c = 0;
		assert_int_equal(text_decode(cases[i].bytes, cases[i].len, &c),
		    cases[i].taken);
		assert_int_equal(c, cases[i].c);
	}
}

static void
knows_utf8(void **state)
{
	(void)state;
	assert_true(text_is_utf8("", 0));
	assert_true(text_is_utf8("na\xC3\xAFve", 6));
	assert_false(text_is_utf8("na\xEFve", 5));
	assert_false(text_is_utf8("na\xC3\xAFve", 3));
}

struct conversion {
	const char	*in;
	size_t		 len, size;
	const char	*out;
};

static void
makes_utf8_of_any_bytes(void **state)
{
	static const struct conversion cases[] = {
		{ "plain",		5, 64, "plain" },
		{ "na\xC3\xAFve",	6, 64, "na\xC3\xAFve" },
		{ "na\xEFve",		5, 64, "na\xC3\xAFve" },
		{ "\x80\x99",		2, 64, "\xE2\x82\xAC\xE2\x84\xA2" },
		{ "\x81",		1, 64, "\xEF\xBF\xBD" },
		{ "\xA0\xFF",		2, 64, "\xC2\xA0\xC3\xBF" },
		{ "a\0b",		3, 64, "ab" },
		{ "abc",		3, 4, "abc" },
		{ "abc",		3, 3, "ab" },
		{ "a\xC3\xAF",		3, 3, "a" },	/* between characters */
		{ "\xEF",		1, 2, "" },
		{ "abc",		3, 1, "" },
	};
	char out[64];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		memset(out, 'x', sizeof(out));
		text_to_utf8(cases[i].in, cases[i].len, out, cases[i].size);
		assert_string_equal(out, cases[i].out);
	}
}

static void
cleans_to_one_line(void **state)
{
	static const struct conversion cases[] = {
		{ "  two  words ",	13, 64, "two words" },
		{ "a\tb\r\nc",		6, 64, "a b c" },
		{ "a\x01\x7F" "b",	4, 64, "ab" },
		{ "a\xC2\x85" "b",	4, 64, "a b" },	/* next line */
		{ "a\xC2\x9F" "b",	4, 64, "ab" },
		{ "a\xE2\x80\xA8" "b",	5, 64, "a b" },	/* line separator */
		{ "a\xEF\xBF\xBE" "b",	5, 64, "ab" },
		{ "caf\xE9",		4, 64, "caf\xC3\xA9" },
		{ " \t\n",		3, 64, "" },
		{ "ab cd",		5, 4, "ab" },	/* no blank at the end */
		{ "ab cd",		5, 5, "ab c" },
		{ "ab",			2, 1, "" },
	};
	char out[64];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		memset(out, 'x', sizeof(out));
		text_clean(cases[i].in, cases[i].len, out, cases[i].size);
		assert_string_equal(out, cases[i].out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decodes_one_character),
		cmocka_unit_test(knows_utf8),
		cmocka_unit_test(makes_utf8_of_any_bytes),
		cmocka_unit_test(cleans_to_one_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
