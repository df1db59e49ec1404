/* with: tests/unit/catalog_kit.c */
/* Objects by their ids, many at once, and of one moment. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "common/catalog_open.h"
#include "common/catalog_read.h"
#include "common/catalog_write.h"
#include "common/view.h"
#include "tests/unit/catalog_kit.h"

static const struct media_facts audio = { .kind = MEDIA_AUDIO };

#define FILES	100		/* more than one statement reads */
#define IDS	(3 * FILES)

struct order {
	int64_t	ids[IDS];
	size_t	n;
};

static void
add_id(void *arg, const struct catalog_object *o)
{
	struct order *order = arg;

	assert_true(order->n < IDS);
	assert_int_equal(o->view, o->id < 0 ? (enum view)-o->id : VIEW_NONE);
	order->ids[order->n++] = o->id;
}

/* One in three of a file, of a view, and of nothing. */
static void
rows_come_in_the_order_of_ids(void **state)
{
	struct catalog_kit *k = *state;
	struct order asked = { .n = 0 }, found = { .n = 0 },
	    expected = { .n = 0 };
	char name[32];
	int64_t id;

	for (int i = 0; i < FILES; i++) {
		snprintf(name, sizeof(name), "%d.mp3", i);
		id = catalog_kit_put(k, k->root, name, name, &audio);
		asked.ids[IDS - 1 - asked.n++] = id;
		asked.ids[IDS - 1 - asked.n++] = i < 20 ?
		    -(int64_t)view_get(0)->view : id;
		asked.ids[IDS - 1 - asked.n++] = i < 10 ?
		    -1000000 : id + 1000000;
	}
	catalog_kit_commit(k);
	for (size_t i = 0; i < IDS; i++)
		if (asked.ids[i] < id + 1000 && asked.ids[i] > -1000)
			expected.ids[expected.n++] = asked.ids[i];
	assert_int_equal(expected.n, 2 * FILES);
	for (size_t n = 0; n <= IDS; n += n < 70 ? 1 : 23) {
		found.n = 0;
		assert_int_equal(catalog_objects(k->r, asked.ids, n, add_id,
		    &found), 0);
		assert_int_equal(found.n, n == 0 ? 0 : n * 2 / 3);
		if (found.n > 0)
			assert_memory_equal(found.ids, expected.ids,
			    found.n * sizeof(found.ids[0]));
	}
}

static uint64_t
count_audio(struct catalog *c)
{
	struct catalog_counts counts;

	assert_int_equal(catalog_counts(c, &counts), 0);
	return counts.of_kind[MEDIA_AUDIO];
}

static void
what_is_borrowed_is_of_one_moment(void **state)
{
	struct catalog_kit *k = *state;
	struct catalog_pool *p = catalog_pool_new(k->dir);
	struct catalog *before, *after;

	before = catalog_pool_borrow(p);
	assert_int_equal(count_audio(before), 0);
	catalog_kit_put(k, k->root, "a.mp3", "a", &audio);
	catalog_kit_commit(k);
	after = catalog_pool_borrow(p);
	assert_int_equal(count_audio(before), 0);
	assert_int_equal(count_audio(after), 1);
	catalog_pool_return(p, after);
	catalog_pool_return(p, before);
	/* Either of them, lent again, sees what is there then. */
	before = catalog_pool_borrow(p);
	after = catalog_pool_borrow(p);
	assert_int_equal(count_audio(before), 1);
	assert_int_equal(count_audio(after), 1);
	catalog_pool_return(p, after);
	catalog_pool_return(p, before);
	catalog_pool_free(p);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name,		\
    catalog_kit_setup, catalog_kit_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(rows_come_in_the_order_of_ids),
		TEST(what_is_borrowed_is_of_one_moment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
