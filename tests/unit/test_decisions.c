/* What the owner decided: the table, its text, its file. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "server/parent/decisions.h"

static struct decisions d;
static char said[4096];
static char folder_path[] = "/tmp/lares-unit-XXXXXX";
static int folder;

static int
make_folder(void **state)
{
	(void)state;
	strcpy(folder_path + strlen(folder_path) - 6, "XXXXXX");
	assert_non_null(mkdtemp(folder_path));
	folder = open(folder_path, O_RDONLY | O_DIRECTORY);
	assert_true(folder >= 0);
	said[0] = '\0';
	d.n = 0;
	return 0;
}

static int
remove_folder(void **state)
{
	(void)state;
	unlinkat(folder, "devices", 0);
	close(folder);
	assert_int_equal(rmdir(folder_path), 0);	/* nothing is left */
	return 0;
}

static void
note(void *arg, unsigned line, const char *text)
{
	(void)arg;
	snprintf(said + strlen(said), sizeof(said) - strlen(said), "%u:%s|",
	    line, text);
}

static struct station
station(const char *text)
{
	struct station s;

	assert_int_equal(station_parse(text, &s), 0);
	return s;
}

/* 'a', 'd', or '-' without a decision. */
static char
about(const char *text)
{
	const struct station s = station(text);
	const struct decision *found = decisions_find(&d, &s);

	return found == NULL ? '-' : found->allow ? 'a' : 'd';
}

static int
set(const char *text, bool allow)
{
	const struct station s = station(text);

	return decisions_set(&d, &s, allow);
}

static void
test_table(void **state)
{
	struct station s = station("10.0.0.1");
	char text[32];

	(void)state;
	assert_int_equal(set("10.0.0.1", true), 0);
	assert_int_equal(set("00:11:22:33:44:55", false), 0);
	assert_int_equal(set("10.0.0.2", false), 0);
	assert_int_equal(about("10.0.0.1"), 'a');
	assert_int_equal(about("00:11:22:33:44:55"), 'd');
	assert_int_equal(about("00:11:22:33:44:56"), '-');
	assert_int_equal(set("10.0.0.1", false), 0);
	assert_int_equal(d.n, 3);
	assert_int_equal(about("10.0.0.1"), 'd');
	decisions_drop(&d, &s);
	decisions_drop(&d, &s);
	assert_int_equal(d.n, 2);
	assert_int_equal(about("10.0.0.1"), '-');
	assert_int_equal(about("10.0.0.2"), 'd');
	assert_int_equal(about("00:11:22:33:44:55"), 'd');
	for (size_t i = 2; i < DECISIONS_MAX; i++) {
		snprintf(text, sizeof(text), "10.1.%zu.%zu", i / 256, i % 256);
		assert_int_equal(set(text, true), 0);
	}
	assert_int_equal(set("10.2.0.0", true), -1);
	assert_int_equal(set("10.0.0.2", true), 0);
	assert_int_equal(d.n, DECISIONS_MAX);
	/* The most there may be can be kept, and read. */
	assert_int_equal(decisions_save(&d, folder), 0);
	assert_int_equal(decisions_load(&d, folder, note, NULL), 0);
	assert_int_equal(d.n, DECISIONS_MAX);
	assert_string_equal(said, "");
}

static void
test_text(void **state)
{
	static const char text[] = "# a comment\n\n  \t\r\n"
	    "allow 00-11-22-AA-BB-CC\r\n"
	    " deny\t 10.0.0.2 \n"
	    "Allow 10.0.0.3\n"
	    "allow\n"
	    "deny 10.0.0.400\n"
	    "deny 10.0.0.4 10.0.0.5\n"
	    "allow 10.0.0.6\0\n"
	    "allow 10.0.0.7                                              "
	    "                                                           \n"
	    "deny 10.0.0.2\nallow 10.0.0.2\ndeny 10.0.0.9";

	(void)state;
	decisions_parse(&d, text, sizeof(text) - 1, note, NULL);
	assert_int_equal(d.n, 3);
	assert_int_equal(about("00:11:22:aa:bb:cc"), 'a');
	assert_int_equal(about("10.0.0.2"), 'a');
	assert_int_equal(about("10.0.0.9"), 'd');
	assert_string_equal(said, "6:Allow 10.0.0.3|7:allow|"
	    "8:deny 10.0.0.400|9:deny 10.0.0.4 10.0.0.5|10:allow 10.0.0.6|"
	    "11:allow 10.0.0.7                                              "
	    "   |");
	decisions_parse(&d, "", 0, note, NULL);
	assert_int_equal(d.n, 0);
}

static void
test_file(void **state)
{
	struct stat st;
	char text[4096];
	ssize_t n;
	int fd;

	(void)state;
	assert_int_equal(decisions_load(&d, folder, note, NULL), 0);
	assert_int_equal(d.n, 0);
	set("00:11:22:33:44:55", true);
	set("10.0.0.2", false);
	assert_int_equal(decisions_save(&d, folder), 0);
	fd = openat(folder, "devices", O_RDONLY);
	assert_int_equal(fstat(fd, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	n = read(fd, text, sizeof(text) - 1);
	assert_true(n > 0);
	text[n] = '\0';
	close(fd);
	assert_int_equal(text[0], '#');
	assert_non_null(strstr(text, "\nallow 00:11:22:33:44:55\n"
	    "deny 10.0.0.2\n"));
	set("10.0.0.3", true);
	assert_int_equal(decisions_load(&d, folder, note, NULL), 0);
	assert_int_equal(d.n, 2);
	assert_int_equal(about("10.0.0.2"), 'd');
}

/* What cannot be read is not taken for nothing. */
static void
test_unreadable(void **state)
{
	int fd;

	(void)state;
	fd = openat(folder, "devices", O_WRONLY | O_CREAT, 0600);
	assert_int_equal(ftruncate(fd, DECISIONS_FILE_BYTES + 1), 0);
	assert_int_equal(decisions_load(&d, folder, note, NULL), -1);
	assert_int_equal(errno, EFBIG);
	assert_int_equal(ftruncate(fd, 0), 0);
	assert_int_equal(decisions_load(&d, folder, note, NULL), 0);
	close(fd);
	unlinkat(folder, "devices", 0);
	assert_int_equal(symlinkat("elsewhere", folder, "devices"), 0);
	assert_int_equal(decisions_load(&d, folder, note, NULL), -1);
	unlinkat(folder, "devices", 0);
	assert_int_equal(mkdirat(folder, "devices", 0700), 0);
	assert_int_equal(decisions_load(&d, folder, note, NULL), -1);
	/* Nor is it written over, and nothing is left of trying. */
	assert_int_equal(decisions_save(&d, folder), -1);
	unlinkat(folder, "devices", AT_REMOVEDIR);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, \
	    remove_folder)
		TEST(test_table),
		TEST(test_text),
		TEST(test_file),
		TEST(test_unreadable),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
