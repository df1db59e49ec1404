/* with: tests/unit/catalog_kit.c */
/* What containers and folders hold, as bits, is what is beneath them. */
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "common/catalog_bits.h"
#include "common/catalog_holder.h"
#include "common/catalog_place.h"
#include "common/catalog_playlist.h"
#include "common/catalog_schema.h"
#include "common/catalog_write.h"
#include "tests/unit/catalog_kit.h"

#define FILES	3000	/* that in one batch are more notes than are kept */

static int64_t ids[FILES];

/* Folders in folders, and files in all of them. */
static int64_t
folder_of(struct catalog_kit *k, size_t i)
{
	int64_t folder = k->root;

	for (; i % 4 > 0; i--)
		folder = catalog_kit_folder(k, folder, "beneath");
	return folder;
}

static void
put(struct catalog_kit *k, size_t i)
{
	struct media_facts f = { .kind = i % 5 == 0 ? MEDIA_VIDEO :
	    MEDIA_AUDIO };
	char name[32];

	snprintf(name, sizeof(name), "%zu", i);
	snprintf(f.artist, sizeof(f.artist), "Artist %ld\nArtist %ld",
	    random() % 7, random() % 7);
	/* Without an album it is in the artist itself. */
	if (random() % 3 > 0)
		snprintf(f.album, sizeof(f.album), "Album %ld",
		    random() % 40);
	snprintf(f.genre, sizeof(f.genre), "Genre %ld", random() % 3);
	if (random() % 2 == 0)
		snprintf(f.composer, sizeof(f.composer), "Clara");
	if (random() % 3 == 0)
		snprintf(f.album_artist, sizeof(f.album_artist),
		    "Artist %ld", random() % 9);
	else
		f.compilation = random() % 2 == 0;
	ids[i] = catalog_kit_add(k, folder_of(k, i), name, &f);
}

static void
take(struct catalog_kit *k, size_t i)
{
	assert_int_equal(catalog_remove(k->w, ids[i]), 0);
	ids[i] = 0;
}

/* Some of the files, in two playlists of which each may change. */
static void
list(struct catalog_kit *k, const char *name)
{
	struct catalog_playlist p = { .root = k->root, .path = name,
		.title = name };
	int64_t places[8], id;

	for (p.n = 0; p.n < 8; p.n++)
		places[p.n] = ids[(size_t)random() % 20];
	p.places = places;
	assert_int_equal(catalog_place(k->w, k->root, name, &id), 0);
	assert_int_equal(catalog_put_playlist(k->w, id, 1,
	    (int64_t)random(), &p), 0);
}

static bool
holds(struct catalog_kit *k, int64_t holder, int64_t object)
{
	sqlite3_stmt *s = catalog_statement(k->w, "SELECT bits FROM held"
	    " WHERE holder = ?1 + iif((SELECT level FROM container"
	    " WHERE id = ?1) > 1, ?3, 0) AND block = ?2");
	struct catalog_bits b = { { 0 } };

	assert_non_null(s);
	sqlite3_bind_int64(s, 1, holder);
	sqlite3_bind_int64(s, 2, object >> CATALOG_BLOCK_BITS);
	sqlite3_bind_int64(s, 3, CATALOG_HELD_DEEP);
	if (sqlite3_step(s) == SQLITE_ROW)
		catalog_bits_read(&b, sqlite3_column_blob(s, 0),
		    (size_t)sqlite3_column_bytes(s, 0));
	sqlite3_reset(s);
	return catalog_bits_has(&b, object % CATALOG_BLOCK_IDS);
}

/* How many bits there are, in all. */
static size_t
count(struct catalog_kit *k)
{
	sqlite3_stmt *s = catalog_statement(k->w, "SELECT bits FROM held");
	struct catalog_bits b;
	size_t n = 0;

	assert_non_null(s);
	while (sqlite3_step(s) == SQLITE_ROW) {
		catalog_bits_read(&b, sqlite3_column_blob(s, 0),
		    (size_t)sqlite3_column_bytes(s, 0));
		for (int i = -1; (i = catalog_bits_next(&b,
		    (unsigned)(i + 1))) != -1; n++)
			;
	}
	sqlite3_reset(s);
	return n;
}

/* What each object lies in, all that is above that, and those in whose place
   another album artist stands. */
static const char beneath[] =
    "WITH RECURSIVE up (holder, object) AS"
    " (SELECT container, object FROM member"
    " UNION SELECT -parent, id FROM object WHERE parent <> 0"
    " UNION SELECT CASE WHEN holder > 0"
    " THEN (SELECT parent FROM container WHERE id = holder)"
    " ELSE -(SELECT parent FROM place WHERE id = -holder) END, object FROM up"
    " WHERE holder <> 0)"
    " SELECT holder, object FROM up WHERE holder <> 0"
    " UNION SELECT ?2, o.id FROM object o JOIN up ON up.object = o.id"
    " WHERE up.holder = ?1 AND o.album_artist = ''";

/* There is a bit for each of these, and none more. */
static size_t
check(struct catalog_kit *k)
{
	sqlite3_stmt *s = catalog_statement(k->w, beneath);
	size_t n = 0;

	assert_non_null(s);
	sqlite3_bind_int(s, 1, VIEW_MUSIC_ALBUM_ARTISTS);
	sqlite3_bind_int(s, 2, CATALOG_HELD_UNNAMED);
	while (sqlite3_step(s) == SQLITE_ROW) {
		if (!catalog_held_by(sqlite3_column_int64(s, 0)))
			continue;
		assert_true(holds(k, sqlite3_column_int64(s, 0),
		    sqlite3_column_int64(s, 1)));
		n++;
	}
	sqlite3_reset(s);
	assert_int_equal(count(k), n);
	return n;
}

static void
come_and_go(void **state)
{
	struct catalog_kit *k = *state;

	srandom(9);
	for (size_t i = 0; i < FILES; i++)
		put(k, i);
	list(k, "one.m3u");
	list(k, "two.m3u");
	catalog_kit_commit(k);
	assert_true(check(k) > FILES * 8);
	for (unsigned round = 0; round < 20; round++) {
		for (unsigned n = 0; n < 50; n++) {
			const size_t i = (size_t)random() % FILES;

			if (ids[i] != 0 && random() % 3 == 0)
				take(k, i);
			else
				put(k, i);
		}
		if (round % 3 == 0)
			list(k, round % 2 ? "one.m3u" : "two.m3u");
		catalog_kit_commit(k);
		check(k);
	}
	assert_int_equal(catalog_remove(k->w, folder_of(k, 2)), 0);
	catalog_kit_commit(k);
	check(k);
	assert_int_equal(catalog_remove(k->w, k->root), 0);
	catalog_kit_commit(k);
	assert_int_equal(check(k), 0);
}

/* What was noted of a batch that is rolled back is not there. */
static void
rolled_back(void **state)
{
	struct catalog_kit *k = *state;

	put(k, 1);
	catalog_kit_commit(k);
	put(k, 2);
	assert_int_equal(catalog_execute(k->w, "ROLLBACK"), 0);
	assert_int_equal(catalog_commit(k->w), -1);
	put(k, 3);
	catalog_kit_commit(k);
	check(k);
}

#define TEST(name)	cmocka_unit_test_setup_teardown(name,		\
			    catalog_kit_setup, catalog_kit_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(come_and_go),
		TEST(rolled_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
