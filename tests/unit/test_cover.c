/* Which pictures are whose covers, and in what order they are taken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scanner/library/cover.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

/* From the first that is taken to the last. */
static void
assert_order(const char *const *names, size_t n, const char *media,
    enum media_kind kind)
{
	unsigned last = COVER_NONE, rank;

	for (size_t i = 0; i < n; i++) {
		rank = cover_rank(names[i], media, kind);
		if (rank <= last)
			fail_msg("%s of %s: rank %u after %u", names[i], media,
			    rank, last);
		last = rank;
	}
}

static void
test_order(void **state)
{
	static const char *const music[] = {
		"So What.jpg", "So What-thumb.png", "Cover.JPG", "cover.jpeg",
		"cover.png", "cover.webp", "folder.jpg", "folder.jpeg",
		"FRONT.webp", "album.png", "poster.jpg",
	};
	static const char *const video[] = {
		"Film.jpg", "Film.webp", "film-poster.jpg", "Film-Thumb.jpg", "poster.jpg",
		"cover.jpg", "folder.jpg", "front.jpg", "album.jpg",
	};

	(void)state;
	assert_order(music, COUNT(music), "So What.flac", MEDIA_AUDIO);
	assert_order(video, COUNT(video), "Film.mkv", MEDIA_VIDEO);
}

static void
test_whose(void **state)
{
	(void)state;
	assert_true(cover_rank("a.jpg", "a.mp3", MEDIA_AUDIO) <
	    COVER_OF_FOLDER);
	assert_true(cover_rank("cover.jpg", "a.mp3", MEDIA_AUDIO) >=
	    COVER_OF_FOLDER);
	/* Named as the file is, and as a folder's. */
	assert_true(cover_rank("cover.jpg", "cover.mp3", MEDIA_AUDIO) <
	    COVER_OF_FOLDER);
	assert_true(cover_rank("no extension.jpg", "no extension",
	    MEDIA_AUDIO) != COVER_NONE);
	assert_true(cover_rank("a.b.jpg", "a.b.mp3", MEDIA_AUDIO) !=
	    COVER_NONE);
	assert_true(cover_rank("cover.jpg", NULL, MEDIA_AUDIO) >=
	    COVER_OF_FOLDER);
}

static void
test_none(void **state)
{
	static const char *const names[] = {
		"", ".jpg", ".cover.jpg", "cover", "cover.gif", "cover.jpg.txt",
		"a.mp3", "b.jpg", "aa.jpg", "a-.jpg", "a-fanart.jpg",
		"covers.jpg", "back.jpg", "a.b.jpg",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(names); i++)
		assert_int_equal(cover_rank(names[i], "a.mp3", MEDIA_AUDIO),
		    COVER_NONE);
	assert_int_equal(cover_rank("a.jpg", NULL, MEDIA_AUDIO), COVER_NONE);
	assert_int_equal(cover_rank("cover.jpg", "a.jpg", MEDIA_PICTURE),
	    COVER_NONE);
}

static void
test_pictures(void **state)
{
	(void)state;
	assert_true(cover_is_picture("x.JPG"));
	assert_true(cover_is_picture("x.webp"));
	assert_false(cover_is_picture("x.gif"));
	assert_false(cover_is_picture("jpg"));
	assert_false(cover_is_picture(".x.jpg"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_whose),
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_pictures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
