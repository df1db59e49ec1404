/*
 * What a started program finds: its descriptors and no others, a process group
 * of its own, ordinary signals, a short environment.
 */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/spawn.h"

#define SHELL	"/bin/sh"

/* Runs a shell script with descriptor 3 to write to; what it wrote. */
static void
run(const char *script, char *out, size_t size)
{
	char *argv[] = { "sh", "-c", (char *)script, NULL };
	int program = open(SHELL, O_PATH | O_CLOEXEC), ends[2], pidfd, status;
	size_t len = 0;
	ssize_t n;
	pid_t pid;

	assert_int_equal(pipe(ends), 0);	/* not close-on-exec */
	pid = spawn_start(program, argv, &ends[1], 1, &pidfd);
	assert_int_not_equal(pid, -1);
	assert_true(fcntl(pidfd, F_GETFD) & FD_CLOEXEC);
	close(ends[1]);
	while (len < size - 1 &&
	    (n = read(ends[0], out + len, size - 1 - len)) > 0)
		len += (size_t)n;
	out[len] = '\0';
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	close(ends[0]);
	close(pidfd);
	close(program);
}

static void
test_descriptors(void **state)
{
	char got[256];
	int extra = open("/dev/null", O_RDONLY);	/* must not be seen */

	(void)state;
	assert_true(extra > 2);
	run("for i in 0 1 2 3 4 5 6 7 8 9; do "
	    "test -e /dev/fd/$i && printf $i >&3; done; "
	    "readlink /proc/$$/fd/0 >&3", got, sizeof(got));
	assert_string_equal(got, "0123/dev/null\n");
	close(extra);
}

static void
test_environment(void **state)
{
	char got[4096];

	(void)state;
	setenv("TZ", "UTC", 1);
	setenv("LANG", "C", 1);
	setenv("HOME", "/secret", 1);
	setenv("LD_PRELOAD_NOT", "x", 1);
	unsetenv("JOURNAL_STREAM");
	unsetenv("LC_ALL");
	run("tr '\\0' '\\n' </proc/$$/environ | grep -v SAN_OPTIONS >&3",
	    got, sizeof(got));
	assert_string_equal(got, "LANG=C\nTZ=UTC\n");
}

static void
test_process_group(void **state)
{
	char got[256];

	(void)state;
	/* Its group (field 5 of stat) is its own pid. */
	run("set -- $(cat /proc/$$/stat); "
	    "test $1 = $5 && printf own >&3", got, sizeof(got));
	assert_string_equal(got, "own");
}

static void
test_signals(void **state)
{
	unsigned long long blocked, ignored;
	char got[256];
	sigset_t set;

	(void)state;
	signal(SIGHUP, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigprocmask(SIG_BLOCK, &set, NULL);
	/* exec: a shell that waits for a child blocks signals of its own. */
	run("exec grep -E '^Sig(Blk|Ign)' /proc/self/status >&3", got,
	    sizeof(got));
	assert_int_equal(sscanf(got, "SigBlk: %llx SigIgn: %llx", &blocked,
	    &ignored), 2);
	assert_int_equal(blocked, 0);
	/* Only SIGPIPE, 13; 32 and 33 are the C library's own. */
	assert_int_equal(ignored & ~(3ull << 31), 1ull << 12);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	signal(SIGHUP, SIG_DFL);
}

static void
test_cannot_run(void **state)
{
	char *argv[] = { "x", NULL };
	int program = open("/dev/null", O_PATH | O_CLOEXEC), pidfd = -2;

	(void)state;
	assert_int_equal(spawn_start(program, argv, NULL, 0, &pidfd), -1);
	assert_int_equal(errno, EACCES);
	assert_int_equal(pidfd, -2);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);	/* no zombie */
	assert_int_equal(errno, ECHILD);
	close(program);
}

/* Beside this very program, where the test is sure to find itself. */
static void
test_open(void **state)
{
	char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);
	int fd;

	(void)state;
	assert_true(n > 0);
	self[n] = '\0';
	fd = spawn_open(strrchr(self, '/') + 1);
	assert_int_not_equal(fd, -1);
	close(fd);
	assert_int_equal(spawn_open("lares-no-such-program"), -1);
	assert_int_equal(errno, ENOENT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_descriptors),
		cmocka_unit_test(test_environment),
		cmocka_unit_test(test_process_group),
		cmocka_unit_test(test_signals),
		cmocka_unit_test(test_cannot_run),
		cmocka_unit_test(test_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
