#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "common/buf.h"

static void
grows(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 100000);
	for (int i = 0; i < 10000; i++)
		buf_addf(&b, "%05d", i);
	assert_false(buf_failed(&b));
	assert_int_equal(b.len, 50000);
	assert_string_equal(b.data + 49995, "09999");
	buf_reset(&b);
	assert_int_equal(b.len, 0);
	assert_string_equal(b.data, "");
	buf_free(&b);
	assert_null(b.data);
}

static void
failure_sticks(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 8);
	buf_add_str(&b, "12345678");
	assert_false(buf_failed(&b));
	buf_add(&b, "9", 1);
	assert_true(buf_failed(&b));
	buf_add(&b, "", 0);
	assert_true(buf_failed(&b));
	assert_string_equal(b.data, "12345678");
	buf_reset(&b);
	buf_addf(&b, "%s", "123456789");
	assert_true(buf_failed(&b));
	buf_free(&b);
}

/* Every length, and what has a zero at each place. */
static void
numbers(void **state)
{
	static const uint64_t fixed[] = { 0, 5, 10, 99, 100, 105, 1000, 1050,
	    99999, 1000000, INT64_MAX, UINT64_MAX };
	const size_t nfixed = sizeof(fixed) / sizeof(fixed[0]);
	char text[24];
	struct buf b;
	uint64_t n = 1;

	(void)state;
	buf_init(&b, sizeof(text));
	for (size_t i = 0; i < nfixed + 19; i++) {
		if (i >= nfixed)
			n *= 10;
		for (int less = 0; less < 2; less++) {
			const uint64_t wanted = i < nfixed ? fixed[i] :
			    n - (uint64_t)less;

			buf_reset(&b);
			buf_add_num(&b, wanted);
			snprintf(text, sizeof(text), "%" PRIu64, wanted);
			assert_string_equal(b.data, text);
		}
	}
	buf_free(&b);
}

static void
xml(void **state)
{
	static const struct {
		const char	*in, *out;
	} cases[] = {
		{ "plain", "plain" },
		{ "", "" },
		{ "a<b>&\"c'", "a&lt;b&gt;&amp;&quot;c&apos;" },
		{ "&amp;", "&amp;amp;" },
		{ "tab\tlf\ncr\r.", "tab\tlf\ncr\r." },
		{ "\x01\x02""bell\x07.\x1f", "bell." },
		{ "B\xc3\xbc""cher \xf0\x9f\x8e\xac", "B\xc3\xbc""cher \xf0\x9f\x8e\xac" },
		{ "bad\xff.", "bad\xef\xbf\xbd." },
		{ "cut\xc3", "cut\xef\xbf\xbd" },
		{ "\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
		{ "\xef\xbf\xbe\xef\xbf\xbf", "\xef\xbf\xbd\xef\xbf\xbd" },
		{ "]]>", "]]&gt;" },
	};
	struct buf b;

	(void)state;
	buf_init(&b, 1000);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_reset(&b);
		buf_add_xml(&b, cases[i].in);
		buf_add(&b, "", 0);
		assert_string_equal(b.data, cases[i].out);
	}
	buf_reset(&b);
	buf_add_xml_len(&b, "a\0b", 3);
	assert_string_equal(b.data, "ab");
	buf_free(&b);
}

/* What is escaped twice is what is escaped, escaped; of any length. */
static void
xml_in_xml(void **state)
{
	static const char pieces[] = "&<>\"'aBc \x01\xc3\xbc\xff.\n";
	struct buf text, once, twice, expected;

	(void)state;
	buf_init(&text, 100000);
	buf_init(&once, 100000);
	buf_init(&twice, 100000);
	buf_init(&expected, 100000);
	for (size_t i = 0; i < 2000; i++) {
		buf_add(&text, &pieces[i * i % (sizeof(pieces) - 1)], 1);
		buf_reset(&once);
		buf_reset(&twice);
		buf_reset(&expected);
		buf_add_xml(&once, text.data);
		buf_add_xml(&expected, once.data);
		buf_add_xml_twice(&twice, text.data, text.len);
		assert_string_equal(twice.data, expected.data);
	}
	buf_free(&text);
	buf_free(&once);
	buf_free(&twice);
	buf_free(&expected);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grows),
		cmocka_unit_test(failure_sticks),
		cmocka_unit_test(numbers),
		cmocka_unit_test(xml),
		cmocka_unit_test(xml_in_xml),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
