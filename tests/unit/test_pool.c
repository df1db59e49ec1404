/* Of lares-scan's workers: which are at what. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scanner/library/pool.h"

/* Whatever a worker was at before, while it makes a picture it is at that. */
static void
one_that_renders_does_nothing_else(void **state)
{
	struct pool_answer *a = pool_answer_new(POOL_SEEKS, 1);
	struct pool p;
	struct job job = { 0 };

	(void)state;
	pool_init(&p, -1, 1, NULL, NULL, NULL);
	p.workers[0].state = POOL_BUSY;
	p.workers[0].answer = a;
	assert_true(pool_is_seeking(&p));
	a->task = POOL_RENDERS;
	assert_false(pool_is_seeking(&p));
	p.workers[0].probing.job = &job;
	assert_false(pool_is_busy(&p));
	a->task = POOL_PROBES;
	assert_true(pool_is_busy(&p));
	a->task = POOL_LISTS;
	assert_true(pool_is_busy(&p));
	p.workers[0].state = POOL_NONE;
	pool_answer_free(a);
	pool_free(&p);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_that_renders_does_nothing_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
