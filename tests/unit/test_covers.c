/* The listing that is kept from one media file to the next is its folder's. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "scanner/library/covers.h"

static char top[] = "/tmp/lares-covers-XXXXXX";
static struct library library;

/* Two media roots; only the first has an album. */
static int
set_up(void **state)
{
	char first[64], second[64], *paths[] = { first, second };
	int fd;

	(void)state;
	assert_non_null(mkdtemp(top));
	assert_int_equal(chdir(top), 0);
	assert_int_equal(mkdir("1", 0700) | mkdir("2", 0700) |
	    mkdir("1/album", 0700), 0);
	fd = open("1/album/cover.jpg", O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
	assert_int_equal(write(fd, "x", 1), 1);
	close(fd);
	snprintf(first, sizeof(first), "%s/1", top);
	snprintf(second, sizeof(second), "%s/2", top);
	return root_set_open(&library.roots, paths, 2);
}

static int
tear_down(void **state)
{
	(void)state;
	root_set_close(&library.roots);
	return unlink("1/album/cover.jpg") | rmdir("1/album") | rmdir("1") |
	    rmdir("2") | rmdir(top);
}

static bool
has_cover(struct covers *c, size_t root)
{
	const struct covers_of of = { .root = root, .folder = "album",
	    .kind = MEDIA_AUDIO };
	struct cover found;

	if (!covers_find(c, &library, &of, 0, &found))
		return false;
	close(found.fd);
	return true;
}

static void
a_folder_that_is_gone_is_not_taken_for_its_namesake(void **state)
{
	struct covers c = { 0 };

	(void)state;
	assert_true(has_cover(&c, 0));
	assert_false(has_cover(&c, 1));
	assert_true(has_cover(&c, 0));
	covers_forget(&c);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_folder_that_is_gone_is_not_taken_for_its_namesake),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
