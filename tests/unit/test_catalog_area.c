/* with: tests/unit/catalog_kit.c */
/* Areas: what one sees from whom some are hidden, as files come and go. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "common/catalog_areas.h"
#include "common/catalog_list.h"
#include "common/catalog_place.h"
#include "common/catalog_playlist.h"
#include "common/catalog_visible.h"
#include "common/catalog_write.h"
#include "tests/unit/catalog_kit.h"

enum { SECRET = 1 << 1, WITHIN = 1 << 2 };

static int64_t secret, within;

static void
set(struct catalog_kit *k, uint64_t mark)
{
	const struct catalog_area areas[] = { { secret, 1 }, { within, 2 } };

	assert_int_equal(catalog_set_areas(k->w, areas, 2, mark), 0);
	catalog_kit_commit(k);
}

/* "Music/Secret", which is area 1, and "Within" in it, area 2. */
static int
make(void **state)
{
	struct catalog_kit *k;
	int64_t music;

	catalog_kit_setup(state);
	k = *state;
	music = catalog_kit_folder(k, k->root, "Music");
	secret = catalog_kit_folder(k, music, "Secret");
	within = catalog_kit_folder(k, secret, "Within");
	set(k, 7);
	return 0;
}

static int64_t
add(struct catalog_kit *k, int64_t folder, const char *title,
    const char *artist)
{
	struct media_facts f = { .kind = MEDIA_AUDIO };

	snprintf(f.title, sizeof(f.title), "%s", title);
	snprintf(f.artist, sizeof(f.artist), "%s", artist);
	return catalog_kit_add(k, folder, title, &f);
}

/* "titles (total)" of a place, by one from whom areas are hidden. */
static const char *
list(struct catalog_kit *k, enum catalog_scope scope, int64_t id,
    uint64_t hidden)
{
	const struct catalog_query q = { .scope = scope, .id = id,
	    .hidden = hidden };
	static char text[1024];
	uint64_t total;

	assert_int_equal(catalog_total(k->r, &q, &total), 0);
	snprintf(text, sizeof(text), "%s(%" PRIu64 ")",
	    catalog_kit_titles(k, &q), total);
	return text;
}

static const char *
container(struct catalog_kit *k, enum view view, uint64_t hidden)
{
	return list(k, CATALOG_IN_CONTAINER, view, hidden);
}

/* What each sees of two songs here, one there, and one deeper. */
static void
assert_seen(struct catalog_kit *k, int64_t music)
{
	assert_string_equal(container(k, VIEW_MUSIC_ALL, 0),
	    "deep|here|there|twice|(4)");
	assert_string_equal(container(k, VIEW_MUSIC_ALL, SECRET),
	    "deep|here|twice|(3)");
	assert_string_equal(container(k, VIEW_MUSIC_ALL, SECRET | WITHIN),
	    "here|twice|(2)");
	assert_string_equal(container(k, VIEW_MUSIC_ARTISTS, 0),
	    "Ann|Bob|Cid|(3)");
	assert_string_equal(container(k, VIEW_MUSIC_ARTISTS, SECRET),
	    "Ann|Cid|(2)");
	assert_string_equal(container(k, VIEW_MUSIC_ARTISTS,
	    SECRET | WITHIN), "Ann|(1)");
	assert_string_equal(container(k, VIEW_MUSIC_RECENT, SECRET | WITHIN),
	    "here|twice|(2)");
	assert_string_equal(list(k, CATALOG_IN_FOLDER, music, 0),
	    "Secret|here|twice|(3)");
	/* It leads to what is shown. */
	assert_string_equal(list(k, CATALOG_IN_FOLDER, music, SECRET),
	    "Secret|here|twice|(3)");
	assert_string_equal(list(k, CATALOG_IN_FOLDER, secret, SECRET),
	    "Within|(1)");
	assert_string_equal(list(k, CATALOG_IN_FOLDER, music,
	    SECRET | WITHIN), "here|twice|(2)");
	assert_string_equal(list(k, CATALOG_IN_FOLDER, music, WITHIN),
	    "Secret|here|twice|(3)");
	assert_string_equal(list(k, CATALOG_IN_FOLDER, secret, WITHIN),
	    "there|(1)");
}

