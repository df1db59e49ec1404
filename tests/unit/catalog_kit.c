/* A catalogue for tests. */
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "common/buf.h"
#include "common/catalog_list.h"
#include "common/catalog_open.h"
#include "common/catalog_read.h"
#include "common/catalog_write.h"
#include "common/catalog_writer.h"
#include "scanner/library/shelf.h"
#include "tests/unit/catalog_kit.h"

void
catalog_kit_open(struct catalog_kit *k)
{
	const char *error = "";

	k->w = catalog_open_write(k->dir, &error);
	assert_string_equal(error, "");
	k->r = catalog_open_read(k->dir, &error);
	assert_string_equal(error, "");
}

void
catalog_kit_close(struct catalog_kit *k)
{
	catalog_close(k->w);
	catalog_close(k->r);
	k->w = k->r = NULL;
}

int
catalog_kit_setup(void **state)
{
	struct catalog_kit *k = calloc(1, sizeof(*k));

	snprintf(k->dir, sizeof(k->dir), "/tmp/lares-catalog-XXXXXX");
	assert_non_null(mkdtemp(k->dir));
	catalog_kit_open(k);
	k->root = catalog_kit_folder(k, 0, "/srv/media");
	assert_int_equal(catalog_put_root(k->w, k->root), 0);
	catalog_kit_commit(k);
	*state = k;
	return 0;
}

static int
remove_one(const char *path, const struct stat *st, int flag, struct FTW *at)
{
	(void)st, (void)flag, (void)at;
	return remove(path);
}

int
catalog_kit_teardown(void **state)
{
	struct catalog_kit *k = *state;

	catalog_kit_close(k);
	nftw(k->dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	free(k);
	return 0;
}

int64_t
catalog_kit_folder(struct catalog_kit *k, int64_t parent, const char *name)
{
	int64_t id = -1;

	assert_int_equal(catalog_place(k->w, parent, name, &id), 0);
	return id;
}

int64_t
catalog_kit_put(struct catalog_kit *k, int64_t folder, const char *name,
    const char *title, const struct media_facts *facts)
{
	const int64_t id = catalog_kit_folder(k, folder, name);
	const struct catalog_file f = {
		.size = 1000, .mtime_ns = 5000000000, .title = title,
		.mime = "audio/mpeg", .extension = "mp3", .probed = true,
		.facts = facts,
	};

	assert_int_equal(catalog_put_file(k->w, id, &f), 0);
	return id;
}

static int64_t
add(struct catalog_kit *k, int64_t folder, int64_t album, const char *name,
    const struct media_facts *f, int64_t added)
{
	static struct shelves shelves;
	const int64_t id = catalog_kit_folder(k, folder, name);
	struct catalog_file file = {
		.size = 1000, .mtime_ns = 5000000000, .probed = true,
		.mime = "audio/mpeg", .extension = "mp3", .facts = f,
		.title = f->title[0] != '\0' ? f->title : name,
		.added = added, .shelves = shelves.list,
	};
	struct placed placed = { .facts = *f };

	snprintf(placed.title, sizeof(placed.title), "%s", file.title);
	shelf_file(&shelves, &placed, album, added);
	file.nshelves = shelves.n;
	assert_int_equal(catalog_put_file(k->w, id, &file), 0);
	return id;
}

int64_t
catalog_kit_add_at(struct catalog_kit *k, int64_t folder, const char *name,
    const struct media_facts *f, int64_t added)
{
	return add(k, folder, folder, name, f, added);
}

int64_t
catalog_kit_add_in(struct catalog_kit *k, int64_t folder, int64_t album,
    const char *name, const struct media_facts *f)
{
	return add(k, folder, album, name, f, 1700000000);
}

int64_t
catalog_kit_add(struct catalog_kit *k, int64_t folder, const char *name,
    const struct media_facts *f)
{
	return catalog_kit_add_in(k, folder, folder, name, f);
}

void
catalog_kit_commit(struct catalog_kit *k)
{
	assert_int_equal(catalog_commit(k->w), 0);
}

static void
join(void *arg, const struct catalog_object *o)
{
	buf_addf(arg, "%s|", o->title);
}

static const char *
page(struct catalog_kit *k, const struct catalog_query *q, uint64_t start,
    uint64_t count)
{
	struct buf titles;
	int64_t *ids;
	size_t n;

	buf_init(&titles, sizeof(k->said));
	assert_int_equal(catalog_list(k->r, q, start, count, &ids, &n), 0);
	assert_int_equal(catalog_objects(k->r, ids, n, join, &titles), 0);
	free(ids);
	assert_false(buf_failed(&titles));
	snprintf(k->said, sizeof(k->said), "%s", titles.len > 0 ?
	    titles.data : "");
	buf_free(&titles);
	return k->said;
}

const char *
catalog_kit_titles(struct catalog_kit *k, const struct catalog_query *q)
{
	return page(k, q, 0, 0);
}

void
catalog_kit_assert_page_from(struct catalog_kit *k,
    const struct catalog_query *q, uint64_t start, uint64_t count,
    const char *expected)
{
	assert_string_equal(page(k, q, start, count), expected);
}

void
catalog_kit_assert_page(struct catalog_kit *k, const struct catalog_query *q,
    uint64_t expected_total, const char *expected)
{
	uint64_t total;

	catalog_kit_assert_page_from(k, q, 0, 0, expected);
	assert_int_equal(catalog_total(k->r, q, &total), 0);
	assert_int_equal(total, expected_total);
}

uint32_t
catalog_kit_update_id(struct catalog_kit *k)
{
	uint32_t id;

	assert_int_equal(catalog_update_id(k->r, &id), 0);
	return id;
}

const char *
catalog_kit_children(struct catalog_kit *k, int64_t container)
{
	const struct catalog_query q = { .scope = CATALOG_IN_CONTAINER,
		.id = container };
	const char *titles = catalog_kit_titles(k, &q);
	uint64_t total, n = 0;

	/* What is counted is what is there. */
	for (const char *at = titles; *at != '\0'; at++)
		n += *at == '|';
	assert_int_equal(catalog_total(k->r, &q, &total), 0);
	assert_int_equal(total, n);
	return titles;
}

struct wanted {
	const char	*title;
	int64_t		 id;
};

static void
look(void *arg, const struct catalog_object *o)
{
	struct wanted *w = arg;

	if (strcmp(o->title, w->title) == 0)
		w->id = o->id < 0 ? -o->id : o->id;
}

int64_t
catalog_kit_find(struct catalog_kit *k, int64_t container, const char *title)
{
	const struct catalog_query q = { .scope = CATALOG_IN_CONTAINER,
		.id = container };
	struct wanted w = { .title = title };
	int64_t *ids;
	size_t n;

	assert_int_equal(catalog_list(k->r, &q, 0, 0, &ids, &n), 0);
	assert_int_equal(catalog_objects(k->r, ids, n, look, &w), 0);
	free(ids);
	assert_int_not_equal(w.id, 0);
	return w.id;
}
