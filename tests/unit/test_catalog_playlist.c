/* with: tests/unit/catalog_kit.c */
/*
 * Playlists in the catalogue: what is in them, as files come and go.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "common/catalog_list.h"
#include "common/catalog_playlist.h"
#include "common/catalog_read.h"
#include "common/catalog_write.h"
#include "tests/unit/catalog_kit.h"

static const struct media_facts audio = { .kind = MEDIA_AUDIO };

static void
put_playlist(struct catalog_kit *k, int64_t id, const char *title,
    const int64_t *places, size_t n)
{
	const struct catalog_playlist p = { .root = k->root,
	    .path = "Lists/one.m3u", .title = title, .places = places, .n = n };

	assert_int_equal(catalog_put_playlist(k->w, id, 7, 8, &p), 0);
	catalog_kit_commit(k);
}

static const struct catalog_query playlists = {
	.scope = CATALOG_IN_CONTAINER, .id = VIEW_PLAYLISTS,
};

/* The container of the first playlist. */
static struct catalog_query
first_playlist(struct catalog_kit *k)
{
	struct catalog_query q = { .scope = CATALOG_IN_CONTAINER };
	int64_t *ids;
	size_t n;

	assert_int_equal(catalog_list(k->r, &playlists, 0, 0, &ids, &n), 0);
	assert_true(n > 0);
	q.id = -ids[0];
	free(ids);
	return q;
}

/* Whichever comes first: the playlist, or what it names. */
static void
playlists_hold_what_is_listed(void **state)
{
	struct catalog_kit *k = *state;
	int64_t list = catalog_kit_folder(k, catalog_kit_folder(k, k->root,
	    "Lists"), "one.m3u");
	int64_t a = catalog_kit_put(k, k->root, "a.mp3", "A", &audio);
	int64_t b = catalog_kit_folder(k, k->root, "b.mp3");
	const int64_t places[] = { b, a, catalog_kit_folder(k, k->root,
	    "never"), b };
	struct catalog_query q;
	uint32_t before;

	put_playlist(k, list, "One", places, 4);
	catalog_kit_assert_page(k, &playlists, 1, "One|");
	q = first_playlist(k);
	catalog_kit_assert_page(k, &q, 1, "A|");
	assert_int_equal(catalog_is_member(k->r, q.id, a), 1);
	before = catalog_kit_update_id(k);
	catalog_kit_put(k, k->root, "b.mp3", "B", &audio);
	catalog_kit_commit(k);
	assert_int_not_equal(catalog_kit_update_id(k), before);
	catalog_kit_assert_page(k, &q, 2, "B|A|");
	/* A file that is put anew stays in it. */
	catalog_kit_put(k, k->root, "a.mp3", "A2", &audio);
	catalog_kit_commit(k);
	catalog_kit_assert_page(k, &q, 2, "B|A2|");
	assert_int_equal(catalog_remove(k->w, b), 0);
	catalog_kit_commit(k);
	catalog_kit_assert_page(k, &q, 1, "A2|");
	assert_int_equal(catalog_remove(k->w, a), 0);
	catalog_kit_commit(k);
	catalog_kit_assert_page(k, &playlists, 0, "");
}

static void
playlists_change_and_go(void **state)
{
	struct catalog_kit *k = *state;
	int64_t list = catalog_kit_folder(k, catalog_kit_folder(k, k->root,
	    "Lists"), "one.m3u"), at = 0;
	int64_t a = catalog_kit_put(k, k->root, "a.mp3", "A", &audio);
	int64_t b = catalog_kit_put(k, k->root, "b.mp3", "B", &audio);
	const int64_t places[] = { a, b, a };
	char root[64], path[64];
	struct catalog_query q;
	int64_t id;

	put_playlist(k, list, "One", places, 2);
	id = first_playlist(k).id;
	put_playlist(k, list, "Two", places + 1, 2);
	catalog_kit_assert_page(k, &playlists, 1, "Two|");
	q = first_playlist(k);
	assert_int_equal(q.id, id);
	catalog_kit_assert_page(k, &q, 2, "B|A|");
	assert_int_equal(catalog_playlist_next(k->w, &at, root, path,
	    sizeof(path)), 1);
	assert_int_equal(at, list);
	assert_string_equal(root, "/srv/media");
	assert_string_equal(path, "Lists/one.m3u");
	assert_int_equal(catalog_playlist_next(k->w, &at, root, path,
	    sizeof(path)), 0);
	/* Nothing stays behind. */
	assert_int_equal(catalog_remove(k->w, list), 0);
	catalog_kit_commit(k);
	catalog_kit_assert_page(k, &playlists, 0, "");
	catalog_kit_assert_page(k, &q, 0, "");
	assert_int_equal(catalog_is_member(k->r, id, a), 0);
	catalog_kit_put(k, k->root, "a.mp3", "A", &audio);
	catalog_kit_commit(k);
	catalog_kit_assert_page(k, &q, 0, "");
}

/* One that is called otherwise is found by that, and not by its old title. */
static void
found_by_its_title(void **state)
{
	struct catalog_kit *k = *state;
	int64_t list = catalog_kit_folder(k, catalog_kit_folder(k, k->root,
	    "Lists"), "one.m3u");
	int64_t a = catalog_kit_put(k, k->root, "a.mp3", "A", &audio);
	struct catalog_node named = { CATALOG_CONTAINS, CATALOG_TITLE, "old",
		0 };
	const struct catalog_query q = { .scope = CATALOG_IN_CONTAINER,
		.id = VIEW_PLAYLISTS, .deep = true, .nodes = &named,
		.nnodes = 1 };

	put_playlist(k, list, "Old songs", &a, 1);
	catalog_kit_assert_page_from(k, &q, 0, 0, "Old songs|");
	put_playlist(k, list, "Newer songs", &a, 1);
	catalog_kit_assert_page_from(k, &q, 0, 0, "");
	named.text = "newer";
	catalog_kit_assert_page_from(k, &q, 0, 0, "Newer songs|");
}

/* More playlists name a file than its row has room to note: those that are too
   many go without, and the writer goes on. */
static void
in_too_many_playlists(void **state)
{
	struct catalog_kit *k = *state;
	int64_t folder = catalog_kit_folder(k, k->root, "Lists");
	int64_t a = catalog_kit_put(k, k->root, "a.mp3", "A", &audio);
	const struct catalog_playlist p = { .root = k->root, .path = "p",
	    .title = "P", .places = &a, .n = 1 };
	uint64_t total;
	char name[32];

	for (int i = 0; i < 1500; i++) {
		snprintf(name, sizeof(name), "%d.m3u", i);
		assert_int_equal(catalog_put_playlist(k->w,
		    catalog_kit_folder(k, folder, name), 7, 8, &p), 0);
	}
	catalog_kit_put(k, k->root, "a.mp3", "A", &audio);
	catalog_kit_commit(k);
	assert_int_equal(catalog_total(k->r, &playlists, &total), 0);
	assert_in_range(total, 500, 1400);
	for (int i = 0; i < 1500; i++) {
		snprintf(name, sizeof(name), "%d.m3u", i);
		assert_int_equal(catalog_remove(k->w,
		    catalog_kit_folder(k, folder, name)), 0);
	}
	catalog_kit_commit(k);
	catalog_kit_assert_page(k, &playlists, 0, "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name,		\
    catalog_kit_setup, catalog_kit_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(playlists_hold_what_is_listed),
		TEST(playlists_change_and_go),
		TEST(found_by_its_title),
		TEST(in_too_many_playlists),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
