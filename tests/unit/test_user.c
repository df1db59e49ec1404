/*
 * Users out of /etc/passwd, as far as every machine has them.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/user.h"

static void
test_find(void **state)
{
	struct user u, by_number;

	(void)state;
	assert_int_equal(user_find(&u, "root"), 0);
	assert_int_equal(u.uid, 0);
	assert_string_equal(u.name, "root");
	assert_int_equal(u.home[0], '/');
	assert_true(u.ngroups >= 1);
	assert_int_equal(u.groups[0], u.gid);
	assert_int_equal(user_find(&by_number, "0"), 0);
	assert_string_equal(by_number.name, u.name);
}

static void
test_missing(void **state)
{
	static const char *const names[] = { "no-such-user-lares", "", "-1",
	    "4294967295", "roo", "root:" };
	struct user u;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		errno = 0;
		assert_int_equal(user_find(&u, names[i]), -1);
		assert_int_equal(errno, ENOENT);
	}
}

static void
test_self(void **state)
{
	struct user u;

	(void)state;
	setenv("HOME", "/somewhere", 1);
	user_self(&u);
	assert_int_equal(u.uid, geteuid());
	assert_string_equal(u.home, "/somewhere");
	setenv("HOME", "relative", 1);		/* then the entry's, if any */
	user_self(&u);
	assert_string_not_equal(u.home, "relative");
}

/* In a child, since there is no way back. */
static void
test_become(void **state)
{
	struct user u = { .uid = 65534, .gid = 65534, .groups = { 65534 },
	    .ngroups = 1 };
	gid_t groups[4];
	int status;
	pid_t pid;

	(void)state;
	if (geteuid() != 0)
		skip();
	if ((pid = fork()) == 0) {
		if (user_become(&u) == -1)
			_exit(errno == EINVAL || errno == EPERM ? 2 : 1);
		_exit(getuid() == 65534 && geteuid() == 65534 &&
		    getgid() == 65534 && getgroups(4, groups) == 1 &&
		    setuid(0) == -1 ? 0 : 1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (WEXITSTATUS(status) == 2)
		skip();		/* a user namespace without that id */
	assert_int_equal(status, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_missing),
		cmocka_unit_test(test_self),
		cmocka_unit_test(test_become),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
