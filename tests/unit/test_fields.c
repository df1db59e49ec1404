#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "common/fields.h"

static void
every_byte_comes_back(void **state)
{
	char all[256], *text;
	struct fields f;
	struct buf b;

	(void)state;
	for (int i = 1; i < 256; i++)
		all[i - 1] = (char)i;
	all[255] = '\0';
	buf_init(&b, 4096);
	fields_begin(&b, "key");
	fields_add(&b, all);
	fields_add(&b, "");
	fields_add_num(&b, UINT64_MAX);
	fields_end(&b);
	fields_begin(&b, "alone");
	fields_end(&b);
	text = b.data;
	assert_int_equal(fields_next(&text, &f), 1);
	assert_string_equal(f.key, "key");
	assert_int_equal(f.n, 3);
	assert_string_equal(f.field[0], all);
	assert_string_equal(f.field[1], "");
	assert_string_equal(f.field[2], "18446744073709551615");
	assert_int_equal(fields_next(&text, &f), 1);
	assert_string_equal(f.key, "alone");
	assert_int_equal(f.n, 0);
	assert_int_equal(fields_next(&text, &f), 0);
	buf_free(&b);
}

static void
refuses_what_is_malformed(void **state)
{
	static const char *const bad[] = {
		"no end", "k\ta\\", "k\ta\\\n", "k\ta\\0\n", "k\ta\\0g\n",
		"k\ta\\0A\n", "k\ta\\00\n", "k\ta\\41\n", "k\t\x01\n",
		"k\t\x7f\n", "k\t1\t2\t3\t4\t5\t6\t7\t8\t9\n",
	};
	struct fields f;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		char *line = strdup(bad[i]), *text = line;

		assert_int_equal(fields_next(&text, &f), -1);
		free(line);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_byte_comes_back),
		cmocka_unit_test(refuses_what_is_malformed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
