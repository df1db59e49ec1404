/*
 * The parent's event loop: timers in their order, watches until they are
 * taken away, also from within a callback.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <cmocka.h>

#include "server/parent/loop.h"

struct scene {
	struct loop	 loop;
	struct loop_timer a, b;
	struct loop_watch watch;
	int		 ends[2];
	char		 seen[16];	/* what was called, a letter each */
};

static int
open_scene(void **state)
{
	static struct scene scene;	/* of a test, not of a program */

	memset(&scene, 0, sizeof(scene));
	assert_int_equal(loop_open(&scene.loop), 0);
	assert_int_equal(pipe(scene.ends), 0);
	*state = &scene;
	return 0;
}

static int
close_scene(void **state)
{
	struct scene *s = *state;

	close(s->ends[0]);
	close(s->ends[1]);
	close(s->loop.epoll);
	return 0;
}

static void
see_a(void *arg)
{
	strcat(((struct scene *)arg)->seen, "a");
}

static void
see_b(void *arg)
{
	strcat(((struct scene *)arg)->seen, "b");
}

static void
see_data(void *arg)
{
	struct scene *s = arg;
	char c;

	assert_int_equal(read(s->ends[0], &c, 1), 1);
	strcat(s->seen, "d");
}

static void
end_watch(void *arg)
{
	struct scene *s = arg;

	strcat(s->seen, "e");
	loop_unwatch(&s->loop, &s->watch);
}

static void
again(void *arg)
{
	struct scene *s = arg;

	strcat(s->seen, "g");
	loop_arm(&s->loop, &s->a, 0, see_a, s);
}

static void
test_timers_in_order(void **state)
{
	struct scene *s = *state;
	int64_t began = loop_now_ms();

	loop_arm(&s->loop, &s->a, 20000, see_a, s);
	loop_arm(&s->loop, &s->b, 10, see_b, s);
	while (s->seen[0] == '\0')
		assert_int_equal(loop_step(&s->loop), 0);
	assert_string_equal(s->seen, "b");
	assert_true(loop_now_ms() - began >= 10);
	assert_ptr_equal(s->loop.timers, &s->a);
}

static void
test_disarm_and_move(void **state)
{
	struct scene *s = *state;

	loop_arm(&s->loop, &s->a, 0, see_a, s);
	loop_disarm(&s->loop, &s->a);
	loop_disarm(&s->loop, &s->a);		/* twice does no harm */
	loop_arm(&s->loop, &s->b, 100000, see_b, s);
	loop_arm(&s->loop, &s->b, 0, see_b, s);	/* moved, not doubled */
	assert_int_equal(loop_step(&s->loop), 0);
	assert_string_equal(s->seen, "b");
	assert_null(s->loop.timers);
}

static void
test_arm_within(void **state)
{
	struct scene *s = *state;

	loop_arm(&s->loop, &s->a, 0, again, s);
	assert_int_equal(loop_step(&s->loop), 0);
	assert_int_equal(loop_step(&s->loop), 0);
	assert_string_equal(s->seen, "ga");
}

static void
test_watch(void **state)
{
	struct scene *s = *state;

	loop_watch(&s->loop, &s->watch, s->ends[0], see_data, s);
	assert_int_equal(write(s->ends[1], "xy", 2), 2);
	assert_int_equal(loop_step(&s->loop), 0);
	assert_int_equal(loop_step(&s->loop), 0);
	assert_string_equal(s->seen, "dd");
}

/* A timer that is due is not kept waiting by a busy descriptor. */
static void
test_timer_first(void **state)
{
	struct scene *s = *state;

	loop_watch(&s->loop, &s->watch, s->ends[0], see_data, s);
	assert_int_equal(write(s->ends[1], "x", 1), 1);
	loop_arm(&s->loop, &s->a, 0, see_a, s);
	assert_int_equal(loop_step(&s->loop), 0);
	assert_int_equal(loop_step(&s->loop), 0);
	assert_string_equal(s->seen, "ad");
}

static void
test_unwatch_within(void **state)
{
	struct scene *s = *state;

	loop_watch(&s->loop, &s->watch, s->ends[0], end_watch, s);
	assert_int_equal(write(s->ends[1], "x", 1), 1);
	assert_int_equal(loop_step(&s->loop), 0);
	assert_int_equal(s->watch.fd, -1);
	loop_arm(&s->loop, &s->a, 10, see_a, s);	/* x is still there */
	while (strlen(s->seen) < 2)
		assert_int_equal(loop_step(&s->loop), 0);
	assert_string_equal(s->seen, "ea");
}

int
main(void)
{
#define TEST(f)	cmocka_unit_test_setup_teardown(f, open_scene, close_scene)
	const struct CMUnitTest tests[] = {
		TEST(test_timers_in_order),
		TEST(test_disarm_and_move),
		TEST(test_arm_within),
		TEST(test_watch),
		TEST(test_timer_first),
		TEST(test_unwatch_within),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
