/* with: tests/unit/catalog_kit.c */
/* An album is one though only some of its files name the album artist, in
   whatever order they come. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "common/buf.h"
#include "common/catalog_list.h"
#include "common/catalog_read.h"
#include "common/catalog_write.h"
#include "tests/unit/catalog_kit.h"

/* A file "1.mp3" of an album; by NULL: it names no album artist. */
static int64_t
add(struct catalog_kit *k, int64_t folder, const char *album, unsigned track,
    const char *artist, const char *by)
{
	struct media_facts f = { .kind = MEDIA_AUDIO, .track = track };
	char name[16];

	snprintf(name, sizeof(name), "%u.mp3", track);
	snprintf(f.title, sizeof(f.title), "%u", track);
	snprintf(f.album, sizeof(f.album), "%s", album);
	snprintf(f.artist, sizeof(f.artist), "%s", artist);
	snprintf(f.album_artist, sizeof(f.album_artist), "%s",
	    by != NULL ? by : "");
	f.compilation = by != NULL && by[0] == '\0';
	return catalog_kit_add(k, folder, name, &f);
}

/* What is in the album of that title, which is the only one. */
static void
assert_album(struct catalog_kit *k, int64_t view, const char *title,
    const char *tracks)
{
	assert_string_equal(catalog_kit_children(k,
	    catalog_kit_find(k, view, title)), tracks);
}

static void
say_artist(void *arg, const struct catalog_object *o)
{
	buf_addf(arg, "%s|", o->artist);
}

static void
assert_artists(struct catalog_kit *k, int64_t view, const char *expected)
{
	const struct catalog_query q = { .scope = CATALOG_IN_CONTAINER,
		.id = view };
	struct buf artists;
	int64_t *ids;
	size_t n;

	buf_init(&artists, 1000);
	assert_int_equal(catalog_list(k->r, &q, 0, 0, &ids, &n), 0);
	assert_int_equal(catalog_objects(k->r, ids, n, say_artist, &artists),
	    0);
	assert_string_equal(artists.data, expected);
	free(ids);
	buf_free(&artists);
}

static void
comes_in_any_order(void **state)
{
	static const unsigned orders[][4] = {
		{ 1, 2, 3, 4 }, { 4, 3, 2, 1 }, { 2, 1, 4, 3 }, { 3, 1, 2, 4 },
	};
	struct catalog_kit *k = *state;
	char all[64] = "", title[16];
	int64_t folder;
	size_t len = 0;

	/* With a batch for all, or for each. */
	for (size_t i = 0; i < 8; i++) {
		snprintf(title, sizeof(title), "Hits %zu", i);
		len += (size_t)snprintf(all + len, sizeof(all) - len, "%s|",
		    title);
		folder = catalog_kit_folder(k, k->root, title);
		for (size_t n = 0; n < 4; n++) {
			const unsigned track = orders[i / 2][n];

			add(k, folder, title, track, track % 2 ? "Ann\nBob" :
			    "Ann", track > 2 ? "ANN" : NULL);
			if (i % 2 == 0)
				catalog_kit_commit(k);
		}
		catalog_kit_commit(k);
		assert_album(k, VIEW_MUSIC_ALBUMS, title, "1|2|3|4|");
	}
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_ALBUMS), all);
	assert_artists(k, VIEW_MUSIC_ALBUMS,
	    "ANN|ANN|ANN|ANN|ANN|ANN|ANN|ANN|");
	assert_album(k, VIEW_MUSIC_ARTISTS, "Ann", all);
	assert_album(k, VIEW_MUSIC_ALBUM_ARTISTS, "Ann", all);
}

