#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "common/disc.h"
#include "scanner/library/shelf.h"

static struct shelves shelves;

/* What stands in a view, "Title/Title;" for each shelf. */
static const char *
in(enum view view)
{
	static char text[4096];
	size_t i, k, n = 0;

	text[0] = '\0';
	for (i = 0; i < shelves.n; i++) {
		const struct catalog_shelf *s = &shelves.list[i];

		if (s->view != view)
			continue;
		for (k = 0; k < s->nsteps; k++)
			n += (size_t)snprintf(text + n, sizeof(text) - n,
			    "%s%s", k > 0 ? "/" : "", s->steps[k].title);
		n += (size_t)snprintf(text + n, sizeof(text) - n, ";");
	}
	return text;
}

static const struct catalog_shelf *
first_in(enum view view)
{
	size_t i;

	for (i = 0; i < shelves.n; i++)
		if (shelves.list[i].view == view)
			return &shelves.list[i];
	fail();
	return NULL;
}

static void
shelve(const struct media_facts *f, const char *path, int64_t folder)
{
	static struct placed p;

	assert_int_not_equal(place_file(path, f, &p), MEDIA_FOLDER);
	shelf_file(&shelves, &p, folder, 1000);
}

static void
test_music(void **state)
{
	struct media_facts f = { .kind = MEDIA_AUDIO, .format = "mp3",
		.title = "Song", .artist = "Ann\nBob", .album = "Both",
		.album_artist = "Ann", .genre = "Rock\nPop",
		.composer = "Writer", .date = "1999-05-01", .track = 3 };

	(void)state;
	shelve(&f, "x/Song.mp3", 7);
	assert_string_equal(in(VIEW_MUSIC_ARTISTS), "Ann/Both;Bob/Both;");
	assert_string_equal(in(VIEW_MUSIC_ALBUM_ARTISTS), "Ann/Both;");
	assert_string_equal(in(VIEW_MUSIC_ALBUMS), "Both;");
	assert_string_equal(in(VIEW_MUSIC_GENRES), "Rock/Ann;Pop/Ann;");
	assert_string_equal(in(VIEW_MUSIC_COMPOSERS), "Writer/Both;");
	assert_string_equal(in(VIEW_MUSIC_YEARS), "1999/Both;");
	assert_string_equal(in(VIEW_MUSIC_RECENT), ";");
	assert_string_equal(in(VIEW_VIDEO_ALL), "");
}

static void
test_what_is_missing(void **state)
{
	const struct media_facts f = { .kind = MEDIA_AUDIO, .format = "mp3" };
	const struct media_facts single = { .kind = MEDIA_AUDIO,
		.format = "mp3", .artist = "Ann" };

	(void)state;
	shelve(&f, "Song.mp3", 7);
	assert_int_equal(shelves.n, 1);
	assert_string_equal(in(VIEW_MUSIC_RECENT), ";");
	shelve(&single, "Song.mp3", 7);
	assert_string_equal(in(VIEW_MUSIC_ARTISTS), "Ann;");
	assert_string_equal(in(VIEW_MUSIC_ALBUM_ARTISTS), "Ann;");
}

/* The key of the album that a track is put into. */
static void
album_key(const struct media_facts *f, int64_t folder,
    struct catalog_step *key)
{
	shelve(f, "Song.mp3", folder);
	*key = first_in(VIEW_MUSIC_ALBUMS)->steps[0];
}

static bool
same(const struct catalog_step *a, const struct catalog_step *b)
{
	return a->key_len == b->key_len &&
	    memcmp(a->key, b->key, a->key_len) == 0;
}

static void
test_albums(void **state)
{
	struct media_facts a = { .kind = MEDIA_AUDIO, .format = "mp3",
		.artist = "Ann", .album = "Greatest Hits" }, b = a;
	struct catalog_step one, other;

	(void)state;
	memcpy(b.artist, "Bob", 4);
	album_key(&a, 1, &one);
	album_key(&b, 2, &other);
	assert_false(same(&one, &other));	/* two apart */
	album_key(&b, 1, &other);
	assert_true(same(&one, &other));	/* a compilation whole */
	memcpy(b.album, "GREATEST HITS", 14);
	album_key(&b, 1, &other);
	assert_true(same(&one, &other));
	memcpy(a.album_artist, "Ann", 4);
	memcpy(b.album_artist, "Bob", 4);
	album_key(&a, 1, &one);
	album_key(&b, 1, &other);
	assert_false(same(&one, &other));
	memcpy(b.album_artist, "ANN", 4);
	album_key(&b, 9, &other);
	assert_true(same(&one, &other));	/* two discs, two folders */
}

static void
test_compilation(void **state)
{
	const struct media_facts f = { .kind = MEDIA_AUDIO, .format = "mp3",
		.artist = "Ann", .album = "Mix", .compilation = true };

	(void)state;
	shelve(&f, "x.mp3", 1);
	assert_string_equal(in(VIEW_MUSIC_ALBUM_ARTISTS),
	    "Various Artists/Mix;");
	assert_string_equal(in(VIEW_MUSIC_ARTISTS), "Ann/Mix;");
}

