/* with: tests/unit/catalog_kit.c */
/* Artwork in the catalogue: who wants, what there is, and who shows it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "common/catalog_art.h"
#include "common/catalog_read.h"
#include "common/catalog_schema.h"
#include "common/catalog_visible.h"
#include "common/catalog_write.h"
#include "tests/unit/catalog_kit.h"

static const struct media_facts song = { .kind = MEDIA_AUDIO,
    .album = "Blue", .artist = "Joni", .cover = 77 };
static const struct media_facts film = { .kind = MEDIA_VIDEO,
    .series = "Show", .season = 1, .has_season = true };
static const struct media_facts photo = { .kind = MEDIA_PICTURE,
    .orientation = 6 };

/* ---- helpers ---- */

static struct catalog_artless
next(struct catalog_kit *k)
{
	struct catalog_artless a;

	assert_int_equal(catalog_artless_next(k->w, &a), 1);
	return a;
}

static void
assert_nobody_wants(struct catalog_kit *k)
{
	struct catalog_artless a;

	assert_int_equal(catalog_artless_next(k->w, &a), 0);
}

static struct catalog_art_key
key(uint8_t n)
{
	struct catalog_art_key made = { { n } };

	return made;
}

/* A picture of something, of so many bytes. */
static int64_t
make(struct catalog_kit *k, uint8_t of, enum media_kind kind, uint64_t bytes)
{
	static const struct art sizes = { .sizes = { { 160, 90 }, { 0, 0 } } };
	const struct catalog_art_key of_that = key(of);
	int64_t id, art = 0;

	assert_int_equal(catalog_art_add(k->w, &of_that, kind, &id), 0);
	assert_int_equal(catalog_art_made(k->w, id, &sizes, bytes), 0);
	assert_int_equal(catalog_art_find(k->w, &of_that, &art), 1);
	assert_int_equal(art_unpack(art).id, id);
	return art;
}

static void
give(struct catalog_kit *k, int64_t id, int64_t art, bool of_folder)
{
	const struct catalog_artless a = next(k);

	assert_int_equal(a.id, id);
	assert_int_equal(catalog_art_set(k->w, &a, art, of_folder), 0);
	catalog_kit_commit(k);
}

static void
read_art(void *arg, const struct catalog_object *o)
{
	*(int64_t *)arg = o->art;
}

/* Of an object, or (negative) of a container. */
static int64_t
art_of(struct catalog_kit *k, int64_t id)
{
	int64_t art = -1;

	assert_int_equal(catalog_object(k->r, id, read_art, &art), 1);
	return art;
}

static void
again(struct catalog_kit *k, int64_t id, enum media_kind kind)
{
	assert_int_equal(catalog_artless_add(k->w, id, kind), 0);
}

/* ---- what cannot be seen ---- */

static void
read_size(void *arg, const struct catalog_object *o)
{
	uint32_t *size = arg;

	size[0] = o->width;
	size[1] = o->height;
}

static void
test_unseen(void **state)
{
	struct catalog_kit *k = *state;
	struct media_facts facts = photo;
	uint32_t size[2] = { 1, 1 }, before, after, later;
	int64_t id, other;

	facts.width = 640;
	facts.height = 480;
	id = catalog_kit_add(k, k->root, "a.tiff", &facts);
	other = catalog_kit_add(k, k->root, "b.tiff", &facts);
	catalog_kit_commit(k);
	assert_int_equal(catalog_update_id(k->r, &before), 0);
	assert_int_equal(catalog_art_unseen(k->w, id), 0);
	catalog_kit_commit(k);
	assert_int_equal(catalog_update_id(k->r, &after), 0);
	assert_true(after > before);
	assert_int_equal(catalog_object(k->r, id, read_size, size), 1);
	assert_int_equal(size[0] | size[1], 0);
	assert_int_equal(catalog_object(k->r, other, read_size, size), 1);
	assert_int_equal(size[0], 640);
	/* It is known already. */
	assert_int_equal(catalog_art_unseen(k->w, id), 0);
	catalog_kit_commit(k);
	assert_int_equal(catalog_update_id(k->r, &later), 0);
	assert_int_equal(later, after);
	/* Another file in its place. */
	catalog_kit_add(k, k->root, "a.tiff", &facts);
	catalog_kit_commit(k);
	assert_int_equal(catalog_object(k->r, id, read_size, size), 1);
	assert_int_equal(size[1], 480);
}

