/* with: tests/unit/catalog_kit.c tests/unit/old_catalogs.c */
/* A catalogue of an earlier version becomes one of today: ids stay, the rest is
   found again. */
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

#include "common/catalog_list.h"
#include "common/catalog_open.h"
#include "common/catalog_read.h"
#include "common/catalog_schema.h"
#include "common/catalog_write.h"
#include "common/catalog_writer.h"
#include "tests/unit/catalog_kit.h"
#include "tests/unit/old_catalogs.h"

/* What it would have seen: two folders, two files, one refused; and update ids
   far ahead of the clock, as after a clock that was wrong. */
#define ROWS								\
    "INSERT INTO place VALUES (5000, 0, CAST('/srv/media' AS BLOB)),"	\
    " (5001, 5000, CAST('Music' AS BLOB)),"				\
    " (5002, 5001, x'736f6e67ff2e6d7033'),"	/* song\xff.mp3 */	\
    " (5003, 5001, CAST('gone.mp3' AS BLOB)),"				\
    " (5004, 5001, CAST('notes.txt' AS BLOB)),"				\
    " (9000000000000, 5001, CAST('late.mp3' AS BLOB));"			\
    "INSERT INTO refused VALUES (5004, 5001, 0, 1, 1);"			\
    "UPDATE state SET update_id = 3000000000;"

/* What versions from 2 on had besides. */
#define ROWS_OF_2							\
    "INSERT INTO object (id, parent, kind, name_key, title_key,"	\
    " title_fold, title, area) VALUES"					\
    " (5000, 0, 0, x'', x'', 'media', 'media', 0),"			\
    " (5001, 5000, 0, x'', x'', 'music', 'Music', 1),"			\
    " (5002, 5001, 1, x'', x'', 'song', 'song', 1);"			\
    "INSERT INTO container (id, parent, view, level, key, sort, fold,"	\
    " title, n, listed, area) VALUES"					\
    " (7000, 2, 2, 1, CAST('ann' AS BLOB), CAST('ann' AS BLOB), 'ann',"	\
    "  'Ann', 1, 1, 1),"						\
    " (9000000000001, 2, 2, 1, CAST('zoe' AS BLOB),"			\
    "  CAST('zoe' AS BLOB), 'zoe', 'Zoe', 1, 1, 0);"			\
    "INSERT INTO member VALUES (7000, x'', 5002);"			\
    "INSERT INTO area VALUES (5001, 1);"				\
    "INSERT INTO beneath VALUES (7000, 1, 1);"				\
    "UPDATE state SET areas = 99;"					\
    "INSERT INTO title (rowid, title_fold) SELECT id, title_fold"	\
    " FROM object;"							\
    "INSERT INTO name (rowid, fold) SELECT id, fold FROM container"	\
    " WHERE level > 0; DELETE FROM untitled;"

static const char *const rows[] = {
    [1] = ROWS
    "INSERT INTO object (id, parent, kind, name_key, title_key, title) VALUES"
    " (5000, 0, 0, x'', x'', 'media'), (5001, 5000, 0, x'', x'', 'Music'),"
    " (5002, 5001, 1, x'', x'', 'song');",
    /* Version 2 knew artists, and folders that hide. */
    [2] = ROWS ROWS_OF_2,
    /* Version 3 knew pictures, whose ids are remembered too. */
    [3] = ROWS ROWS_OF_2
    "UPDATE container SET art = 5 WHERE id = 7000;"
    "INSERT INTO art VALUES (5, x'01', 1, 99, 1000);"
    "UPDATE sqlite_sequence SET seq = 9000000000002 WHERE name = 'art';"
    "INSERT INTO artless VALUES (1, 5002);"
    "INSERT INTO covers VALUES (5001, 1);"
    "INSERT INTO subtitle VALUES (5002, 1, 'srt', x'01');"
    "INSERT INTO seek VALUES (5002, x'01');",
};

