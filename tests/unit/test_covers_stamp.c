/* What changes the number that stands for a folder's covers, and what not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "scanner/library/covers_stamp.h"

#define NAMES_MAX	16

/* Of a folder, in this order; its files all look the same. */
static uint64_t
stamp(const char *const *names)
{
	const struct stat st = { .st_size = 100, .st_mtim.tv_sec = 1 };
	struct covers_stamp s = { 0 };
	uint64_t sum;

	for (size_t i = 0; names[i] != NULL; i++)
		assert_int_equal(covers_stamp_name(&s, names[i]), 0);
	covers_stamp_end(&s);
	for (size_t i = 0; names[i] != NULL; i++)
		covers_stamp_file(&s, names[i], &st);
	sum = s.sum;
	covers_stamp_free(&s);
	return sum;
}

static const char *const holiday[NAMES_MAX] = { "Film.mp4", "IMG_1.jpg",
    "IMG_1.xmp", "Film.jpg", "no extension", "b.mkv" };

static uint64_t
with(const char *name)
{
	const char *names[NAMES_MAX + 1] = { NULL };
	size_t n;

	for (n = 0; holiday[n] != NULL; n++)
		names[n] = holiday[n];
	names[n] = name;
	return stamp(names);
}

static void
counts_what_can_be_a_cover(void **state)
{
	static const char *const covers[] = { "cover.jpg", "Folder.PNG",
	    "poster.webp", "film.PNG", "Film-poster.jpg", "FILM-Thumb.jpg",
	    "no extension.jpg", "b.jpeg" };
	static const char *const others[] = { "IMG_2.jpg", "IMG_1.png",
	    "Film 2.jpg", "Fil.jpg", "Film-fanart.jpg", "-poster.jpg", "c.mkv",
	    "Film.gif", ".jpg", "b.txt" };

	(void)state;
	assert_int_not_equal(with(NULL), 0);
	for (size_t i = 0; i < sizeof(covers) / sizeof(covers[0]); i++)
		if (with(covers[i]) == with(NULL))
			fail_msg("%s is a cover", covers[i]);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (with(others[i]) != with(NULL))
			fail_msg("%s is no cover", others[i]);
}

/* A film that comes later has its own. */
static void
knows_no_order(void **state)
{
	static const char *const one[] = { "a.mp3", "a.jpg", "b.jpg", "b.mp3",
	    "front.png", NULL };
	static const char *const other[] = { "front.png", "b.jpg", "b.mp3",
	    "a.jpg", "a.mp3", NULL };

	(void)state;
	assert_int_equal(stamp(one), stamp(other));
}

/* Discs below may be all that wants one. */
static void
counts_a_folders_without_media(void **state)
{
	static const char *const discs[] = { "CD1", "CD2", "cover.jpg", NULL };
	static const char *const none[] = { "IMG_1.jpg", "IMG_2.jpg", NULL };

	(void)state;
	assert_int_not_equal(stamp(discs), 0);
	assert_int_equal(stamp(none), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_what_can_be_a_cover),
		cmocka_unit_test(knows_no_order),
		cmocka_unit_test(counts_a_folders_without_media),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