/* ---- who wants ---- */

static void
test_turns(void **state)
{
	struct catalog_kit *k = *state;
	const int64_t p = catalog_kit_add(k, k->root, "a.jpg", &photo);
	const int64_t v = catalog_kit_add(k, k->root, "a.mkv", &film);
	const int64_t s = catalog_kit_add(k, k->root, "a.mp3", &song);
	struct catalog_artless a = next(k);

	assert_int_equal(a.id, s);
	assert_int_equal(a.kind, MEDIA_AUDIO);
	assert_int_equal(a.cover, 77);
	assert_int_equal(a.folder, k->root);
	assert_int_equal(a.size, 1000);
	give(k, s, 0, false);
	give(k, v, 0, false);
	assert_int_equal(next(k).orientation, 6);
	/* It went before its turn came. */
	assert_int_equal(catalog_remove(k->w, p), 0);
	assert_nobody_wants(k);
	catalog_kit_add(k, k->root, "a.mp3", &song);
	assert_int_equal(next(k).id, s);
}

static void
test_named(void **state)
{
	struct catalog_kit *k = *state;
	const int64_t folder = catalog_kit_folder(k, k->root, "f");
	const int64_t s = catalog_kit_add(k, folder, "a.b.mp3", &song);

	catalog_kit_add(k, folder, "a.mp3", &song);
	catalog_kit_add(k, folder, "a.b.jpg", &photo);
	catalog_kit_add(k, folder, "a.bc.mp3", &song);
	catalog_kit_add(k, k->root, "a.b.mp3", &song);
	for (int i = 0; i < 5; i++)
		give(k, next(k).id, 0, false);
	assert_int_equal(catalog_artless_add_named(k->w, folder, "a.b"), 0);
	assert_int_equal(next(k).id, s);
	give(k, s, 0, false);
	assert_nobody_wants(k);
	assert_int_equal(catalog_artless_add_named(k->w, folder, ""), 0);
	assert_nobody_wants(k);
}

static void
test_stamps(void **state)
{
	struct catalog_kit *k = *state;
	const int64_t folder = catalog_kit_folder(k, k->root, "f");
	const int64_t disc = catalog_kit_folder(k, folder, "CD1");
	const int64_t one = catalog_kit_add(k, folder, "1.mp3", &song);
	const int64_t two = catalog_kit_add(k, disc, "2.mp3", &song);
	const int64_t other = catalog_kit_add(k, k->root, "3.mp3", &song);
	bool news = false;

	give(k, one, 0, false);
	give(k, two, 0, false);
	give(k, other, 0, false);
	assert_int_equal(catalog_artless_stamp(k->w, folder, 0, &news), 0);
	assert_false(news);
	assert_int_equal(catalog_artless_stamp(k->w, folder, ~0ull, &news), 0);
	assert_true(news);
	give(k, one, 0, false);
	give(k, two, 0, false);
	assert_nobody_wants(k);
	news = false;
	assert_int_equal(catalog_artless_stamp(k->w, folder, ~0ull, &news), 0);
	assert_false(news);
	assert_int_equal(catalog_artless_stamp(k->w, folder, 0, &news), 0);
	assert_true(news);
	assert_int_equal(next(k).id, one);
}

/* ---- what there is ---- */

static void
test_pictures(void **state)
{
	struct catalog_kit *k = *state;
	const struct catalog_art_key bad = key(9);
	int64_t art = -1, id;
	uint64_t bytes;

	assert_int_equal(catalog_art_find(k->w, &bad, &art), 0);
	assert_int_equal(catalog_art_add(k->w, &bad, MEDIA_AUDIO, &id), 0);
	assert_int_equal(catalog_art_made(k->w, id, NULL, 0), 0);
	assert_int_equal(catalog_art_find(k->w, &bad, &art), 1);
	assert_int_equal(art, 0);
	assert_int_equal(catalog_art_exists(k->w, id), 0);
	art = make(k, 1, MEDIA_AUDIO, 500);
	assert_int_equal(catalog_art_exists(k->w, art_unpack(art).id), 1);
	assert_int_equal(catalog_art_bytes(k->w, &bytes), 0);
	assert_int_equal(bytes, 500);
	assert_true(art_unpack(art).id < ART_IDS);
	/* Nobody shows the one; what failed is not to be tried again. */
	assert_int_equal(catalog_art_collect(k->w), 0);
	assert_int_equal(catalog_art_exists(k->w, art_unpack(art).id), 0);
	assert_int_equal(catalog_art_find(k->w, &bad, &art), 1);
	assert_int_equal(art, 0);
	/* No id comes twice. */
	assert_true(art_unpack(make(k, 1, MEDIA_AUDIO, 1)).id > id + 1);
}

