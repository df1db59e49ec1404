/* laresd's word on each peer: asked once, held for a while, waited for. */
#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "common/log.h"
#include "server/http/stream.h"
#include "server/http/verdicts.h"

#define SOON_MS		20
#define PATIENCE_MS	20000

static struct verdicts vs;
static unsigned questions;
static bool answers;		/* at once, and from the asking thread */
static struct access_verdict word;
static uint64_t later;		/* added to the clock */

/* What of stream.c is used. */
uint64_t
stream_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000 +
	    later;
}

static struct in_addr
address(uint32_t n)
{
	return (struct in_addr){ htonl(0x0a000000 + n) };
}

static void
question(void *arg, struct in_addr a)
{
	assert_ptr_equal(arg, &questions);
	__atomic_add_fetch(&questions, 1, __ATOMIC_SEQ_CST);
	if (answers)
		verdicts_put(&vs, a, &word);
}

static void
begin(unsigned wait_ms)
{
	verdicts_init(&vs, wait_ms, question, &questions);
	questions = 0;
	answers = true;
	later = 0;
	word = (struct access_verdict){ ACCESS_ADMITTED, 5, 0 };
}

static int
begin_patient(void **state)
{
	(void)state;
	begin(PATIENCE_MS);
	return 0;
}

static int
begin_impatient(void **state)
{
	(void)state;
	begin(SOON_MS);
	answers = false;
	return 0;
}

static int
end(void **state)
{
	(void)state;
	verdicts_free(&vs);
	return 0;
}

static void
test_asks_once(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++) {
		const struct access_verdict v = verdicts_get(&vs, address(1));

		assert_int_equal(v.state, ACCESS_ADMITTED);
		assert_int_equal(v.rules, 5);
	}
	assert_int_equal(questions, 1);
	word.state = ACCESS_WAITING;
	assert_int_equal(verdicts_get(&vs, address(2)).state, ACCESS_WAITING);
	assert_int_equal(verdicts_get(&vs, address(1)).state, ACCESS_ADMITTED);
	assert_int_equal(questions, 2);
}

static void
test_forgets(void **state)
{
	(void)state;
	verdicts_get(&vs, address(1));
	word.state = ACCESS_SHUT;
	later = LIMIT_VERDICT_MS / 2;
	assert_int_equal(verdicts_get(&vs, address(1)).state, ACCESS_ADMITTED);
	later = LIMIT_VERDICT_MS;
	assert_int_equal(verdicts_get(&vs, address(1)).state, ACCESS_SHUT);
	word.state = ACCESS_ADMITTED;
	assert_int_equal(verdicts_get(&vs, address(1)).state, ACCESS_SHUT);
	verdicts_change(&vs, true);
	assert_int_equal(verdicts_get(&vs, address(1)).state, ACCESS_ADMITTED);
	assert_int_equal(questions, 3);
}

static void
test_need_not_ask(void **state)
{
	(void)state;
	word.state = ACCESS_SHUT;
	assert_int_equal(verdicts_get(&vs, address(1)).state, ACCESS_SHUT);
	verdicts_change(&vs, false);
	assert_int_equal(verdicts_get(&vs, address(1)).state, ACCESS_ADMITTED);
	assert_int_equal(verdicts_get(&vs, address(1)).rules, 0);
	assert_int_equal(questions, 1);
}

/* More peers than there are places: the oldest are asked about anew. */
static void
test_many(void **state)
{
	(void)state;
	for (uint32_t n = 0; n < 2 * LIMIT_VERDICTS; n++) {
		later = n;
		verdicts_get(&vs, address(n));
	}
	assert_int_equal(questions, 2 * LIMIT_VERDICTS);
	verdicts_get(&vs, address(2 * LIMIT_VERDICTS - 1));
	verdicts_get(&vs, address(LIMIT_VERDICTS));
	assert_int_equal(questions, 2 * LIMIT_VERDICTS);
	verdicts_get(&vs, address(0));
	assert_int_equal(questions, 2 * LIMIT_VERDICTS + 1);
}

static void
test_no_answer(void **state)
{
	(void)state;
	assert_int_equal(verdicts_get(&vs, address(1)).state, ACCESS_SHUT);
	assert_int_equal(verdicts_get(&vs, address(1)).state, ACCESS_SHUT);
	assert_true(questions >= 2);
	answers = true;
	assert_int_equal(verdicts_get(&vs, address(1)).state, ACCESS_ADMITTED);
}

static void *
get_in_thread(void *arg)
{
	struct access_verdict *v = arg;

	*v = verdicts_get(&vs, address(1));
	return NULL;
}

static void
await_questions(unsigned n)
{
	const struct timespec t = { .tv_nsec = 1000000 };

	while (__atomic_load_n(&questions, __ATOMIC_SEQ_CST) < n)
		nanosleep(&t, NULL);
}

/* Several wait for one answer; an answer that is taken back is asked for
   again. */
static void
test_waits(void **state)
{
	struct access_verdict got[3] = { { .state = ACCESS_SHUT } };
	pthread_t threads[3];

	(void)state;
	answers = false;
	for (size_t i = 0; i < 3; i++)
		pthread_create(&threads[i], NULL, get_in_thread, &got[i]);
	await_questions(1);
	verdicts_change(&vs, true);
	await_questions(2);
	word.rules = 9;
	verdicts_put(&vs, address(2), &word);	/* another's is not theirs */
	verdicts_put(&vs, address(1), &word);
	for (size_t i = 0; i < 3; i++) {
		pthread_join(threads[i], NULL);
		assert_int_equal(got[i].state, ACCESS_ADMITTED);
		assert_int_equal(got[i].rules, 9);
	}
	assert_int_equal(questions, 2);
}

static void
test_closed(void **state)
{
	struct access_verdict got = { .state = ACCESS_ADMITTED };
	pthread_t thread;

	(void)state;
	verdicts_get(&vs, address(2));
	answers = false;
	pthread_create(&thread, NULL, get_in_thread, &got);
	await_questions(2);
	verdicts_close(&vs);
	pthread_join(thread, NULL);
	assert_int_equal(got.state, ACCESS_SHUT);
	later = 2 * LIMIT_VERDICT_MS;
	assert_int_equal(verdicts_get(&vs, address(2)).state, ACCESS_ADMITTED);
	assert_int_equal(verdicts_get(&vs, address(3)).state, ACCESS_SHUT);
	assert_int_equal(questions, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name, setup) cmocka_unit_test_setup_teardown(name, setup, end)
		TEST(test_asks_once, begin_patient),
		TEST(test_forgets, begin_patient),
		TEST(test_need_not_ask, begin_patient),
		TEST(test_many, begin_patient),
		TEST(test_no_answer, begin_impatient),
		TEST(test_waits, begin_patient),
		TEST(test_closed, begin_patient),
	};

	log_open("test", LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