/* In the place of the kit's own. */
static void
make_version(struct catalog_kit *k, int version)
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
	assert_int_equal(sqlite3_exec(db, old_catalogs[version], NULL, NULL,
	    NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, rows[version], NULL, NULL, NULL),
	    SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void
count_stamp(void *arg, const struct catalog_stamp *s)
{
	(void)s;
	++*(int *)arg;
}

static void
check_places(struct catalog_kit *k, int version)
{
	static const struct media_facts f = { .kind = MEDIA_AUDIO,
		.title = "song", .artist = "Ann" };
	struct catalog_counts counts;
	const char *error;
	int stamps = 0;
	int64_t id;

	make_version(k, version);
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

static void
places_keep_their_ids(void **state)
{
	check_places(*state, 1);
}

static size_t
count_found(struct catalog_kit *k, const char *title)
{
	struct catalog_node node = { .op = CATALOG_CONTAINS,
	    .field = CATALOG_TITLE, .text = title };
	const struct catalog_query q = { .scope = CATALOG_EVERYWHERE,
	    .deep = true, .nodes = &node, .nnodes = 1 };
	int64_t *ids;
	size_t n;

	assert_int_equal(catalog_list(k->r, &q, 0, 0, &ids, &n), 0);
	free(ids);
	return n;
}

/* Artists are remembered, and found, and none of what was hidden is. */
static void
check_containers(struct catalog_kit *k, int version)
{
	static const struct media_facts zoe = { .kind = MEDIA_AUDIO,
		.title = "late", .artist = "Zoe" };
	int64_t mark = -1;
	sqlite3_stmt *s;

	check_places(k, version);
	assert_int_equal(catalog_kit_find(k, VIEW_MUSIC_ARTISTS, "Ann"), 7000);
	/* Also as the artist of an album. */
	assert_int_equal(count_found(k, "ann"), 2);
	assert_int_equal(count_found(k, "zoe"), 0);
	catalog_kit_add(k, 5001, "late.mp3", &zoe);
	catalog_kit_commit(k);
	assert_int_equal(catalog_kit_find(k, VIEW_MUSIC_ARTISTS, "Zoe"),
	    INT64_C(9000000000001));
	assert_int_equal(count_found(k, "zoe"), 2);
	s = catalog_statement(k->w, "SELECT areas + (SELECT count(*) FROM"
	    " beneath) + (SELECT count(*) FROM container WHERE area <> 0)"
	    " FROM state");
	assert_int_equal(catalog_number(k->w, s, &mark), 1);
	assert_int_equal(mark, 0);
}

static void
containers_keep_their_ids(void **state)
{
	check_containers(*state, 2);
}

/* What they show is found again, under the id that players have it by. */
static void
pictures_keep_their_ids(void **state)
{
	struct catalog_kit *k = *state;
	int64_t n = -1;

	check_containers(k, 3);
	assert_int_equal(catalog_number(k->w, catalog_statement(k->w,
	    "SELECT id FROM art WHERE key = x'01' AND kind = 1 AND art = 99"
	    " AND bytes = 1000"), &n), 1);
	assert_int_equal(n, 5);
	assert_int_equal(catalog_number(k->w, catalog_statement(k->w,
	    "SELECT seq FROM sqlite_sequence WHERE name = 'art'"), &n), 1);
	assert_true(n == INT64_C(9000000000002));
	assert_int_equal(catalog_number(k->w, catalog_statement(k->w,
	    "SELECT (SELECT count(*) FROM subtitle) + (SELECT count(*) FROM"
	    " seek) + (SELECT count(*) FROM covers) + (SELECT count(*) FROM"
	    " container WHERE art <> 0)"), &n), 1);
	assert_int_equal(n, 0);
}

/* The next start finds it fit, and as it was left. */
static void
check_once_only(struct catalog_kit *k, int version)
{
	static const struct media_facts f = { .kind = MEDIA_AUDIO,
		.title = "song", .artist = "Ann" };
	struct catalog_counts before, after;
	int64_t ann;

	make_version(k, version);
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

static void
once_only(void **state)
{
	for (int version = 1; version < CATALOG_VERSION; version++)
		check_once_only(*state, version);
}

/* One that cannot be renewed is set aside as it was: nothing is half done. */
static void
all_or_nothing(void **state)
{
	struct catalog_kit *k = *state;
	const char *error = NULL;
	char path[128];
	sqlite3 *db;
	sqlite3_stmt *s;

	make_version(k, 1);
	snprintf(path, sizeof(path), "%s/catalog.db", k->dir);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	/* In the way. */
	assert_int_equal(sqlite3_exec(db, "CREATE TABLE member (x)", NULL,
	    NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	assert_non_null(k->w = catalog_open_write(k->dir, &error));
	assert_non_null(error);
	snprintf(path, sizeof(path), "%s/catalog.db.damaged", k->dir);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
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
		TEST(containers_keep_their_ids),
		TEST(pictures_keep_their_ids),
		TEST(once_only),
		TEST(all_or_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
