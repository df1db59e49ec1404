/* with: tests/unit/catalog_kit.c */
/* A catalogue of this version, but with other tables, is no reason to fail for
   ever: it is set aside, and a new one made. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "common/catalog_open.h"
#include "common/catalog_schema.h"
#include "common/catalog_write.h"
#include "common/catalog_writer.h"
#include "tests/unit/catalog_kit.h"

static const struct media_facts audio = { .kind = MEDIA_AUDIO };

/* Executes sql in it and opens it again; true: it was set aside. */
static bool
is_set_aside(struct catalog_kit *k, const char *sql)
{
	const char *error = NULL;
	char aside[128];
	bool moved;

	assert_int_equal(catalog_commit(k->w), 0);
	assert_int_equal(catalog_execute(k->w, sql), 0);
	catalog_close(k->w);
	k->w = catalog_open_write(k->dir, &error);
	assert_non_null(k->w);
	snprintf(aside, sizeof(aside), "%s/" CATALOG_FILE ".damaged", k->dir);
	moved = unlink(aside) == 0;
	assert_true(moved == (error != NULL));
	return moved;
}

static void
use_it(struct catalog_kit *k)
{
	const int64_t root = catalog_kit_folder(k, 0, "/srv/media");

	assert_int_equal(catalog_put_root(k->w, root), 0);
	catalog_kit_put(k, root, "song.mp3", "song", &audio);
	assert_int_equal(catalog_commit(k->w), 0);
}

static void
other_tables_are_set_aside(void **state)
{
	static const char *const changes[] = {
		"DROP TABLE seek",
		"DROP TABLE title",
		"DROP INDEX object_date",
		"DROP VIEW named",
		"DROP TRIGGER object_goes",
		"ALTER TABLE object ADD COLUMN colour TEXT",
		"ALTER TABLE art DROP COLUMN bytes",
		"CREATE INDEX object_size ON object (size)",
		"CREATE TRIGGER object_errs AFTER INSERT ON object BEGIN"
		" UPDATE nowhere SET n = 1; END",
		/* As a damaged page would read. */
		"PRAGMA writable_schema = 1; UPDATE sqlite_schema"
		" SET sql = 'CREATE TABL' WHERE name = 'tally'",
	};
	struct catalog_kit *k = *state;

	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		if (!is_set_aside(k, changes[i]))
			fail_msg("not set aside: %s", changes[i]);
		use_it(k);
		/* The next start finds it fit. */
		assert_false(is_set_aside(k, ""));
	}
}

/* Tables that somebody looked at it with, say, harm nothing. */
static void
more_tables_do_no_harm(void **state)
{
	struct catalog_kit *k = *state;

	catalog_kit_put(k, k->root, "song.mp3", "song", &audio);
	assert_false(is_set_aside(k, "ANALYZE; CREATE TABLE notes (x)"));
	assert_int_equal(catalog_kit_folder(k, 0, "/srv/media"), k->root);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, \
	catalog_kit_setup, catalog_kit_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(other_tables_are_set_aside),
		TEST(more_tables_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