/* Of what failed only so much is remembered, and the newest. */
static void
test_failures(void **state)
{
	struct catalog_kit *k = *state;
	const struct catalog_art_key old = key(1), fresh = key(2);
	int64_t art, id;

	assert_int_equal(catalog_art_add(k->w, &old, MEDIA_AUDIO, &id), 0);
	catalog_kit_commit(k);
	assert_int_equal(catalog_execute(k->w,
	    "WITH RECURSIVE n (i) AS (VALUES (2) UNION ALL"
	    " SELECT i + 1 FROM n WHERE i < 10000)"
	    " INSERT INTO art (key, kind) SELECT i, 1 FROM n"), 0);
	assert_int_equal(catalog_art_collect(k->w), 0);
	assert_int_equal(catalog_art_find(k->w, &old, &art), 1);
	assert_int_equal(catalog_art_add(k->w, &fresh, MEDIA_AUDIO, &id), 0);
	assert_int_equal(catalog_art_collect(k->w), 0);
	assert_int_equal(catalog_art_find(k->w, &old, &art), 0);
	assert_int_equal(catalog_art_find(k->w, &fresh, &art), 1);
}

static void
test_room(void **state)
{
	struct catalog_kit *k = *state;
	const int64_t s = catalog_kit_add(k, k->root, "1.mp3", &song);
	const int64_t v = catalog_kit_add(k, k->root, "2.mkv", &film);
	const int64_t p = catalog_kit_add(k, k->root, "3.jpg", &photo);
	uint64_t bytes;

	give(k, s, make(k, 1, MEDIA_AUDIO, 100), false);
	give(k, v, make(k, 2, MEDIA_VIDEO, 100), false);
	give(k, p, make(k, 3, MEDIA_PICTURE, 100), false);
	assert_int_equal(catalog_art_make_room(k->w, MEDIA_AUDIO, 300), 0);
	assert_int_equal(catalog_art_make_room(k->w, MEDIA_PICTURE, 0), 0);
	assert_int_equal(catalog_art_make_room(k->w, MEDIA_VIDEO, 0), 1);
	catalog_kit_commit(k);
	assert_int_equal(art_of(k, p), 0);
	assert_int_not_equal(art_of(k, v), 0);
	give(k, p, 0, false);		/* it wanted again */
	assert_nobody_wants(k);
	assert_int_equal(catalog_art_make_room(k->w, MEDIA_FOLDER, 0), 1);
	catalog_kit_commit(k);
	assert_int_equal(art_of(k, s), 0);
	assert_int_equal(art_of(k, k->root), 0);
	assert_int_equal(next(k).id, s);
	assert_int_equal(catalog_art_bytes(k->w, &bytes), 0);
	assert_int_equal(bytes, 0);
}

/* ---- who shows it ---- */

