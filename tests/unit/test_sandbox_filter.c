/*
 * Tables to seccomp programs: each kind of row, on getpriority(which, who, ...)
 * which has no effect and ignores arguments beyond its second.
 */
#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/sandbox_filter.h"

#define NOT_INSTALLED	250
#define ROW(...)	{ .nr = __NR_getpriority, .tests = { __VA_ARGS__ } }
#define WORKED		0

static long
call(uint64_t third, uint64_t fourth)
{
	return syscall(SYS_getpriority, 0, 0, third, fourth);
}

/* errno of the call under a filter of one row, 0 or the deadly signal. */
static int
under(const struct sandbox_call *row, enum sandbox_answer answer,
    enum sandbox_answer otherwise, uint64_t third, uint64_t fourth)
{
	const struct sandbox_call leave = { .nr = __NR_exit_group };
	const struct sandbox_group groups[] = {
		{ answer, row, 1 }, { SANDBOX_ALLOW, &leave, 1 },
	};
	const struct sandbox_filter filter = { groups, 2, otherwise };
	pid_t pid = fork();
	int status;

	assert_int_not_equal(pid, -1);
	if (pid == 0) {
		if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1 ||
		    sandbox_filter_install(&filter) == -1)
			_exit(NOT_INSTALLED);
		/* Not _exit(), where a sanitizer does more than that. */
		syscall(SYS_exit_group,
		    call(third, fourth) == -1 ? errno : WORKED);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
}

static void
test_rows(void **unused)
{
	static const uint64_t high = 1ull << 32;
	static const struct {
		struct sandbox_call	row;
		uint64_t		third, fourth;
		int			result;
	} cases[] = {
		{ ROW({ 0 }), 0, 0, EPERM },
		{ { .nr = __NR_getuid }, 0, 0, WORKED },

		{ ROW({ SANDBOX_TEST_IS, 2, false, UINT32_MAX, 7 }),
		    7, 0, EPERM },
		{ ROW({ SANDBOX_TEST_IS, 2, false, UINT32_MAX, 7 }),
		    high + 7, 0, EPERM },
		{ ROW({ SANDBOX_TEST_IS, 2, false, UINT32_MAX, 7 }),
		    6, 7, WORKED },
		{ ROW({ SANDBOX_TEST_IS, 2, false, 0xf, 1 }),
		    0x801, 0, EPERM },
		{ ROW({ SANDBOX_TEST_IS, 2, false, 0xf, 1 }),
		    0x803, 0, WORKED },
		{ ROW({ SANDBOX_TEST_IS, 3, false, 4, 0 }), 0, 3, EPERM },
		{ ROW({ SANDBOX_TEST_IS, 3, false, 4, 0 }), 0, 5, WORKED },

		{ ROW({ SANDBOX_TEST_ANY, 2, false, 6, 0 }), 4, 0, EPERM },
		{ ROW({ SANDBOX_TEST_ANY, 2, false, 6, 0 }), 9, 0, WORKED },
		{ ROW({ SANDBOX_TEST_ANY, 2, true, UINT32_MAX, 0 }),
		    high, 0, EPERM },
		{ ROW({ SANDBOX_TEST_ANY, 2, true, UINT32_MAX, 0 }),
		    UINT32_MAX, 0, WORKED },

		/* Both tests of a row must hold. */
		{ ROW({ SANDBOX_TEST_IS, 2, false, UINT32_MAX, 7 },
		    { SANDBOX_TEST_ANY, 3, false, 1, 0 }), 7, 1, EPERM },
		{ ROW({ SANDBOX_TEST_IS, 2, false, UINT32_MAX, 7 },
		    { SANDBOX_TEST_ANY, 3, false, 1, 0 }), 7, 2, WORKED },
		{ ROW({ SANDBOX_TEST_IS, 2, false, UINT32_MAX, 7 },
		    { SANDBOX_TEST_ANY, 3, false, 1, 0 }), 8, 1, WORKED },
	};

	(void)unused;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int result = under(&cases[i].row, SANDBOX_DENY, SANDBOX_ALLOW,
		    cases[i].third, cases[i].fourth);

		if (result != cases[i].result)
			print_error("row %zu\n", i);
		assert_int_equal(result, cases[i].result);
	}
}

static void
test_answers(void **unused)
{
	static const struct {
		enum sandbox_answer	answer, otherwise;
		int			result;
	} cases[] = {
		{ SANDBOX_ALLOW, SANDBOX_KILL, WORKED },
		{ SANDBOX_DENY, SANDBOX_ALLOW, EPERM },
		{ SANDBOX_NO_ACCESS, SANDBOX_ALLOW, EACCES },
		{ SANDBOX_NO_SUCH_CALL, SANDBOX_ALLOW, ENOSYS },
		{ SANDBOX_KILL, SANDBOX_ALLOW, SIGSYS },
	};
	static const struct sandbox_call row = ROW({ 0 });
	static const struct sandbox_call other = { .nr = __NR_getuid };

	(void)unused;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(under(&row, cases[i].answer,
		    cases[i].otherwise, 0, 0), cases[i].result);
	assert_int_equal(under(&other, SANDBOX_ALLOW, SANDBOX_KILL, 0, 0),
	    SIGSYS);
	assert_int_equal(under(&other, SANDBOX_ALLOW, SANDBOX_DENY, 0, 0),
	    EPERM);
}

/* The pid is that of the process which installs the filter. */
static void
test_own_pid(void **unused)
{
	static const struct sandbox_call row =
	    ROW({ SANDBOX_TEST_OWN_PID, 2, false, 0, 0 });
	static const struct sandbox_group group = { SANDBOX_DENY, &row, 1 };
	static const struct sandbox_filter filter = { &group, 1,
	    SANDBOX_ALLOW };
	pid_t pid = fork();
	int status;

	(void)unused;
	if (pid == 0) {
		if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1 ||
		    sandbox_filter_install(&filter) == -1)
			_exit(NOT_INSTALLED);
		_exit(call((uint64_t)getpid(), 0) != -1 ||
		    call((uint64_t)getppid(), 0) == -1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

static void *
call_when_told(void *arg)
{
	char c;

	if (read(*(int *)arg, &c, 1) != 1)
		return (void *)1;
	return (void *)(uintptr_t)(call(0, 0) != -1);
}

/* A thread that was there before is under the filter as well. */
static void
test_threads_follow(void **unused)
{
	static const struct sandbox_call row = ROW({ 0 });
	static const struct sandbox_group group = { SANDBOX_DENY, &row, 1 };
	static const struct sandbox_filter filter = { &group, 1,
	    SANDBOX_ALLOW };
	pid_t pid = fork();
	int status, ends[2];
	pthread_t thread;
	void *escaped;

	(void)unused;
	if (pid == 0) {
		if (pipe(ends) == -1 || pthread_create(&thread, NULL,
		    call_when_told, &ends[0]) != 0 ||
		    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1 ||
		    sandbox_filter_install(&filter) == -1 ||
		    write(ends[1], "x", 1) != 1 ||
		    pthread_join(thread, &escaped) != 0)
			_exit(NOT_INSTALLED);
		_exit(escaped != NULL);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_answers),
		cmocka_unit_test(test_own_pid),
		cmocka_unit_test(test_threads_follow),
	};

	return cmocka_run_group_tests_name("sandbox_filter", tests, NULL,
	    NULL);
}
