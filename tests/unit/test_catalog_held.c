/* with: tests/unit/catalog_kit.c */
/* What containers hold, as bits, is what is in them. */
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "common/catalog_bits.h"
#include "common/catalog_held.h"
#include "common/catalog_schema.h"
#include "common/catalog_write.h"
#include "tests/unit/catalog_kit.h"

#define FILES	3000	/* that in one batch are more notes than are kept */

static int64_t ids[FILES];

static void
put(struct catalog_kit *k, size_t i)
{
	struct media_facts f = { .kind = i % 5 == 0 ? MEDIA_VIDEO :
	    MEDIA_AUDIO };
	char name[32];

	snprintf(name, sizeof(name), "%zu", i);
	snprintf(f.artist, sizeof(f.artist), "Artist %ld\nArtist %ld",
	    random() % 7, random() % 7);
	snprintf(f.album, sizeof(f.album), "Album %ld", random() % 40);
	snprintf(f.genre, sizeof(f.genre), "Genre %ld", random() % 3);
	if (random() % 2 == 0)
		snprintf(f.composer, sizeof(f.composer), "Clara");
	if (random() % 3 == 0)
		snprintf(f.album_artist, sizeof(f.album_artist),
		    "Artist %ld", random() % 9);
	else
		f.compilation = random() % 2 == 0;
	ids[i] = catalog_kit_add(k, k->root, name, &f);
}

static void
take(struct catalog_kit *k, size_t i)
{
	assert_int_equal(catalog_remove(k->w, ids[i]), 0);
	ids[i] = 0;
}

static bool
holds(struct catalog_kit *k, int64_t container, int64_t object)
{
	sqlite3_stmt *s = catalog_statement(k->w, "SELECT bits FROM held"
	    " WHERE container = ?1 AND block = ?2");
	struct catalog_bits b = { { 0 } };

	assert_non_null(s);
	sqlite3_bind_int64(s, 1, container);
	sqlite3_bind_int64(s, 2, object >> CATALOG_BLOCK_BITS);
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

/* Every member of such a container, or of one beneath it, is held, but where
   that stands in for an album artist; and there is no bit more than that. */
static size_t
check(struct catalog_kit *k)
{
	sqlite3_stmt *s = catalog_statement(k->w, "SELECT DISTINCT c.view,"
	    " CASE c.level WHEN 1 THEN c.id ELSE c.parent END, m.object"
	    " FROM member m JOIN container c ON c.id = m.container"
	    " JOIN object o ON o.id = m.object"
	    " WHERE c.level > 0 AND (c.view <> ?1 OR o.album_artist <> '')");
	size_t n = 0;

	assert_non_null(s);
	sqlite3_bind_int(s, 1, VIEW_MUSIC_ALBUM_ARTISTS);
	while (sqlite3_step(s) == SQLITE_ROW) {
		if (!catalog_held_by((enum view)sqlite3_column_int(s, 0)))
			continue;
		assert_true(holds(k, sqlite3_column_int64(s, 1),
		    sqlite3_column_int64(s, 2)));
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
	catalog_kit_commit(k);
	assert_true(check(k) > FILES * 3);
	for (unsigned round = 0; round < 20; round++) {
		for (unsigned n = 0; n < 50; n++) {
			const size_t i = (size_t)random() % FILES;

			if (ids[i] != 0 && random() % 3 == 0)
				take(k, i);
			else
				put(k, i);
		}
		catalog_kit_commit(k);
		check(k);
	}
	for (size_t i = 0; i < FILES; i++)
		if (ids[i] != 0)
			take(k, i);
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
