/*
 * The state directory: made with all that leads to it, private, and held by
 * one at a time.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "server/parent/folder.h"

static struct user
myself(void)
{
	return (struct user){ .uid = geteuid(), .gid = getegid() };
}

static void
test_made(void **state)
{
	const struct user me = myself();
	char base[] = "/tmp/lares-unit-XXXXXX", path[64];
	struct stat st;
	int fd;

	(void)state;
	assert_non_null(mkdtemp(base));
	snprintf(path, sizeof(path), "%s//a/b/", base);
	fd = folder_open(path, &me);
	assert_int_not_equal(fd, -1);
	assert_int_equal(fstat(fd, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	assert_int_equal(folder_writable(fd), 0);
	close(fd);
	fd = folder_open(path, &me);		/* and found again */
	assert_int_not_equal(fd, -1);
	close(fd);
	rmdir(path);
	snprintf(path, sizeof(path), "%s/a", base);
	rmdir(path);
	rmdir(base);
}

static void
test_not_a_folder(void **state)
{
	const struct user me = myself();

	(void)state;
	assert_int_equal(folder_open("/dev/null/x", &me), -1);
	assert_int_equal(errno, ENOTDIR);
}

/* What root makes on the way is given to the user, what was there is not. */
static void
test_given(void **state)
{
	const struct user nobody = { .uid = 65534, .gid = 65534 };
	char base[] = "/tmp/lares-unit-XXXXXX", path[64];
	struct stat st;
	int fd;

	(void)state;
	if (geteuid() != 0)
		skip();
	assert_non_null(mkdtemp(base));
	snprintf(path, sizeof(path), "%s/a", base);
	fd = folder_open(path, &nobody);
	if (fd == -1 && errno == EINVAL) {	/* no such id in a user */
		rmdir(path);			/* namespace */
		rmdir(base);
		skip();
	}
	assert_int_not_equal(fd, -1);
	assert_int_equal(fstat(fd, &st), 0);
	assert_int_equal(st.st_uid, 65534);
	assert_int_equal(stat(base, &st), 0);
	assert_int_equal(st.st_uid, 0);
	close(fd);
	rmdir(path);
	rmdir(base);
}

/* A link that the user laid in what is his leads root nowhere. */
static void
test_misled(void **state)
{
	const struct user nobody = { .uid = 65534, .gid = 65534 };
	char base[] = "/tmp/lares-unit-XXXXXX", home[64], way[96], goal[64];
	struct stat st;

	(void)state;
	if (geteuid() != 0)
		skip();
	assert_non_null(mkdtemp(base));
	assert_int_equal(chmod(base, 0755), 0);
	snprintf(home, sizeof(home), "%s/home", base);
	snprintf(goal, sizeof(goal), "%s/goal", base);
	assert_int_equal(mkdir(home, 0755), 0);
	assert_int_equal(mkdir(goal, 0755), 0);
	if (chown(home, 65534, 65534) == -1)
		goto out;		/* no such id in a user namespace */
	snprintf(way, sizeof(way), "%s/state", home);
	assert_int_equal(symlink(goal, way), 0);
	snprintf(way, sizeof(way), "%s/state/lares", home);
	assert_int_equal(folder_open(way, &nobody), -1);
	assert_int_equal(errno, EACCES);
	snprintf(way, sizeof(way), "%s/lares", goal);
	assert_int_equal(stat(way, &st), -1);
	snprintf(way, sizeof(way), "%s/mine", base);	/* root again */
	assert_int_equal(mkdir(way, 0700), 0);
	assert_int_equal(stat(way, &st), 0);
	assert_int_equal(st.st_uid, 0);
	assert_int_equal(st.st_gid, getegid());
	rmdir(way);
	snprintf(way, sizeof(way), "%s/state", home);
	unlink(way);
out:
	rmdir(home);
	rmdir(goal);
	rmdir(base);
}

static void
test_lock(void **state)
{
	const struct user me = myself();
	char base[] = "/tmp/lares-unit-XXXXXX";
	int one, two;

	(void)state;
	assert_non_null(mkdtemp(base));
	one = folder_open(base, &me);
	two = folder_open(base, &me);
	assert_int_equal(folder_lock(one), 0);
	assert_int_equal(folder_lock(two), -1);
	assert_int_equal(errno, EWOULDBLOCK);
	close(one);
	assert_int_equal(folder_lock(two), 0);
	close(two);
	rmdir(base);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_made),
		cmocka_unit_test(test_not_a_folder),
		cmocka_unit_test(test_given),
		cmocka_unit_test(test_misled),
		cmocka_unit_test(test_lock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
