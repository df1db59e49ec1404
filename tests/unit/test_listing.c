/* with: tests/unit/catalog_kit.c */
/* Pages of ids, and what is remembered for them. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "common/catalog_open.h"
#include "common/catalog_write.h"
#include "tests/unit/catalog_kit.h"
/* What it holds is seen from nowhere else. */
#include "server/upnp/listing.c"

static void
fill(struct catalog_kit *k, int n)
{
	struct media_facts f = { .kind = MEDIA_AUDIO, .artist = "Ann",
		.album = "One" };
	char name[32];

	for (int i = 0; i < n; i++) {
		snprintf(name, sizeof(name), "%d", i);
		f.track = (uint32_t)(i * 7 % 100);
		snprintf(f.date, sizeof(f.date), "%d", 1960 + i % 50);
		catalog_kit_add(k, k->root, name, &f);
	}
	catalog_kit_commit(k);
}

static struct listing_page
page(struct listings *ls, struct catalog *c, const struct catalog_query *q,
    uint64_t start, uint64_t count)
{
	struct listing_page p;

	assert_int_equal(listing_read(ls, c, q, start, count, &p), 0);
	return p;
}

/* In every order, pages of any size are the whole, cut. */
static void
pages_are_the_whole(void **state)
{
	static const struct catalog_node node = { CATALOG_CONTAINS,
		CATALOG_TITLE, "1", 0 };
	const struct catalog_query queries[] = {
		{ .scope = CATALOG_OF_KIND, .kind = MEDIA_AUDIO },
		{ .scope = CATALOG_IN_CONTAINER, .id = VIEW_MUSIC_ALL,
		    .norder = 1, .order = { { CATALOG_TRACK, true } } },
		{ .scope = CATALOG_EVERYWHERE, .deep = true, .nodes = &node,
		    .nnodes = 1 },
		{ .scope = CATALOG_IN_FOLDER, .id = 0 },
		{ .scope = CATALOG_OF_KIND, .kind = MEDIA_AUDIO, .norder = 1,
		    .order = { { CATALOG_DATE, true } } },
		{ .scope = CATALOG_OF_KIND, .kind = MEDIA_AUDIO, .norder = 1,
		    .order = { { CATALOG_TITLE, true } } },
	};
	static const uint64_t sizes[] = { 1000, 999, 3001, 0 };
	struct catalog_kit *k = *state;
	struct listings *ls = listings_new();

	fill(k, 3000);
	for (size_t i = 0; i < sizeof(queries) / sizeof(queries[0]); i++)
		for (size_t j = 0; j < 4; j++) {
			struct listing_page whole = page(ls, k->r, &queries[i],
			    0, 0), p;
			uint64_t got = 0;

			assert_int_equal(whole.total, whole.n);
			do {
				p = page(ls, k->r, &queries[i], got, sizes[j]);
				assert_int_equal(p.total, whole.total);
				assert_int_equal(p.update_id,
				    whole.update_id);
				assert_true(got + p.n <= whole.n);
				if (p.n > 0)
					assert_memory_equal(p.ids, whole.ids +
					    got, p.n * sizeof(*p.ids));
				got += p.n;
				free(p.ids);
			} while (p.n > 0);
			assert_int_equal(got, whole.n);
			free(whole.ids);
		}
	listings_free(ls);
}

struct rows {
	int64_t		 ids[LISTING_SHORT_ROWS];
	size_t		 n;
};

static void
take(void *arg, const struct catalog_object *o)
{
	struct rows *rows = arg;

	assert_true(rows->n < LISTING_SHORT_ROWS);
	rows->ids[rows->n++] = o->id;
}

/* They are the same as the ids of the page: of a container with containers
   and objects in it, too. */
