#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "common/catalog_open.h"
#include "common/catalog_schema.h"
#include "common/catalog_tables.h"
#include "common/catalog_write.h"
#include "common/catalog_writer.h"

#define TABLES_MAX	64

struct seen {
	struct catalog_table	t[TABLES_MAX];
	size_t			n;
};

static void
take(void *arg, const struct catalog_table *t)
{
	struct seen *s = arg;

	assert_true(s->n < TABLES_MAX);
	s->t[s->n++] = *t;
}

static const struct catalog_table *
find(const struct seen *s, const char *name)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->t[i].name, name) == 0)
			return &s->t[i];
	fail_msg("no table %s", name);
	return NULL;
}

static void
remove_files(const char *dir)
{
	static const char *const names[] = { "", "-wal", "-shm" };
	char path[128];

	for (size_t i = 0; i < 3; i++) {
		snprintf(path, sizeof(path), "%s/" CATALOG_FILE "%s", dir,
		    names[i]);
		unlink(path);
	}
	rmdir(dir);
}

static void
every_table_is_counted(void **state)
{
	char dir[] = "/tmp/lares-tables-XXXXXX";
	struct seen s = { .n = 0 };
	struct catalog *w, *r;
	const char *error;
	char name[32];
	int64_t id;

	(void)state;
	assert_non_null(mkdtemp(dir));
	assert_non_null(w = catalog_open_write(dir, &error));
	for (int i = 0; i < 500; i++) {
		snprintf(name, sizeof(name), "file of some length %d", i);
		assert_int_equal(catalog_place(w, 0, name, &id), 0);
	}
	assert_int_equal(catalog_commit(w), 0);
	/* One that is not ours, with the worst of names. */
	assert_int_equal(catalog_execute(w,
	    "CREATE TABLE \"a\"\" ; DROP TABLE place --\" (x);"
	    "INSERT INTO \"a\"\" ; DROP TABLE place --\" VALUES (1), (2);"), 0);

	assert_non_null(r = catalog_open_read(dir, &error));
	assert_int_equal(catalog_tables(r, take, &s), 0);
	assert_int_equal(find(&s, "place")->rows, 500);
	assert_int_equal(find(&s, "tally")->rows, 4);
	assert_int_equal(find(&s, "object")->rows, 0);
	assert_int_equal(find(&s, "a\" ; DROP TABLE place --")->rows, 2);
	assert_true(find(&s, "place")->bytes > 500 * 20);
	/* Empty: a page for the table, and one for each of its indexes. */
	assert_int_equal(find(&s, "object")->bytes, 11 * 4096);
	assert_int_equal(find(&s, "state")->bytes, 4096);
	for (size_t i = 1; i < s.n; i++)
		assert_true(strcmp(s.t[i - 1].name, s.t[i].name) < 0);
	catalog_close(r);
	catalog_close(w);
	remove_files(dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_table_is_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