static void
counts_what_comes_and_goes(void **state)
{
	struct catalog_kit *k = *state;
	const int64_t music = catalog_kit_folder(k, k->root, "Music");
	int64_t there, ann;

	add(k, music, "here", "Ann");
	add(k, music, "twice", "Ann");
	there = add(k, secret, "there", "Bob");
	add(k, within, "deep", "Cid");
	catalog_kit_commit(k);
	assert_seen(k, music);
	assert_int_equal(catalog_is_visible(k->r, there, SECRET), 0);
	assert_int_equal(catalog_is_visible(k->r, there, WITHIN), 1);
	assert_int_equal(catalog_is_visible(k->r, secret, SECRET), 1);
	assert_int_equal(catalog_is_visible(k->r, secret, SECRET | WITHIN), 0);
	ann = catalog_kit_find(k, VIEW_MUSIC_ARTISTS, "Ann");
	assert_int_equal(catalog_is_visible(k->r, -ann, SECRET), 1);
	assert_int_equal(catalog_is_visible(k->r, -catalog_kit_find(k,
	    VIEW_MUSIC_ARTISTS, "Bob"), SECRET), 0);

	/* One more of hers there: gone, she is where she was before. */
	there = add(k, secret, "also", "Ann");
	catalog_kit_commit(k);
	assert_string_equal(list(k, CATALOG_IN_CONTAINER, ann, SECRET),
	    "here|twice|(2)");
	assert_int_equal(catalog_remove(k->w, there), 0);
	catalog_kit_commit(k);
	assert_seen(k, music);
}

/* Counted anew it is the same; by other areas it is not. */
static void
counts_anew(void **state)
{
	struct catalog_kit *k = *state;
	const int64_t music = catalog_kit_folder(k, k->root, "Music");

	add(k, music, "here", "Ann");
	add(k, music, "twice", "Ann");
	add(k, secret, "there", "Bob");
	add(k, within, "deep", "Cid");
	catalog_kit_commit(k);
	assert_int_equal(catalog_has_areas(k->r, 7), 1);
	set(k, 8);
	assert_int_equal(catalog_has_areas(k->r, 7), 0);
	assert_int_equal(catalog_has_areas(k->r, 8), 1);
	assert_seen(k, music);
	assert_int_equal(catalog_set_areas(k->w, NULL, 0, 0), 0);
	catalog_kit_commit(k);
	assert_string_equal(container(k, VIEW_MUSIC_ALL, SECRET),
	    "deep|here|there|twice|(4)");
	add(k, music, "later", "Dan");
	catalog_kit_commit(k);
	set(k, 9);
	assert_string_equal(container(k, VIEW_MUSIC_ARTISTS, SECRET | WITHIN),
	    "Ann|Dan|(2)");
}

/* A playlist is hidden where its file is, and where all that it names is. */
static void
hides_playlists(void **state)
{
	struct catalog_kit *k = *state;
	const int64_t music = catalog_kit_folder(k, k->root, "Music");
	const int64_t songs[] = { add(k, music, "here", "Ann"),
	    add(k, secret, "there", "Bob") };
	struct catalog_playlist p = { .root = k->root, .path = "a",
	    .title = "Open", .places = songs, .n = 2 };
	int64_t file;

	assert_int_equal(catalog_place(k->w, music, "open.m3u", &file), 0);
	assert_int_equal(catalog_put_playlist(k->w, file, 1, 1, &p), 0);
	p.title = "Closed";
	assert_int_equal(catalog_place(k->w, secret, "closed.m3u", &file), 0);
	assert_int_equal(catalog_put_playlist(k->w, file, 1, 1, &p), 0);
	p.title = "Names it";
	p.places = songs + 1;
	p.n = 1;
	assert_int_equal(catalog_place(k->w, music, "names.m3u", &file), 0);
	assert_int_equal(catalog_put_playlist(k->w, file, 1, 1, &p), 0);
	for (uint64_t mark = 20; mark < 22; mark++) {
		catalog_kit_commit(k);
		assert_string_equal(container(k, VIEW_PLAYLISTS, 0),
		    "Closed|Names it|Open|(3)");
		assert_string_equal(container(k, VIEW_PLAYLISTS, SECRET),
		    "Open|(1)");
		assert_string_equal(list(k, CATALOG_IN_CONTAINER,
		    catalog_kit_find(k, VIEW_PLAYLISTS, "Open"), SECRET),
		    "here|(1)");
		set(k, mark);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make,		\
	    catalog_kit_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(counts_what_comes_and_goes),
		TEST(counts_anew),
		TEST(hides_playlists),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