static void
test_albums(void **state)
{
	struct catalog_kit *k = *state;
	const int64_t folder = catalog_kit_folder(k, k->root, "f");
	const int64_t one = catalog_kit_add(k, folder, "1.mp3", &song);
	const int64_t two = catalog_kit_add(k, folder, "2.mp3", &song);
	const int64_t first = make(k, 1, MEDIA_AUDIO, 1);
	const int64_t second = make(k, 2, MEDIA_AUDIO, 1);
	const int64_t third = make(k, 3, MEDIA_AUDIO, 1);
	int64_t album, artist;

	catalog_kit_commit(k);
	album = -catalog_kit_find(k, VIEW_MUSIC_ALBUMS, "Blue");
	artist = -catalog_kit_find(k, VIEW_MUSIC_ARTISTS, "Joni");
	give(k, one, 0, false);
	assert_int_equal(art_of(k, album), 0);
	give(k, two, second, false);
	assert_int_equal(art_of(k, two), second);
	assert_int_equal(art_of(k, album), second);
	assert_int_equal(art_of(k, folder), second);
	assert_int_equal(art_of(k, artist), 0);
	/* One that has one keeps it, until it is nobody's any more. */
	again(k, one, MEDIA_AUDIO);
	give(k, one, first, false);
	assert_int_equal(art_of(k, album), second);
	again(k, two, MEDIA_AUDIO);
	give(k, two, third, false);
	assert_int_equal(art_of(k, album), third);
	again(k, two, MEDIA_AUDIO);
	give(k, two, 0, false);
	assert_int_equal(art_of(k, album), first);
	again(k, two, MEDIA_AUDIO);
	give(k, two, third, false);
	assert_int_equal(art_of(k, album), first);
	again(k, one, MEDIA_AUDIO);
	give(k, one, 0, false);
	assert_int_equal(art_of(k, album), third);
	/* The folder's own comes first there. */
	again(k, one, MEDIA_AUDIO);
	give(k, one, first, true);
	assert_int_equal(art_of(k, album), third);
	assert_int_equal(art_of(k, folder), first);
	assert_int_equal(art_of(k, -catalog_kit_find(k, VIEW_MUSIC_FOLDERS,
	    "media")), 0);
}

static void
test_series(void **state)
{
	struct catalog_kit *k = *state;
	const int64_t v = catalog_kit_add(k, k->root, "1.mkv", &film);
	const int64_t art = make(k, 1, MEDIA_VIDEO, 1);
	int64_t show;

	catalog_kit_commit(k);
	show = catalog_kit_find(k, VIEW_VIDEO_SERIES, "Show");
	give(k, v, art, false);
	assert_int_equal(art_of(k, -show), art);
	assert_int_equal(art_of(k, -catalog_kit_find(k, show, "Season 1")),
	    art);
	assert_int_equal(art_of(k, -(int64_t)VIEW_VIDEO_SERIES), 0);
}

/* What is gone is shown by nobody any more. */
static void
test_gone(void **state)
{
	struct catalog_kit *k = *state;
	const struct media_facts later = { .kind = MEDIA_VIDEO,
		.series = "Show", .season = 2, .has_season = true };
	const int64_t folder = catalog_kit_folder(k, k->root, "f");
	const int64_t one = catalog_kit_add(k, folder, "1.mkv", &film);
	const int64_t two = catalog_kit_add(k, folder, "2.mkv", &later);
	const int64_t first = make(k, 1, MEDIA_VIDEO, 1);
	const int64_t second = make(k, 2, MEDIA_VIDEO, 1);
	int64_t show, shelf, season;

	give(k, one, first, false);
	give(k, two, second, false);
	show = catalog_kit_find(k, VIEW_VIDEO_SERIES, "Show");
	season = catalog_kit_find(k, show, "Season 1");
	shelf = catalog_kit_find(k, catalog_kit_find(k, VIEW_VIDEO_FOLDERS,
	    "media"), "f");
	assert_int_equal(art_of(k, -show), first);
	assert_int_equal(art_of(k, -shelf), first);
	assert_int_equal(art_of(k, folder), first);
	assert_int_equal(catalog_remove(k->w, one), 0);
	catalog_kit_commit(k);
	assert_int_equal(art_of(k, -show), second);
	assert_int_equal(art_of(k, -shelf), second);
	assert_int_equal(art_of(k, folder), second);
	/* Nor when there is something again where it was. */
	assert_int_equal(catalog_kit_add(k, folder, "1.mkv", &film), one);
	catalog_kit_commit(k);
	assert_int_equal(art_of(k, -season), 0);
	assert_int_equal(catalog_remove(k->w, two), 0);
	catalog_kit_commit(k);
	assert_int_equal(art_of(k, -show), 0);
	assert_int_equal(art_of(k, -shelf), 0);
	assert_int_equal(art_of(k, folder), 0);
}

static uint32_t
update_id(struct catalog_kit *k)
{
	uint32_t id;

	assert_int_equal(catalog_update_id(k->r, &id), 0);
	return id;
}

/* A change that clients see is one; what they do not see is none. */
static void
test_update_id(void **state)
{
	struct catalog_kit *k = *state;
	const int64_t s = catalog_kit_add(k, k->root, "1.mp3", &song);
	const int64_t art = make(k, 1, MEDIA_AUDIO, 1);
	uint32_t before;

	catalog_kit_commit(k);
	before = update_id(k);
	give(k, s, art, false);
	assert_int_not_equal(update_id(k), before);
	before = update_id(k);
	again(k, s, MEDIA_AUDIO);
	give(k, s, art, false);
	assert_int_equal(update_id(k), before);
}

