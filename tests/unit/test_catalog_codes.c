/* Sets of codes: against what is plain. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "common/catalog_codes.h"

#define UNIVERSE	400

/* Codes are BASE + i * STEP, i within the universe. */
static int64_t
code(size_t i)
{
	return INT64_C(28444911001) * 4 + (int64_t)(i * i) * 4099;
}

static struct catalog_codes
make(const unsigned times[UNIVERSE])
{
	struct catalog_codes s = { .list = NULL };

	/* Neither in order nor once each. */
	for (size_t i = 0; i < UNIVERSE; i++) {
		const size_t j = i * 37 % UNIVERSE;

		for (unsigned n = 0; n < times[j]; n++)
			catalog_codes_add(&s, code(j));
	}
	catalog_codes_settle(&s);
	assert_false(s.failed);
	return s;
}

static void
check(const struct catalog_codes *s, const unsigned times[UNIVERSE])
{
	size_t n = 0;

	for (size_t i = 0; i < UNIVERSE; i++)
		if (times[i] > 0) {
			assert_true(n < s->n);
			assert_int_equal(s->list[n], code(i));
			n++;
		}
	assert_int_equal(s->n, n);
}

static void
as_sets_are(void **state)
{
	unsigned a[UNIVERSE], b[UNIVERSE], both[UNIVERSE], any[UNIVERSE];
	struct catalog_codes x, y;

	(void)state;
	srandom(1);
	for (unsigned round = 0; round < 200; round++) {
		for (size_t i = 0; i < UNIVERSE; i++) {
			a[i] = (unsigned)random() % (1 + round % 5);
			b[i] = (unsigned)random() % (1 + round % 3);
			both[i] = a[i] && b[i];
			any[i] = a[i] || b[i];
		}
		x = make(a);
		y = make(b);
		check(&x, a);
		catalog_codes_both(&x, &y);
		check(&x, both);
		catalog_codes_free(&x);
		x = make(a);
		catalog_codes_any(&x, &y);
		check(&x, any);
		catalog_codes_any(&x, &y);
		check(&x, any);
		catalog_codes_free(&x);
		catalog_codes_free(&y);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(as_sets_are) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
