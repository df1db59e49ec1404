/*
 * Nothing outside the media roots can be opened through them, whatever stands
 * in the folders.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <cmocka.h>

#include "common/root.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

/* A directory with two roots in it, and things beside them. */
static char top[] = "/tmp/lares-root-XXXXXX";

static void
must(int result)
{
	if (result == -1)
		fail_msg("%s", strerror(errno));
}

static void
put(const char *path)
{
	int fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);

	must(fd);
	must((int)write(fd, path, strlen(path)));
	close(fd);
}

static void
put_socket(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	must(fd);
	strncpy(address.sun_path, path, sizeof(address.sun_path) - 1);
	must(bind(fd, (struct sockaddr *)&address, sizeof(address)));
	close(fd);
}

/* "~" at its begin stands for the directory of this test. */
static void
link_to(const char *target, const char *path)
{
	char whole[PATH_MAX];

	snprintf(whole, sizeof(whole), "%s%s", *target == '~' ? top : "",
	    *target == '~' ? target + 1 : target);
	must(symlink(whole, path));
}

static int
set_up(void **state)
{
	(void)state;
	if (mkdtemp(top) == NULL || chdir(top) == -1)
		return -1;
	must(mkdir("one", 0700));
	must(mkdir("one/dir", 0700));
	must(mkdir("two", 0700));
	must(mkdir("oneself", 0700));
	put("one/file");
	put("one/dir/deep");
	put("two/other");
	put("oneself/secret");
	put("secret");
	link_to("file", "one/link");
	link_to("~/one/dir/deep", "one/absolute");
	link_to("../file", "one/dir/up");
	link_to("dir", "one/dirlink");
	link_to("dirlink/up", "one/twice");
	link_to("~/two/other", "one/other");
	link_to("../two", "one/two");
	link_to("../secret", "one/out");
	link_to("~/oneself/secret", "one/alike");
	link_to("/proc/self/fd/0", "one/magic");
	link_to("/", "one/slash");
	link_to("loop", "one/loop");
	link_to("nowhere", "one/dangling");
	link_to("..", "one/dir/dotdot");
	link_to("one", "alias");
	must(mkfifo("one/fifo", 0600));
	link_to("fifo", "one/fifolink");
	put_socket("one/socket");
	link_to("/dev/null", "one/null");
	return 0;
}

static int
tear_down(void **state)
{
	static const char *const files[] = {
		"one/dir/deep", "one/dir/up", "one/dir/dotdot", "one/dir",
		"one/file", "one/link", "one/absolute", "one/dirlink",
		"one/twice", "one/other", "one/two", "one/out", "one/alike",
		"one/magic", "one/slash", "one/loop", "one/dangling",
		"one/fifo", "one/fifolink", "one/socket", "one/null", "one",
		"two/other", "two", "oneself/secret", "oneself", "secret",
		"alias",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(files); i++)
		must(remove(files[i]));
	must(chdir("/"));
	must(remove(top));
	return 0;
}

static void
open_roots(struct root_set *set)
{
	char paths[3][PATH_MAX];
	char *list[3];

	for (size_t i = 0; i < 3; i++) {
		static const char *const names[] = { "one", "two", "missing" };

		snprintf(paths[i], sizeof(paths[i]), "%s/%s", top, names[i]);
		list[i] = paths[i];
	}
	assert_int_equal(root_set_open(set, list, 3), 0);
}

/* A file says where it really lies. */
static void
assert_holds(int fd, const char *text)
{
	char got[64] = "";

	assert_true(read(fd, got, sizeof(got) - 1) >= 0);
	assert_string_equal(got, text);
}

