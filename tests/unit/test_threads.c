/* with: tests/unit/http_kit.c */

/* How many threads serve the connections there are, and stay for the next. */

#include <dirent.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/unit/http_kit.h"

static size_t
count_threads(void)
{
	DIR *d = opendir("/proc/self/task");
	struct dirent *e;
	size_t n = 0;

	assert_non_null(d);
	while ((e = readdir(d)) != NULL)
		n += e->d_name[0] != '.';
	closedir(d);
	return n;
}

/* A thread that has been joined is counted by the kernel a moment longer. */
static void
await_threads(size_t n)
{
	uint64_t end = kit_now_ms() + KIT_PATIENCE_SEC * 1000;

	while (count_threads() != n && kit_now_ms() < end)
		poll(NULL, 0, 20);
	assert_int_equal(count_threads(), n);
}

static void
test_come_and_go(void **state)
{
	struct http_limits limits = LIMITS_DEFAULT;
	struct kit k;
	int fds[20];
	size_t i;

	(void)state;
	limits.threads_kept = 2;
	limits.thread_idle_ms = 100;
	kit_start(&k, &limits);
	await_threads(2);	/* this one and the one that accepts */
	for (i = 0; i < 20; i++) {
		fds[i] = kit_connect(&k);
		kit_get(&k, fds[i], "/text");
		assert_int_equal(kit_status(fds[i]), 200);
	}
	await_threads(2 + 20);
	for (i = 0; i < 20; i++)
		close(fds[i]);
	await_threads(2 + limits.threads_kept);
	kit_stop(&k);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_come_and_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
