/* needs: common/text.c common/buf.c common/num.c common/fold.c common/mime.c common/ipc.c common/media.c common/view.c common/catalog_schema.c common/catalog_open.c common/catalog_placed.c common/catalog_read.c common/catalog_sql.c common/catalog_match.c common/catalog_visible.c common/catalog_list.c common/catalog_shelve.c common/catalog_area.c common/catalog_recent.c common/catalog_batch.c common/catalog_place.c common/catalog_playlist.c common/catalog_write.c scanner/library/episode.c scanner/library/place.c scanner/library/shelf.c tests/unit/catalog_kit.c libs: sqlite3 libutf8proc */
/* A catalogue of version 1 becomes one of today: ids stay, the rest is found
   again. */
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "common/catalog_open.h"
#include "common/catalog_read.h"
#include "common/catalog_write.h"
#include "tests/unit/catalog_kit.h"

/* The tables of version 1, word by word. */
static const char version_1[] =
    "BEGIN IMMEDIATE;"
    "CREATE TABLE place ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " parent INTEGER NOT NULL,"		/* 0: name is a media root's path */
    " name BLOB NOT NULL,"
    " UNIQUE (parent, name));"
    "CREATE TABLE object ("
    " id INTEGER PRIMARY KEY,"		/* place.id */
    " parent INTEGER NOT NULL,"
    " kind INTEGER NOT NULL,"		/* enum media_kind */
    " child_count INTEGER NOT NULL DEFAULT 0,"
    " size INTEGER NOT NULL DEFAULT 0,"
    " mtime_ns INTEGER NOT NULL DEFAULT 0,"
    " probed INTEGER NOT NULL DEFAULT 0,"
    " name_key BLOB NOT NULL,"
    " title_key BLOB NOT NULL,"
    " title TEXT NOT NULL,"
    " mime TEXT NOT NULL DEFAULT '',"
    " extension TEXT NOT NULL DEFAULT '',"
    " duration_ms INTEGER NOT NULL DEFAULT 0,"
    " bitrate INTEGER NOT NULL DEFAULT 0,"
    " width INTEGER NOT NULL DEFAULT 0,"
    " height INTEGER NOT NULL DEFAULT 0,"
    " sample_rate INTEGER NOT NULL DEFAULT 0,"
    " channels INTEGER NOT NULL DEFAULT 0,"
    " bits_per_sample INTEGER NOT NULL DEFAULT 0,"
    " orientation INTEGER NOT NULL DEFAULT 0,"
    " track INTEGER NOT NULL DEFAULT 0,"
    " disc INTEGER NOT NULL DEFAULT 0,"
    " date TEXT NOT NULL DEFAULT '',"
    " artist TEXT NOT NULL DEFAULT '',"
    " album TEXT NOT NULL DEFAULT '',"
    " album_artist TEXT NOT NULL DEFAULT '',"
    " genre TEXT NOT NULL DEFAULT '',"
    " composer TEXT NOT NULL DEFAULT '');"
    "CREATE TABLE refused ("
    " id INTEGER PRIMARY KEY,"
    " parent INTEGER NOT NULL,"
    " kind INTEGER NOT NULL,"		/* 0: not media */
    " size INTEGER NOT NULL,"
    " mtime_ns INTEGER NOT NULL);"
    "CREATE INDEX refused_child ON refused (parent);"
    "CREATE INDEX object_child ON object (parent, kind > 0, name_key, id);"
    "CREATE INDEX object_kind ON object (kind, title_key, id);"
    "CREATE TABLE tally (kind INTEGER PRIMARY KEY, n INTEGER NOT NULL);"
    "INSERT INTO tally VALUES (0, 0), (1, 0), (2, 0), (3, 0);"
    "CREATE TABLE state (update_id INTEGER NOT NULL);"
    "INSERT INTO state VALUES (strftime('%s', 'now') - 1767225600);"
    "INSERT INTO sqlite_sequence VALUES ('place',"
    " (strftime('%s', 'now') - 1767225600) * 1000);"
    "CREATE TRIGGER object_comes AFTER INSERT ON object BEGIN"
    " UPDATE tally SET n = n + 1 WHERE kind = NEW.kind;"
    " UPDATE object SET child_count = child_count + 1 WHERE id = NEW.parent;"
    " END;"
    "CREATE TRIGGER object_goes AFTER DELETE ON object BEGIN"
    " UPDATE tally SET n = n - 1 WHERE kind = OLD.kind;"
    " UPDATE object SET child_count = child_count - 1 WHERE id = OLD.parent;"
    " END;"
    "CREATE TRIGGER object_turns AFTER UPDATE OF kind ON object"
    " WHEN OLD.kind <> NEW.kind BEGIN"
    " UPDATE tally SET n = n - 1 WHERE kind = OLD.kind;"
    " UPDATE tally SET n = n + 1 WHERE kind = NEW.kind;"
    " END;"
    "PRAGMA user_version = 1;"
    "COMMIT;";

/* What a version 1 would have seen: two folders, two files, one refused; and
   update ids far ahead of the clock, as after a clock that was wrong. */
