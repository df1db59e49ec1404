/*
 * Which mounts of /proc/self/mountinfo concern a media directory.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "server/parent/mounts.h"

static const char info[] =
    "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
    "23 22 0:21 / /proc rw - proc proc rw\n"
    "30 22 8:17 / /srv/media rw - ext4 /dev/sdb1 rw\n"
    "31 30 8:33 / /srv/media/disk2 rw - ext4 /dev/sdc1 rw\n"
    "32 22 8:49 / /srv/med rw - ext4 /dev/sdd1 rw\n"
    "33 22 8:65 / /srv/my\\040films rw - ext4 /dev/sde1 rw\n"
    "34 22 8:81 / /srv/over rw - ext4 /dev/sdf1 rw\n"
    "35 34 8:97 / /srv/over rw - ext4 /dev/sdg1 rw\n"
    "garbage\n"
    "36 22 8:98 / /cut";		/* no line feed: not read */

static const struct {
	const char	*path, *on, *beneath;
} cases[] = {
	{ "/home", "22 ", "" },
	{ "/srv/media", "30 ", "31 " },
	{ "/srv/media/a", "30 ", "" },
	{ "/srv/media/disk2", "31 ", "" },
	{ "/srv/media/disk2/x", "31 ", "" },
	{ "/srv/med", "32 ", "" },
	{ "/srv/me", "22 ", "" },
	{ "/srv/my films", "33 ", "" },
	{ "/srv/my films/a", "33 ", "" },
	{ "/srv/my", "22 ", "" },
	{ "/srv/over", "35 ", "" },		/* the upper one */
	{ "/srv", "22 ", "30 31 32 33 34 35 " },
	{ "/", "22 ", "23 30 31 32 33 34 35 " },
	{ "/cut", "22 ", "" },
};

static void
test_find(void **state)
{
	struct buf on, beneath;
	size_t i;

	(void)state;
	buf_init(&on, 1024);
	buf_init(&beneath, 1024);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_reset(&on);
		buf_reset(&beneath);
		buf_add_str(&beneath, "");
		mounts_find(info, sizeof(info) - 1, cases[i].path, &on,
		    &beneath);
		assert_string_equal(on.data, cases[i].on);
		assert_string_equal(beneath.data, cases[i].beneath);
	}
	buf_free(&on);
	buf_free(&beneath);
}

static void
test_nothing_known(void **state)
{
	struct buf on, beneath;

	(void)state;
	buf_init(&on, 1024);
	buf_init(&beneath, 1024);
	mounts_find("", 0, "/a", &on, &beneath);
	assert_string_equal(on.data, " ");
	assert_int_equal(beneath.len, 0);
	buf_free(&on);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_nothing_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