static void
short_pages_come_as_rows(void **state)
{
	const struct media_facts f = { .kind = MEDIA_AUDIO };
	struct catalog_kit *k = *state;
	struct listings *ls = listings_new();
	struct catalog_query queries[] = {
		{ .scope = CATALOG_OF_KIND, .kind = MEDIA_AUDIO },
		{ .scope = CATALOG_IN_FOLDER, .id = k->root },
		{ .scope = CATALOG_IN_CONTAINER,
		    .id = VIEW_MUSIC_FOLDERS },
	};
	const int64_t within = catalog_kit_folder(k, k->root, "folder");
	struct listing_page p, whole;
	struct rows rows;

	fill(k, 250);
	catalog_kit_add(k, within, "within", &f);
	catalog_kit_commit(k);
	whole = page(ls, k->r, &queries[2], 0, 0);
	assert_int_equal(whole.n, 1);
	queries[2].id = -whole.ids[0];		/* the root's */
	free(whole.ids);
	for (size_t i = 0; i < 3; i++) {
		whole = page(ls, k->r, &queries[i], 0, 0);
		assert_int_equal(whole.n, 251);
		for (uint64_t start = 0; start < 300; start += 50) {
			const size_t n = start < 251 ? 251 - start : 0;

			rows.n = 0;
			assert_int_equal(listing_read_rows(k->r, &queries[i],
			    start, 50, &p, take, &rows), 1);
			assert_int_equal(p.total, 251);
			assert_int_equal(p.update_id, whole.update_id);
			assert_int_equal(p.n, n < 50 ? n : 50);
			assert_int_equal(rows.n, p.n);
			if (p.n > 0)
				assert_memory_equal(rows.ids, whole.ids +
				    start, p.n * sizeof(*rows.ids));
		}
		rows.n = 0;		/* to the end, if that is near */
		assert_int_equal(listing_read_rows(k->r, &queries[i], 151, 0,
		    &p, take, &rows), 1);
		assert_int_equal(rows.n, 100);
		assert_int_equal(listing_read_rows(k->r, &queries[i], 150, 0,
		    &p, take, &rows), 0);
		assert_int_equal(listing_read_rows(k->r, &queries[i],
		    LISTING_DIRECT_ROWS, 1, &p, take, &rows), 0);
		queries[i].norder = 1;
		assert_int_equal(listing_read_rows(k->r, &queries[i], 0, 10,
		    &p, take, &rows), 0);
		assert_int_equal(rows.n, 100);
		free(whole.ids);
	}
	listings_free(ls);
}

static const struct catalog_query by_track = { .scope = CATALOG_OF_KIND,
	.kind = MEDIA_AUDIO, .norder = 1, .order = { { CATALOG_TRACK, false } } };

static bool
shown_to_some(const struct catalog_node *n, const struct catalog_object *o,
    uint64_t client)
{
	(void)n;
	(void)o;
	return client == 2;
}

/* What depends on who asks is not remembered for another. */
static void
each_client_has_its_own(void **state)
{
	static const struct catalog_node node = { CATALOG_EXISTS,
		CATALOG_PROTOCOL_INFO, "", 0 };
	struct catalog_query q = { .scope = CATALOG_EVERYWHERE, .deep = true,
		.nodes = &node, .nnodes = 1, .fits = shown_to_some };
	struct catalog_kit *k = *state;
	struct listings *ls = listings_new();
	struct listing_page p;

	fill(k, 3);
	for (q.client = 1; q.client < 4; q.client++) {
		p = page(ls, k->r, &q, 0, 0);
		assert_int_equal(p.total > 0, q.client == 2);
		free(p.ids);
	}
	listings_free(ls);
}

static void
forgotten_when_the_catalogue_changes(void **state)
{
	struct catalog_kit *k = *state;
	struct listings *ls = listings_new();
	struct listing_page before, after;

	fill(k, 10);
	before = page(ls, k->r, &by_track, 0, 0);
	assert_int_equal(before.total, 10);
	assert_int_equal(catalog_remove(k->w, before.ids[0]), 0);
	catalog_kit_commit(k);
	after = page(ls, k->r, &by_track, 0, 0);
	assert_int_equal(after.total, 9);
	assert_int_equal(after.ids[0], before.ids[1]);
	assert_int_equal(after.update_id, before.update_id + 1);
	free(before.ids);
	free(after.ids);
	listings_free(ls);
}

/* A search that is a view. */
static const struct catalog_node music = { CATALOG_DERIVED_FROM,
	CATALOG_CLASS, "object.item.audioItem", 0 };
static const struct catalog_query by_class = { .scope = CATALOG_EVERYWHERE,
	.deep = true, .nodes = &music, .nnodes = 1, .norder = 1,
	.order = { { CATALOG_DATE, true } } };

static bool
is_kept(const struct listings *ls, const struct catalog_query *q)
{
	bool found = false;
	struct buf key;

	write_key(&key, q);
	for (size_t i = 0; i < ls->nkept; i++)
		found = found || (ls->kept[i].key.len == key.len &&
		    memcmp(ls->kept[i].key.data, key.data, key.len) == 0);
	buf_free(&key);
	return found;
}

/* One condition, whose text goes on like the key of two. */
static void
no_text_looks_like_another_condition(void **state)
{
	struct catalog_node one = { CATALOG_CONTAINS, CATALOG_TITLE, "", 0 };
	static const struct catalog_node two[] = {
		{ CATALOG_CONTAINS, CATALOG_TITLE, "Ann", 0 },
		{ CATALOG_EQUAL, CATALOG_ALBUM, "One", 0 },
	};
	struct catalog_query q = { .nodes = two, .nnodes = 2 };
	struct buf wanted, got;
	size_t start;

	(void)state;
	write_key(&wanted, &q);
	q.nodes = &one;
	q.nnodes = 1;
	write_key(&got, &q);
	start = got.len;
	buf_free(&got);
	assert_true(start < wanted.len);
	one.text = wanted.data + start;
	write_key(&got, &q);
	assert_string_not_equal(got.data, wanted.data);
	buf_free(&got);
	buf_free(&wanted);
}

