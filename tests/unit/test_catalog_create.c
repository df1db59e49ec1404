/* with: tests/unit/catalog_house.c */
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
#include "tests/unit/catalog_house.h"

/* Executes sql in it and opens it again; true: it was set aside. */
static bool
is_set_aside(struct house *h, const char *sql)
{
	const char *error = NULL;
	char aside[128];
	bool moved;

	assert_int_equal(catalog_commit(h->w), 0);
	assert_int_equal(catalog_execute(h->w, sql), 0);
	catalog_close(h->w);
	h->w = catalog_open_write(h->dir, &error);
	assert_non_null(h->w);
	snprintf(aside, sizeof(aside), "%s/" CATALOG_FILE ".damaged", h->dir);
	moved = unlink(aside) == 0;
	assert_true(moved == (error != NULL));
	return moved;
}

static void
use_it(struct house *h)
{
	const int64_t root = place(h, 0, "/srv/media");

	assert_int_equal(catalog_put_root(h->w, root), 0);
	put(h, root, "song.mp3", "song", &audio);
	assert_int_equal(catalog_commit(h->w), 0);
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
	struct house *h = *state;

	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		if (!is_set_aside(h, changes[i]))
			fail_msg("not set aside: %s", changes[i]);
		use_it(h);
		/* The next start finds it fit. */
		assert_false(is_set_aside(h, ""));
	}
}

/* Tables that somebody looked at it with, say, harm nothing. */
static void
more_tables_do_no_harm(void **state)
{
	struct house *h = *state;

	put(h, h->root, "song.mp3", "song", &audio);
	assert_false(is_set_aside(h, "ANALYZE; CREATE TABLE notes (x)"));
	assert_int_equal(place(h, 0, "/srv/media"), h->root);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(other_tables_are_set_aside),
		TEST(more_tables_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
