/* What an object's row notes of the containers that it is in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "common/buf.h"
#include "common/catalog_placed.h"

static void
comes_back(void **state)
{
	char long_key[255];
	const struct catalog_placed put[] = {
		{ 1, "", 0 }, { INT64_MAX, "a\0b", 3 },
		{ 300, long_key, sizeof(long_key) },
		{ 2, "z", 1 },
	};
	struct catalog_placed got;
	const uint8_t *at;
	struct buf b;
	size_t len;

	(void)state;
	memset(long_key, 'k', sizeof(long_key));
	buf_init(&b, 4096);
	for (size_t i = 0; i < 4; i++)
		catalog_placed_add(&b, &put[i]);
	at = (const uint8_t *)b.data;
	len = b.len;
	for (size_t i = 0; i < 4; i++) {
		assert_true(catalog_placed_next(&at, &len, &got));
		assert_int_equal(got.container, put[i].container);
		assert_int_equal(got.sort_len, put[i].sort_len);
		assert_memory_equal(got.sort, put[i].sort, got.sort_len);
		assert_true(catalog_placed_has(b.data, b.len, got.container));
	}
	assert_int_equal(len, 0);
	assert_false(catalog_placed_next(&at, &len, &got));
	assert_false(catalog_placed_has(b.data, b.len, 3));
	assert_false(catalog_placed_has(b.data, b.len, 0));
	assert_false(catalog_placed_has(NULL, 0, 1));
	buf_free(&b);
}

/* Of a row that was cut, whatever is whole; never a byte beyond its end. */
static void
cut_short(void **state)
{
	const struct catalog_placed p = { 7, "key", 3 };
	struct catalog_placed got;
	struct buf b;

	(void)state;
	buf_init(&b, 4096);
	catalog_placed_add(&b, &p);
	catalog_placed_add(&b, &p);
	for (size_t cut = 0; cut < b.len; cut++) {
		uint8_t *copy = malloc(cut + 1);
		const uint8_t *at = copy;
		size_t len = cut, n = 0;

		memcpy(copy, b.data, cut);
		while (catalog_placed_next(&at, &len, &got))
			n++;
		assert_int_equal(n, cut / (b.len / 2));
		free(copy);
	}
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comes_back),
		cmocka_unit_test(cut_short),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