static void
leads_nowhere_else(void **state)
{
	static const struct {
		const char	*path;
		const char	*real;		/* "/": a directory */
		int		 error;
	} cases[] = {
		{ "file",		"one/file",	0 },
		{ "dir/deep",		"one/dir/deep",	0 },
		{ "",			"/",		0 },
		{ "dir",		"/",		0 },
		/* Links within, and to another root. */
		{ "link",		"one/file",	0 },
		{ "absolute",		"one/dir/deep",	0 },
		{ "dir/up",		"one/file",	0 },
		{ "dirlink",		"/",		0 },
		{ "dirlink/deep",	"one/dir/deep",	0 },
		{ "twice",		"one/file",	0 },
		{ "dir/dotdot",		"/",		0 },
		{ "other",		"two/other",	0 },
		{ "two",		"/",		0 },
		{ "two/other",		"two/other",	0 },
		/* Out. */
		{ "out",		NULL,		EXDEV },
		{ "alike",		NULL,		EXDEV },
		{ "slash",		NULL,		EXDEV },
		{ "slash/etc/passwd",	NULL,		EXDEV },
		{ "null",		NULL,		EXDEV },
		{ "..",			NULL,		EXDEV },
		{ "../secret",		NULL,		EXDEV },
		{ "dir/../../secret",	NULL,		EXDEV },
		{ "/etc/passwd",	NULL,		EXDEV },
		/* To nothing, and to what is no file. */
		{ "loop",		NULL,		ELOOP },
		{ "dangling",		NULL,		ENOENT },
		{ "nothing",		NULL,		ENOENT },
		{ "file/x",		NULL,		ENOTDIR },
		{ "fifo",		NULL,		EINVAL },
		{ "fifolink",		NULL,		EINVAL },
		{ "socket",		NULL,		EINVAL },
	};
	struct root_set set;

	(void)state;
	open_roots(&set);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct stat st = { .st_size = -1 };
		int fd;

		errno = 0;
		fd = root_open(&set, 0, cases[i].path, &st);
		if ((fd == -1) != (cases[i].error != 0) ||
		    (fd == -1 && errno != cases[i].error))
			fail_msg("%s: %d, %s", cases[i].path, fd,
			    strerror(errno));
		if (fd == -1) {		/* set only on success */
			assert_int_equal(st.st_size, -1);
			continue;
		}
		assert_true(fcntl(fd, F_GETFD) & FD_CLOEXEC);
		assert_int_equal(fcntl(fd, F_GETFL) & O_ACCMODE, O_RDONLY);
		if (strcmp(cases[i].real, "/") == 0)
			assert_true(S_ISDIR(st.st_mode));
		else
			assert_holds(fd, cases[i].real);
		close(fd);
	}
	root_set_close(&set);
}

/* Whatever it leads to, it is no file of a root. */
static void
refuses_magic_links(void **state)
{
	struct root_set set;
	struct stat st;

	(void)state;
	open_roots(&set);
	assert_int_equal(root_open(&set, 0, "magic", &st), -1);
	root_set_close(&set);
}

static void
keeps_closed_roots_in_place(void **state)
{
	struct root_set set;
	struct stat st;
	int fd;

	(void)state;
	open_roots(&set);
	assert_int_equal(set.n, 3);
	assert_true(root_is_open(&set, 0));
	assert_true(root_is_open(&set, 1));
	assert_false(root_is_open(&set, 2));
	assert_false(root_is_open(&set, 3));
	assert_int_equal(root_open(&set, 2, "x", &st), -1);
	assert_int_equal(errno, ENOENT);
	assert_int_equal(root_open(&set, 3, "x", &st), -1);
	fd = root_open(&set, 1, "other", &st);
	must(fd);
	assert_int_equal(st.st_size, strlen("two/other"));
	close(fd);
	root_set_close(&set);
	assert_int_equal(set.n, 0);
}

/* A root that is itself a link, and links in it that name it either way. */
static void
root_may_be_a_link(void **state)
{
	char path[PATH_MAX], *list[] = { path };
	struct root_set set;
	struct stat st;
	int fd;

	(void)state;
	snprintf(path, sizeof(path), "%s/alias", top);
	assert_int_equal(root_set_open(&set, list, 1), 0);
	fd = root_open(&set, 0, "absolute", &st);
	must(fd);
	assert_holds(fd, "one/dir/deep");
	close(fd);
	assert_int_equal(root_open(&set, 0, "other", &st), -1);
	assert_int_equal(errno, EXDEV);		/* "two" is no root here */
	root_set_close(&set);
}

static void
root_may_be_everything(void **state)
{
	char slash[] = "/", *list[] = { slash }, path[PATH_MAX];
	struct root_set set;
	struct stat st;
	int fd;

	(void)state;
	assert_int_equal(root_set_open(&set, list, 1), 0);
	snprintf(path, sizeof(path), "%s/one/out", top + 1);
	fd = root_open(&set, 0, path, &st);
	must(fd);
	assert_holds(fd, "secret");
	close(fd);
	root_set_close(&set);
}

static void
path_may_be_too_long(void **state)
{
	char path[2 * PATH_MAX];
	struct root_set set;
	struct stat st;

	(void)state;
	open_roots(&set);
	for (size_t i = 0; i < sizeof(path) - 1; i++)
		path[i] = i % 2 ? '/' : 'x';
	path[sizeof(path) - 1] = '\0';
	assert_int_equal(root_open(&set, 0, path, &st), -1);
	assert_int_equal(errno, ENAMETOOLONG);
	/* Fits as such, but no longer behind the name of the root. */
	memcpy(path, "dirlink/", 8);
	path[PATH_MAX - 2] = '\0';
	assert_int_equal(root_open(&set, 0, path, &st), -1);
	assert_int_equal(errno, ENAMETOOLONG);
	root_set_close(&set);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(leads_nowhere_else),
		cmocka_unit_test(refuses_magic_links),
		cmocka_unit_test(keeps_closed_roots_in_place),
		cmocka_unit_test(root_may_be_a_link),
		cmocka_unit_test(root_may_be_everything),
		cmocka_unit_test(path_may_be_too_long),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