static void
set_area(struct catalog_kit *k, int64_t id, int area)
{
	char sql[80];

	snprintf(sql, sizeof(sql), "UPDATE object SET area = %d WHERE id = %lld",
	    area, (long long)id);
	assert_int_equal(catalog_execute(k->w, sql), 0);
}

static void
test_visible(void **state)
{
	struct catalog_kit *k = *state;
	const int64_t s = catalog_kit_add(k, k->root, "1.mp3", &song);
	const int64_t art = make(k, 1, MEDIA_AUDIO, 1);
	int64_t album, got = 0;

	catalog_kit_commit(k);
	album = -catalog_kit_find(k, VIEW_MUSIC_ALBUMS, "Blue");
	assert_int_equal(catalog_visible_art(k->r, s, 0, &got), 0);
	give(k, s, art, false);
	assert_int_equal(catalog_visible_art(k->r, s, 0, &got), 1);
	assert_int_equal(got, art);
	assert_int_equal(catalog_visible_art(k->r, album, 0, &got), 1);
	assert_int_equal(catalog_visible_art(k->r, album, 2, &got), 1);
	/* All is in area 0. */
	assert_int_equal(catalog_visible_art(k->r, s, 1, &got), 0);
	assert_int_equal(catalog_visible_art(k->r, album, 1, &got), 0);
	assert_int_equal(catalog_visible_art(k->r, k->root, 1, &got), 0);
	assert_int_equal(catalog_visible_art(k->r, s + 1000, 0, &got), 0);
}

/* Who may not see what a container's picture is of is shown that of another
   thing in it, which he may see. */
static void
test_visible_another(void **state)
{
	struct catalog_kit *k = *state;
	const int64_t first = catalog_kit_add(k, k->root, "1.mp3", &song);
	const int64_t second = catalog_kit_add(k, k->root, "2.mp3", &song);
	const int64_t v = catalog_kit_add(k, k->root, "1.mkv", &film);
	const int64_t hidden = make(k, 1, MEDIA_AUDIO, 1);
	const int64_t shown = make(k, 2, MEDIA_AUDIO, 2);
	int64_t album, show, got = 0;

	catalog_kit_commit(k);
	album = -catalog_kit_find(k, VIEW_MUSIC_ALBUMS, "Blue");
	show = -catalog_kit_find(k, VIEW_VIDEO_SERIES, "Show");
	give(k, first, hidden, false);
	set_area(k, first, 1);
	assert_int_equal(art_of(k, album), hidden);
	assert_int_equal(catalog_visible_art(k->r, album, 2, &got), 0);
	give(k, second, shown, false);
	assert_int_equal(art_of(k, album), hidden);
	assert_int_equal(catalog_visible_art(k->r, album, 0, &got), 1);
	assert_true(got == hidden);
	assert_int_equal(catalog_visible_art(k->r, album, 2, &got), 1);
	assert_true(got == shown);
	assert_int_equal(catalog_visible_art(k->r, album, 1, &got), 1);
	assert_true(got == hidden);
	/* Of a series, in a season. */
	give(k, v, hidden, false);
	assert_int_equal(catalog_visible_art(k->r, show, 2, &got), 1);
	assert_true(got == hidden);
	set_area(k, v, 1);
	assert_int_equal(catalog_visible_art(k->r, show, 2, &got), 0);
	/* A container that shows nothing shows nothing to him. */
	assert_int_equal(catalog_visible_art(k->r,
	    -(int64_t)VIEW_VIDEO_SERIES, 1, &got), 0);
}

int
main(void)
{
#define TEST(f)	cmocka_unit_test_setup_teardown(f, catalog_kit_setup, \
	    catalog_kit_teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_unseen),
		TEST(test_turns),
		TEST(test_named),
		TEST(test_stamps),
		TEST(test_pictures),
		TEST(test_failures),
		TEST(test_room),
		TEST(test_albums),
		TEST(test_series),
		TEST(test_gone),
		TEST(test_update_id),
		TEST(test_visible),
		TEST(test_visible_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