static const char rows[] =
    "INSERT INTO place VALUES (5000, 0, CAST('/srv/media' AS BLOB)),"
    " (5001, 5000, CAST('Music' AS BLOB)),"
    " (5002, 5001, x'736f6e67ff2e6d7033'),"	/* song\xff.mp3 */
    " (5003, 5001, CAST('gone.mp3' AS BLOB)),"
    " (5004, 5001, CAST('notes.txt' AS BLOB)),"
    " (9000000000000, 5001, CAST('late.mp3' AS BLOB));"
    "INSERT INTO object (id, parent, kind, name_key, title_key, title) VALUES"
    " (5000, 0, 0, x'', x'', 'media'), (5001, 5000, 0, x'', x'', 'Music'),"
    " (5002, 5001, 1, x'', x'', 'song');"
    "INSERT INTO refused VALUES (5004, 5001, 0, 1, 1);"
    "UPDATE state SET update_id = 3000000000;";

/* In the place of the kit's own. */
static void
make_version_1(struct catalog_kit *k)
{
	static const char *const suffixes[] = { "-wal", "-shm", "" };
	char path[128];
	sqlite3 *db;

	catalog_kit_close(k);
	for (size_t i = 0; i < 3; i++) {
		snprintf(path, sizeof(path), "%s/catalog.db%s", k->dir,
		    suffixes[i]);
		(void)unlink(path);
	}
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "PRAGMA journal_mode = WAL", NULL,
	    NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, version_1, NULL, NULL, NULL),
	    SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, rows, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void
count_stamp(void *arg, const struct catalog_stamp *s)
{
	(void)s;
	++*(int *)arg;
}

static void
places_keep_their_ids(void **state)
{
	static const struct media_facts f = { .kind = MEDIA_AUDIO,
		.title = "song", .artist = "Ann" };
	struct catalog_kit *k = *state;
	struct catalog_counts counts;
	const char *error;
	int stamps = 0;
	int64_t id;

	make_version_1(k);
	/* A reader does not touch it, and makes nothing of it. */
	assert_null(catalog_open_read(k->dir, &error));
	catalog_kit_open(k);
	/* Nothing is listed, nothing refused: all is read again. */
	assert_int_equal(catalog_counts(k->r, &counts), 0);
	for (int kind = 0; kind < MEDIA_KINDS; kind++)
		assert_int_equal(counts.of_kind[kind], 0);
	assert_true(counts.update_id > 3000000000);
	assert_int_equal(catalog_stamps(k->w, 5001, count_stamp, &stamps), 0);
	assert_int_equal(stamps, 0);
	/* What was seen has the id that it had, what is new a greater one. */
	assert_int_equal(catalog_kit_folder(k, 0, "/srv/media"), 5000);
	assert_int_equal(catalog_kit_folder(k, 5000, "Music"), 5001);
	assert_int_equal(catalog_kit_add(k, 5001, "song\xff.mp3", &f), 5002);
	assert_int_equal(catalog_kit_folder(k, 5001, "gone.mp3"), 5003);
	assert_int_equal(catalog_kit_folder(k, 5001, "notes.txt"), 5004);
	id = catalog_kit_add(k, 5001, "new.mp3", &f);
	assert_true(id > INT64_C(9000000000000));
	catalog_kit_commit(k);
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_ARTISTS),
	    "Ann|");
}

/* The next start finds it fit, and as it was left. */
static void
once_only(void **state)
{
	static const struct media_facts f = { .kind = MEDIA_AUDIO,
		.title = "song", .artist = "Ann" };
	struct catalog_kit *k = *state;
	struct catalog_counts before, after;
	int64_t ann;

	make_version_1(k);
	catalog_kit_open(k);
	catalog_kit_add(k, 5001, "song\xff.mp3", &f);
	catalog_kit_commit(k);
	ann = catalog_kit_find(k, VIEW_MUSIC_ARTISTS, "Ann");
	assert_int_equal(catalog_counts(k->r, &before), 0);
	catalog_kit_close(k);
	catalog_kit_open(k);
	assert_int_equal(catalog_counts(k->r, &after), 0);
	assert_memory_equal(&after, &before, sizeof(after));
	assert_int_equal(catalog_kit_find(k, VIEW_MUSIC_ARTISTS, "Ann"), ann);
}

/* One that cannot be renewed stays as it is: nothing is half done. */
static void
all_or_nothing(void **state)
{
	struct catalog_kit *k = *state;
	const char *error = NULL;
	char path[128];
	sqlite3 *db;
	sqlite3_stmt *s;

	make_version_1(k);
	snprintf(path, sizeof(path), "%s/catalog.db", k->dir);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	/* In the way. */
	assert_int_equal(sqlite3_exec(db, "CREATE TABLE member (x)", NULL,
	    NULL, NULL), SQLITE_OK);
	assert_null(catalog_open_write(k->dir, &error));
	assert_non_null(error);
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT count(*) FROM place"
	    " JOIN object USING (id), state WHERE update_id = 3000000000",
	    -1, &s, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(s), SQLITE_ROW);
	assert_int_equal(sqlite3_column_int(s, 0), 3);
	sqlite3_finalize(s);
	sqlite3_close(db);
}

#define TEST(name)	cmocka_unit_test_setup_teardown(name,		\
			    catalog_kit_setup, catalog_kit_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(places_keep_their_ids),
		TEST(once_only),
		TEST(all_or_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