static int
compare(const struct catalog_shelf *a, const struct catalog_shelf *b)
{
	const size_t n = a->sort_len < b->sort_len ? a->sort_len : b->sort_len;

	return memcmp(a->sort, b->sort, n);
}

static void
test_order(void **state)
{
	struct media_facts f = { .kind = MEDIA_AUDIO, .format = "mp3",
		.album = "A", .track = 2, .title = "Zed" };
	struct catalog_shelf second, later;

	(void)state;
	shelve(&f, "x.mp3", 1);
	second = *first_in(VIEW_MUSIC_ALBUMS);
	f.track = 10;
	memcpy(f.title, "Abc", 4);
	shelve(&f, "x.mp3", 1);
	later = *first_in(VIEW_MUSIC_ALBUMS);
	assert_true(compare(&second, &later) < 0);
	f.track = 1;
	f.disc = 2;
	shelve(&f, "x.mp3", 1);
	assert_true(compare(&later, first_in(VIEW_MUSIC_ALBUMS)) < 0);
}

static void
test_video(void **state)
{
	const struct media_facts film = { .kind = MEDIA_VIDEO, .format = "mov",
		.duration_ms = 5400000, .genre = "Drama", .date = "1982" };
	const struct media_facts clip = { .kind = MEDIA_VIDEO, .format = "mov",
		.duration_ms = 60000 };

	(void)state;
	shelve(&film, "Film.mp4", 1);
	assert_string_equal(in(VIEW_VIDEO_MOVIES), ";");
	assert_string_equal(in(VIEW_VIDEO_GENRES), "Drama;");
	assert_string_equal(in(VIEW_VIDEO_YEARS), "1982;");
	assert_string_equal(in(VIEW_VIDEO_SERIES), "");
	shelve(&clip, "Clip.mp4", 1);
	assert_string_equal(in(VIEW_VIDEO_MOVIES), "");
	shelve(&film, "Dark/Season 1/Dark.S01E03.mp4", 1);
	assert_string_equal(in(VIEW_VIDEO_SERIES), "Dark/Season 1;");
	assert_string_equal(in(VIEW_VIDEO_MOVIES), "");
	shelve(&film, "Dark/Specials/S00E01.mp4", 1);
	assert_string_equal(in(VIEW_VIDEO_SERIES), "Dark/Specials;");
}

static void
test_pictures(void **state)
{
	struct media_facts f = { .kind = MEDIA_PICTURE, .format = "jpeg",
		.date = "2024-05-17T10:00:00", .camera = "Canon EOS R5",
		.stars = 4 };

	(void)state;
	shelve(&f, "x.jpg", 1);
	assert_string_equal(in(VIEW_PICTURES_DATES),
	    "2024/May 2024/2024-05-17;");
	assert_string_equal(in(VIEW_PICTURES_CAMERAS), "Canon EOS R5;");
	assert_string_equal(in(VIEW_PICTURES_RATINGS), "4 / 5;");
	memcpy(f.date, "2024", 5);
	f.stars = 0;
	shelve(&f, "x.jpg", 1);
	assert_string_equal(in(VIEW_PICTURES_DATES), "2024;");
	assert_string_equal(in(VIEW_PICTURES_RATINGS), "");
}

static void
test_too_many(void **state)
{
	struct media_facts f = { .kind = MEDIA_AUDIO, .format = "mp3",
		.album = "A", .date = "1999" };

	(void)state;
	for (char c = 'a'; c <= 'z'; c++)
		media_add_value(f.artist, &c, 1);
	memcpy(f.album_artist, f.artist, sizeof(f.album_artist));
	memcpy(f.genre, f.artist, sizeof(f.genre));
	memcpy(f.composer, f.artist, sizeof(f.composer));
	shelve(&f, "x.mp3", 1);
	/* All of them, and the album, the year, and the newest. */
	assert_int_equal(shelves.n, 4 * MEDIA_VALUES_MAX + 3);
	assert_true(shelves.n <= CATALOG_SHELVES_MAX);
}

static void
test_discs(void **state)
{
	(void)state;
	assert_true(disc_is_one("CD1"));
	assert_true(disc_is_one("Disc 2"));
	assert_true(disc_is_one("disk_03"));
	assert_false(disc_is_one("CD"));
	assert_false(disc_is_one("Discovery"));
	assert_false(disc_is_one("CD1 extras"));
	assert_false(disc_is_one(""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_music),
		cmocka_unit_test(test_what_is_missing),
		cmocka_unit_test(test_albums),
		cmocka_unit_test(test_compilation),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_video),
		cmocka_unit_test(test_pictures),
		cmocka_unit_test(test_too_many),
		cmocka_unit_test(test_discs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