static void
the_oldest_goes_first(void **state)
{
	struct catalog_kit *k = *state;
	struct listings *ls = listings_new();
	struct catalog_query q = by_track;

	fill(k, 10);
	for (size_t i = 0; i < 3 * LISTING_KEPT_MAX; i++) {
		q.order[0].field = (enum catalog_field)(CATALOG_TITLE + i % 12);
		q.order[0].descending = i >= 12;
		free(page(ls, k->r, &q, 0, 0).ids);
		assert_true(ls->nkept <= LISTING_KEPT_MAX);
		assert_int_equal(ls->nids, 10 * ls->nkept);
		assert_true(is_kept(ls, &q));
		/* One that is asked for again and again stays. */
		if (i > CATALOG_TRACK)
			assert_true(is_kept(ls, &by_track));
		free(page(ls, k->r, &by_track, 0, 3).ids);
	}
	assert_int_equal(ls->nkept, LISTING_KEPT_MAX);
	q.order[0].field = CATALOG_TITLE;
	q.order[0].descending = false;
	assert_false(is_kept(ls, &q));
	assert_int_equal(ls->nkept, LISTING_KEPT_MAX);
	/* A page near the beginning, in its own order or one that an index has,
	   is just read. */
	q.norder = 0;
	free(page(ls, k->r, &q, 1, 3).ids);
	free(page(ls, k->r, &by_class, 1, 3).ids);
	assert_int_equal(ls->nids, 10 * ls->nkept);
	listings_free(ls);
}

static void
give(struct listings *ls, const char *name, size_t n)
{
	struct buf key;

	buf_init(&key, KEY_BYTES_MAX);
	buf_add_str(&key, name);
	remember(ls, &key, calloc(n, sizeof(int64_t)), n, 1);
}

static void
no_more_ids_than_there_may_be(void **state)
{
	struct listings *ls = listings_new();

	(void)state;
	give(ls, "half", LISTING_IDS_MAX / 2);
	give(ls, "other half", LISTING_IDS_MAX / 2);
	assert_int_equal(ls->nkept, 2);
	assert_int_equal(ls->nids, LISTING_IDS_MAX);
	give(ls, "one", 1);
	assert_int_equal(ls->nkept, 2);
	assert_int_equal(ls->nids, LISTING_IDS_MAX / 2 + 1);
	give(ls, "all", LISTING_IDS_MAX);
	assert_int_equal(ls->nkept, 1);
	assert_int_equal(ls->nids, LISTING_IDS_MAX);
	give(ls, "too many", LISTING_IDS_MAX + 1);
	assert_true(ls->nids <= LISTING_IDS_MAX);
	listings_free(ls);
}

/* ---- threads ---------------------------------------------------------------- */

struct reader {
	struct catalog	*c;
	struct listings	*ls;
	int		 wrong;
};

static void *
read_pages(void *arg)
{
	struct reader *r = arg;
	struct catalog_query q = by_track;
	struct listing_page p;

	for (unsigned i = 0; i < 20000; i++) {
		q.order[0].descending = i % 2;
		q.order[0].field = i % 3 == 0 ? CATALOG_TRACK : CATALOG_ALBUM;
		if (listing_read(r->ls, r->c, &q, i % 40, 7, &p) == -1) {
			r->wrong++;
			continue;
		}
		/* 40 rows, one more with each change that was seen. */
		r->wrong += p.total < 40 || p.n != (p.total - i % 40 < 7 ?
		    p.total - i % 40 : 7);
		free(p.ids);
	}
	return NULL;
}

static void
threads_share_it(void **state)
{
	struct catalog_kit *k = *state;
	struct listings *ls = listings_new();
	struct reader r[2];
	pthread_t t[2];
	const char *error;

	fill(k, 40);
	for (int i = 0; i < 2; i++) {
		r[i] = (struct reader){ catalog_open_read(k->dir, &error), ls,
		    0 };
		assert_int_equal(pthread_create(&t[i], NULL, read_pages,
		    &r[i]), 0);
	}
	for (int i = 40; i < 80; i++)
		fill(k, i);
	for (int i = 0; i < 2; i++) {
		pthread_join(t[i], NULL);
		assert_int_equal(r[i].wrong, 0);
		catalog_close(r[i].c);
	}
	assert_true(ls->nkept <= LISTING_KEPT_MAX);
	listings_free(ls);
}

#define TEST(name)	cmocka_unit_test_setup_teardown(name,		\
			    catalog_kit_setup, catalog_kit_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(pages_are_the_whole),
		TEST(each_client_has_its_own),
		TEST(short_pages_come_as_rows),
		TEST(forgotten_when_the_catalogue_changes),
		TEST(no_text_looks_like_another_condition),
		TEST(the_oldest_goes_first),
		TEST(no_more_ids_than_there_may_be),
		TEST(threads_share_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