static void
others_stay_apart(void **state)
{
	struct catalog_kit *k = *state;
	const int64_t here = catalog_kit_folder(k, k->root, "here");
	const int64_t there = catalog_kit_folder(k, k->root, "there");
	const int64_t later = catalog_kit_folder(k, k->root, "later");

	add(k, here, "Hits", 1, "Bob", NULL);
	add(k, there, "Hits", 2, "Ann", NULL);
	add(k, here, "Hits", 3, "Ann", "Ann");
	add(k, here, "Hits", 4, "Bob", NULL);
	add(k, there, "Hits", 5, "Ann", NULL);
	add(k, later, "Hits", 6, "Ann", NULL);
	add(k, here, "Other", 7, "Ann", NULL);
	catalog_kit_commit(k);
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_ALBUMS),
	    "Hits|Hits|Hits|Hits|Other|");
	/* Another who names her, over there. */
	add(k, there, "Hits", 8, "Ann", "Ann");
	catalog_kit_commit(k);
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_ALBUMS),
	    "Hits|Hits|Hits|Other|");
}

/* Only a disc's folder is the folder above. */
static void
discs_are_in_their_folder(void **state)
{
	static const char *const names[] = { "CD 1", "Bonus" };
	struct catalog_kit *k = *state;

	for (size_t i = 0; i < 4; i++) {
		const char *title = (const char *[]){ "A", "B", "C", "D" }[i];
		const int64_t top = catalog_kit_folder(k, k->root, title);
		const int64_t sub = catalog_kit_folder(k, top, names[i % 2]);
		struct media_facts f = { .kind = MEDIA_AUDIO,
			.artist = "Ann", .album_artist = "Ann" };

		snprintf(f.album, sizeof(f.album), "%s", title);
		if (i < 2)
			add(k, top, title, 1, "Ann", NULL);
		/* As intake.c has it: a disc's album is in the folder above. */
		catalog_kit_add_in(k, sub, i % 2 == 0 ? top : sub, "n.mp3",
		    &f);
		if (i >= 2)
			add(k, top, title, 1, "Ann", NULL);
		catalog_kit_commit(k);
	}
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_ALBUMS),
	    "A|B|B|C|D|D|");
}

static void
a_compilation_is_one(void **state)
{
	struct catalog_kit *k = *state;
	const int64_t folder = catalog_kit_folder(k, k->root, "Mix");

	add(k, folder, "Mix", 1, "Ann", "");
	add(k, folder, "Mix", 2, "Bob", "Various Artists");
	add(k, folder, "Mix", 3, "Cid", "");
	catalog_kit_commit(k);
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_ALBUMS),
	    "Mix|");
	assert_album(k, VIEW_MUSIC_ALBUMS, "Mix", "1|2|3|");
}

static void
tags_change(void **state)
{
	struct catalog_kit *k = *state;
	const int64_t folder = catalog_kit_folder(k, k->root, "Hits");
	int64_t album, named;

	add(k, folder, "Hits", 1, "Ann", NULL);
	named = add(k, folder, "Hits", 2, "Ann", "Ann");
	catalog_kit_commit(k);
	album = catalog_kit_find(k, VIEW_MUSIC_ALBUMS, "Hits");
	add(k, folder, "Hits", 1, "Bob", NULL);
	catalog_kit_commit(k);
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_ALBUMS),
	    "Hits|Hits|");
	assert_string_equal(catalog_kit_children(k, album), "2|");
	add(k, folder, "Hits", 1, "Ann", NULL);
	catalog_kit_commit(k);
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_ALBUMS),
	    "Hits|");
	assert_string_equal(catalog_kit_children(k, album), "1|2|");
	/* Who named her goes: the others stay together. */
	assert_int_equal(catalog_remove(k->w, named), 0);
	add(k, folder, "Hits", 3, "Ann", NULL);
	catalog_kit_commit(k);
	assert_string_equal(catalog_kit_children(k, album), "1|3|");
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_ALBUMS),
	    "Hits|");
	assert_int_equal(catalog_remove(k->w, folder), 0);
	catalog_kit_commit(k);
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_ALBUMS), "");
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_ARTISTS), "");
}

#define TEST(name)	cmocka_unit_test_setup_teardown(name,		\
			    catalog_kit_setup, catalog_kit_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(comes_in_any_order),
		TEST(others_stay_apart),
		TEST(discs_are_in_their_folder),
		TEST(a_compilation_is_one),
		TEST(tags_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
