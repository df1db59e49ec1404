/* Blocks of ids: kept and read again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "common/catalog_bits.h"

static size_t
keep_and_read(struct catalog_bits *b)
{
	uint8_t kept[CATALOG_BITS_MAX];
	struct catalog_bits again;
	const size_t len = catalog_bits_write(b, kept);

	memset(&again, 0xff, sizeof(again));
	catalog_bits_read(&again, kept, len);
	assert_memory_equal(&again, b, sizeof(again));
	return len;
}

static void
next_is_next(const struct catalog_bits *b)
{
	int next = catalog_bits_next(b, 0);

	for (unsigned i = 0; i < CATALOG_BLOCK_IDS; i++) {
		assert_int_equal(catalog_bits_has(b, i), (int)i == next);
		if ((int)i == next)
			next = catalog_bits_next(b, i + 1);
	}
	assert_int_equal(next, -1);
}

static void
kept_is_what_was_set(void **state)
{
	struct catalog_bits b = { { 0 } };

	(void)state;
	assert_int_equal(keep_and_read(&b), 0);
	for (unsigned i = 0; i < CATALOG_BLOCK_IDS; i++) {
		catalog_bits_set(&b, i, true);
		assert_int_equal(keep_and_read(&b), 2);
		for (unsigned j = 0; j < CATALOG_BLOCK_IDS; j++) {
			assert_int_equal(catalog_bits_has(&b, j), i == j);
			assert_int_equal(catalog_bits_next(&b, j),
			    j <= i ? (int)i : -1);
		}
		catalog_bits_set(&b, i, false);
	}
	srandom(5);
	for (unsigned i = 0; i < 1000; i++) {
		catalog_bits_set(&b, (unsigned)random() % CATALOG_BLOCK_IDS,
		    random() % 3 > 0);
		keep_and_read(&b);
		next_is_next(&b);
	}
	for (unsigned i = 0; i < CATALOG_BLOCK_IDS; i++)
		catalog_bits_set(&b, i, true);
	assert_int_equal(keep_and_read(&b), CATALOG_BITS_MAX);
}

static void
nonsense_is_left_out(void **state)
{
	static const uint8_t far[] = { CATALOG_BLOCK_BYTES - 1, 1, 1 };
	static const uint8_t last[] = { CATALOG_BLOCK_BYTES - 1, 0x80 };
	static const uint8_t beyond[] = { CATALOG_BLOCK_BYTES, 1 };
	uint8_t most[CATALOG_BITS_MAX + 1] = { 0 };
	struct catalog_bits b, none = { { 0 } };

	(void)state;
	catalog_bits_read(&b, last, sizeof(last));
	assert_true(catalog_bits_has(&b, CATALOG_BLOCK_IDS - 1));
	catalog_bits_read(&b, far, sizeof(far));
	assert_memory_equal(&b, &none, sizeof(b));
	catalog_bits_read(&b, beyond, sizeof(beyond));
	assert_memory_equal(&b, &none, sizeof(b));
	most[1] = 1;
	catalog_bits_read(&b, most, sizeof(most));
	assert_memory_equal(&b, &none, sizeof(b));
	catalog_bits_read(&b, most, 1);
	assert_memory_equal(&b, &none, sizeof(b));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kept_is_what_was_set),
		cmocka_unit_test(nonsense_is_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
