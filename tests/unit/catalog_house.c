/* A catalogue in a folder of its own, with a writer and a reader. */
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "common/buf.h"
#include "common/catalog_list.h"
#include "common/catalog_open.h"
#include "common/catalog_read.h"
#include "common/catalog_write.h"
#include "common/catalog_writer.h"
#include "tests/unit/catalog_house.h"

int64_t
place(struct house *h, int64_t parent, const char *name)
{
	int64_t id = -1;

	assert_int_equal(catalog_place(h->w, parent, name, &id), 0);
	return id;
}

int64_t
put(struct house *h, int64_t parent, const char *name, const char *title,
    const struct media_facts *facts)
{
	int64_t id = place(h, parent, name);
	struct catalog_file f = {
		.size = 1000, .mtime_ns = 5000000000, .title = title,
		.mime = "audio/mpeg", .extension = "mp3", .probed = true,
		.facts = facts,
	};

	assert_int_equal(catalog_put_file(h->w, id, &f), 0);
	return id;
}

const struct media_facts audio = { .kind = MEDIA_AUDIO };
const struct media_facts video = { .kind = MEDIA_VIDEO };

void
open_readers(struct house *h)
{
	const char *error;

	h->w = catalog_open_write(h->dir, &error);
	assert_non_null(h->w);
	h->r = catalog_open_read(h->dir, &error);
	assert_non_null(h->r);
}

int
setup(void **state)
{
	struct house *h = calloc(1, sizeof(*h));

	snprintf(h->dir, sizeof(h->dir), "/tmp/lares-catalog-XXXXXX");
	assert_non_null(mkdtemp(h->dir));
	open_readers(h);
	h->root = place(h, 0, "/srv/media");
	assert_int_equal(catalog_put_root(h->w, h->root), 0);
	assert_int_equal(catalog_commit(h->w), 0);
	*state = h;
	return 0;
}

static int
remove_one(const char *path, const struct stat *st, int flag, struct FTW *at)
{
	(void)st, (void)flag, (void)at;
	return remove(path);
}

int
teardown(void **state)
{
	struct house *h = *state;

	catalog_close(h->w);
	catalog_close(h->r);
	nftw(h->dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	free(h);
	return 0;
}

static void
join(void *arg, const struct catalog_object *o)
{
	buf_addf(arg, "%s|", o->title);
}

/* The titles of a page, each followed by "|". */
void
assert_page_from(struct house *h, const struct catalog_query *q,
    uint64_t start, uint64_t count, const char *expected)
{
	struct buf titles;
	int64_t *ids;
	size_t n;

	buf_init(&titles, 100000);
	assert_int_equal(catalog_list(h->r, q, start, count, &ids, &n), 0);
	assert_int_equal(catalog_objects(h->r, ids, n, join, &titles), 0);
	buf_add(&titles, "", 0);
	assert_string_equal(titles.data, expected);
	free(ids);
	buf_free(&titles);
}

void
assert_page(struct house *h, const struct catalog_query *q,
    uint64_t expected_total, const char *expected)
{
	uint64_t total;

	assert_page_from(h, q, 0, 0, expected);
	assert_int_equal(catalog_total(h->r, q, &total), 0);
	assert_int_equal(total, expected_total);
}

uint32_t
update_id(struct house *h)
{
	struct catalog_counts counts;

	assert_int_equal(catalog_counts(h->r, &counts), 0);
	return counts.update_id;
}
