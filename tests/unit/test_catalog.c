/* with: tests/unit/catalog_kit.c */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "common/buf.h"
#include "common/catalog_list.h"
#include "common/catalog_open.h"
#include "common/catalog_read.h"
#include "common/catalog_schema.h"
#include "common/catalog_write.h"
#include "common/catalog_writer.h"
#include "tests/unit/catalog_kit.h"

static const struct media_facts audio = { .kind = MEDIA_AUDIO };
static const struct media_facts video = { .kind = MEDIA_VIDEO };

/* ---- what a reader sees -------------------------------------------------- */

struct seen {
	struct catalog_object	o;
	char			title[64], date[32], artist[64];
};

static void
see(void *arg, const struct catalog_object *o)
{
	struct seen *s = arg;

	s->o = *o;
	snprintf(s->title, sizeof(s->title), "%s", o->title);
	snprintf(s->date, sizeof(s->date), "%s", o->date);
	snprintf(s->artist, sizeof(s->artist), "%s", o->artist);
}

static void
facts_come_back(void **state)
{
	struct catalog_kit *k = *state;
	struct media_facts f = {
		.kind = MEDIA_AUDIO, .duration_ms = 123456, .bitrate = 320000,
		.width = 1, .height = 2, .sample_rate = 44100, .channels = 2,
		.bits_per_sample = 16, .orientation = 6, .track = 3, .disc = 1,
		.date = "1999-12-31", .artist = "An <Artist>",
	};
	int64_t folder = catalog_kit_folder(k, k->root, "Music");
	int64_t id = catalog_kit_put(k, folder, "song.mp3", "Song", &f);
	struct seen s;

	assert_int_equal(catalog_object(k->r, id, see, &s), 0);
	catalog_kit_commit(k);
	assert_int_equal(catalog_object(k->r, id, see, &s), 1);
	assert_int_equal(s.o.parent, folder);
	assert_int_equal(s.o.duration_ms, 123456);
	assert_int_equal(s.o.bitrate, 320000);
	assert_int_equal(s.o.sample_rate, 44100);
	assert_int_equal(s.o.orientation, 6);
	assert_int_equal(s.o.size, 1000);
	assert_int_equal(s.o.mtime, 5);
	assert_string_equal(s.title, "Song");
	assert_string_equal(s.date, "1999-12-31");
	assert_string_equal(s.artist, "An <Artist>");
	assert_int_equal(catalog_object(k->r, folder, see, &s), 1);
	assert_int_equal(s.o.kind, MEDIA_FOLDER);
	assert_int_equal(s.o.child_count, 1);
	assert_string_equal(s.title, "Music");
	assert_int_equal(catalog_object(k->r, k->root, see, &s), 1);
	assert_string_equal(s.title, "media");
}

static void
order_and_pages(void **state)
{
	struct catalog_kit *k = *state;
	struct media_facts late = { .kind = MEDIA_AUDIO, .date = "2020",
		.track = 1 };
	struct media_facts early = { .kind = MEDIA_VIDEO, .date = "1980",
		.track = 2 };
	struct catalog_query q = { .scope = CATALOG_IN_FOLDER };

	q.id = k->root;
	catalog_kit_put(k, k->root, "Episode 10.mp3", "Ten", &early);
	catalog_kit_put(k, k->root, "episode 2.mp3", "Two", &audio);
	catalog_kit_put(k, k->root, "Episode 1.mp3", "One", &late);
	catalog_kit_put(k, catalog_kit_folder(k, k->root, "Zoo"), "x.mp3", "X",
	    &audio);
	catalog_kit_commit(k);

	catalog_kit_assert_page(k, &q, 4, "Zoo|One|Two|Ten|");
	catalog_kit_assert_page_from(k, &q, 1, 2, "One|Two|");
	catalog_kit_assert_page_from(k, &q, 3, 9, "Ten|");
	catalog_kit_assert_page_from(k, &q, 4, 9, "");
	catalog_kit_assert_page_from(k, &q, UINT64_MAX, 9, "");
	q.norder = 1;
	q.order[0].field = CATALOG_TITLE;
	catalog_kit_assert_page(k, &q, 4, "One|Ten|Two|Zoo|");
	q.order[0].descending = true;
	catalog_kit_assert_page(k, &q, 4, "Zoo|Two|Ten|One|");
	q.order[0].field = CATALOG_DATE;
	catalog_kit_assert_page(k, &q, 4, "One|Ten|Two|Zoo|");
	q.order[0].field = CATALOG_TRACK;
	catalog_kit_assert_page(k, &q, 4, "Ten|One|Two|Zoo|");
	q.norder = 2;
	q.order[0].field = CATALOG_CLASS;
	q.order[1].field = CATALOG_TITLE;
	catalog_kit_assert_page(k, &q, 4, "Ten|One|Two|Zoo|");
	q = (struct catalog_query){ .scope = CATALOG_OF_KIND,
		.kind = MEDIA_AUDIO };
	catalog_kit_assert_page(k, &q, 3, "One|Two|X|");
	q = (struct catalog_query){ .scope = CATALOG_IN_FOLDER };
	catalog_kit_assert_page(k, &q, 1, "media|");
}

static void
ids_stay(void **state)
{
	struct catalog_kit *k = *state;
	int64_t folder = catalog_kit_folder(k, k->root, "a"), id, other;

	id = catalog_kit_put(k, folder, "x.mp3", "x", &audio);
	catalog_kit_commit(k);
	assert_int_equal(catalog_remove(k->w, folder), 0);
	other = catalog_kit_put(k, k->root, "new.mp3", "new", &audio);
	assert_true(other > id);
	catalog_kit_commit(k);
	catalog_kit_close(k);
	catalog_kit_open(k);
	assert_int_equal(catalog_kit_folder(k, k->root, "a"), folder);
	assert_int_equal(catalog_kit_put(k, folder, "x.mp3", "x", &audio), id);
	assert_true(catalog_kit_put(k, folder, "y.mp3", "y", &audio) > other);
}

static void
empty_folders_are_not_listed(void **state)
{
	struct catalog_kit *k = *state;
	int64_t a = catalog_kit_folder(k, k->root, "a");
	int64_t b = catalog_kit_folder(k, a, "b"), x, y;
	struct seen s;

	catalog_kit_commit(k);
	assert_int_equal(catalog_object(k->r, a, see, &s), 0);
	x = catalog_kit_put(k, b, "x.mp3", "x", &audio);
	y = catalog_kit_put(k, a, "y.mp3", "y", &audio);
	catalog_kit_commit(k);
	assert_int_equal(catalog_object(k->r, a, see, &s), 1);
	assert_int_equal(s.o.child_count, 2);
	assert_int_equal(catalog_remove(k->w, x), 0);
	catalog_kit_commit(k);
	assert_int_equal(catalog_object(k->r, b, see, &s), 0);
	assert_int_equal(catalog_object(k->r, a, see, &s), 1);
	assert_int_equal(s.o.child_count, 1);
	assert_int_equal(catalog_remove(k->w, y), 0);
	catalog_kit_commit(k);
	assert_int_equal(catalog_object(k->r, a, see, &s), 0);
	assert_int_equal(catalog_object(k->r, k->root, see, &s), 1);
	assert_int_equal(s.o.child_count, 0);
}

static void
counts_are_kept(void **state)
{
	struct catalog_kit *k = *state;
	int64_t a = catalog_kit_folder(k, k->root, "a");
	int64_t x = catalog_kit_put(k, a, "x", "x", &audio);
	struct catalog_counts counts;

	catalog_kit_put(k, a, "y", "y", &video);
	/* It turned into a video. */
	catalog_kit_put(k, a, "x", "x", &video);
	catalog_kit_commit(k);
	assert_int_equal(catalog_counts(k->r, &counts), 0);
	assert_int_equal(counts.of_kind[MEDIA_AUDIO], 0);
	assert_int_equal(counts.of_kind[MEDIA_VIDEO], 2);
	assert_int_equal(counts.of_kind[MEDIA_FOLDER], 2);
	assert_int_equal(catalog_remove(k->w, x), 0);
	assert_int_equal(catalog_remove(k->w, k->root), 0);
	catalog_kit_commit(k);
	assert_int_equal(catalog_counts(k->r, &counts), 0);
	for (int kind = 0; kind < MEDIA_KINDS; kind++)
		assert_int_equal(counts.of_kind[kind], 0);
}

static void
update_id_tells_of_changes_only(void **state)
{
	struct catalog_kit *k = *state;
	uint32_t before = catalog_kit_update_id(k);
	int64_t id;

	id = catalog_kit_folder(k, k->root, "never listed");
	catalog_kit_commit(k);
	assert_int_equal(catalog_remove(k->w, id), 0);
	assert_int_equal(catalog_put_root(k->w, k->root), 0);
	catalog_kit_commit(k);
	assert_int_equal(catalog_kit_update_id(k), before);
	catalog_kit_put(k, k->root, "x.mp3", "x", &audio);
	catalog_kit_put(k, k->root, "y.mp3", "y", &audio);
	assert_int_equal(catalog_kit_update_id(k), before);
	catalog_kit_commit(k);
	assert_int_equal(catalog_kit_update_id(k), before + 1);
}

static void
stamp_names(void *arg, const struct catalog_stamp *s)
{
	buf_addf(arg, "%s%s:%d:%d:%d|", s->listed ? "" : "!", s->name,
	    (int)s->kind, (int)s->size, (int)(s->mtime_ns / 1000000000));
}

static void
names_are_bytes(void **state)
{
	struct catalog_kit *k = *state;
	int64_t folder = catalog_kit_folder(k, k->root, "caf\xe9"), id;
	struct buf root, path, stamps;
	struct seen s;

	id = catalog_kit_put(k, folder, "\xff\xfe.mp3", "x", &audio);
	catalog_kit_commit(k);
	buf_init(&root, 4096);
	buf_init(&path, 4096);
	buf_init(&stamps, 4096);
	assert_int_equal(catalog_path(k->r, id, &root, &path), 1);
	assert_string_equal(root.data, "/srv/media");
	assert_string_equal(path.data, "caf\xe9/\xff\xfe.mp3");
	assert_int_equal(catalog_path(k->r, k->root, &root, &path), 1);
	assert_string_equal(path.data, "");
	assert_int_equal(catalog_path(k->r, 4711, &root, &path), 0);
	assert_int_equal(catalog_object(k->r, folder, see, &s), 1);
	assert_string_equal(s.title, "caf\xc3\xa9");
	assert_int_equal(catalog_stamps(k->w, folder, stamp_names, &stamps), 0);
	assert_string_equal(stamps.data, "\xff\xfe.mp3:1:1000:5|");
	buf_free(&root);
	buf_free(&path);
	buf_free(&stamps);
}

static void
refused_files(void **state)
{
	struct catalog_kit *k = *state;
	int64_t id = catalog_kit_put(k, k->root, "x", "x", &audio), found = 0;
	struct buf stamps;
	struct seen s;

	buf_init(&stamps, 4096);
	assert_int_equal(catalog_refuse(k->w, id, MEDIA_FOLDER, 7, 9000000000),
	    0);
	catalog_kit_commit(k);
	assert_int_equal(catalog_object(k->r, id, see, &s), 0);
	assert_int_equal(catalog_stamps(k->w, k->root, stamp_names, &stamps),
	    0);
	assert_string_equal(stamps.data, "!x:0:7:9|");
	assert_int_equal(catalog_kit_put(k, k->root, "x", "x", &audio), id);
	buf_reset(&stamps);
	assert_int_equal(catalog_stamps(k->w, k->root, stamp_names, &stamps),
	    0);
	assert_string_equal(stamps.data, "x:1:1000:5|");
	assert_int_equal(catalog_refuse(k->w, id, MEDIA_AUDIO, 7, 9000000000),
	    0);
	assert_int_equal(catalog_remove(k->w, id), 0);
	buf_reset(&stamps);
	assert_int_equal(catalog_stamps(k->w, k->root, stamp_names, &stamps),
	    0);
	assert_int_equal(stamps.len, 0);
	assert_int_equal(catalog_find_place(k->w, k->root, "x", &found), 1);
	assert_int_equal(found, id);
	assert_int_equal(catalog_find_place(k->w, k->root, "z", &found), 0);
	buf_free(&stamps);
}

static void
killed_in_a_batch(void **state)
{
	struct catalog_kit *k = *state;
	struct catalog_query q = { .scope = CATALOG_OF_KIND,
		.kind = MEDIA_AUDIO };
	int status;
	pid_t pid;

	catalog_kit_put(k, k->root, "kept.mp3", "kept", &audio);
	catalog_kit_commit(k);
	catalog_close(k->w);
	k->w = NULL;
	if ((pid = fork()) == 0) {
		const char *error;

		k->w = catalog_open_write(k->dir, &error);
		for (int i = 0; i < 3000; i++) {
			char name[32];

			snprintf(name, sizeof(name), "%d.mp3", i);
			catalog_kit_put(k, k->root, name, "lost", &audio);
		}
		kill(getpid(), SIGKILL);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	catalog_kit_assert_page(k, &q, 1, "kept|");
	catalog_close(k->r);
	catalog_kit_open(k);
	catalog_kit_assert_page(k, &q, 1, "kept|");
}

/* Without its log, from which SQLite would mend the file. */
static void
remove_log(struct catalog_kit *k)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/catalog.db-wal", k->dir);
	unlink(path);
	snprintf(path, sizeof(path), "%s/catalog.db-shm", k->dir);
	unlink(path);
}

static void
damage_is_set_aside(void **state)
{
	struct catalog_kit *k = *state;
	char path[128], aside[128];
	const char *error;
	int fd;

	catalog_kit_close(k);
	remove_log(k);
	snprintf(path, sizeof(path), "%s/catalog.db", k->dir);
	snprintf(aside, sizeof(aside), "%s/catalog.db.damaged", k->dir);
	fd = open(path, O_WRONLY | O_TRUNC);
	assert_int_equal(write(fd, "this is not a database, sorry!!!", 32), 32);
	close(fd);
	k->w = catalog_open_write(k->dir, &error);
	assert_non_null(k->w);
	assert_int_equal(access(aside, F_OK), 0);
	k->r = catalog_open_read(k->dir, &error);
	assert_non_null(k->r);
	/* What was known of the old one is never mistaken for the new. */
	assert_true(catalog_kit_folder(k, 0, "/srv/media") >= 1000000000);
	assert_true(catalog_kit_update_id(k) > 1000000);
}

/* A directory in its place: it cannot be opened, but nothing is damaged. */
static void
an_unusable_file_is_left_alone(void **state)
{
	struct catalog_kit *k = *state;
	char path[128];
	const char *error = NULL;

	catalog_kit_close(k);
	remove_log(k);
	snprintf(path, sizeof(path), "%s/catalog.db", k->dir);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkdir(path, 0700), 0);
	assert_null(catalog_open_write(k->dir, &error));
	assert_non_null(error);
	assert_int_equal(access(path, F_OK), 0);
}

static void
a_newer_version_is_left_alone(void **state)
{
	struct catalog_kit *k = *state;
	char path[128];
	const char *error = NULL;
	unsigned char version = 99;
	int fd;

	catalog_kit_close(k);
	remove_log(k);
	snprintf(path, sizeof(path), "%s/catalog.db", k->dir);
	fd = open(path, O_WRONLY);
	/* user_version: database header, offset 60, big endian */
	assert_int_equal(pwrite(fd, &version, 1, 63), 1);
	close(fd);
	assert_null(catalog_open_write(k->dir, &error));
	assert_non_null(strstr(error, "newer"));
	assert_int_equal(access(path, F_OK), 0);
}

static void
pool_notices_a_new_file(struct catalog_kit *k, struct catalog_pool *p)
{
	struct catalog *lent = catalog_pool_borrow(p), *c;
	struct catalog_counts counts;
	const char *error;
	char path[128];

	catalog_close(k->w);
	snprintf(path, sizeof(path), "%s/catalog.db", k->dir);
	assert_int_equal(unlink(path), 0);
	remove_log(k);
	k->w = catalog_open_write(k->dir, &error);
	catalog_kit_put(k, catalog_kit_folder(k, 0, "/elsewhere"), "a.mp3", "a",
	    &audio);
	catalog_kit_put(k, catalog_kit_folder(k, 0, "/elsewhere"), "b.mp3", "b",
	    &audio);
	catalog_kit_commit(k);
	c = catalog_pool_borrow(p);
	assert_int_equal(catalog_counts(c, &counts), 0);
	assert_int_equal(counts.of_kind[MEDIA_AUDIO], 2);
	catalog_pool_return(p, c);
	/* What was lent then has the old one open: it is not lent again. */
	catalog_pool_return(p, lent);
	for (int i = 0; i < 2; i++) {
		c = catalog_pool_borrow(p);
		assert_int_equal(catalog_counts(c, &counts), 0);
		assert_int_equal(counts.of_kind[MEDIA_AUDIO], 2);
		catalog_pool_return(p, c);
	}
}

static void
pool_lends_and_waits(void **state)
{
	struct catalog_kit *k = *state;
	struct catalog_pool *p = catalog_pool_new(k->dir);
	struct catalog *out[CATALOG_POOL_MAX];
	struct catalog_counts counts;

	for (int i = 0; i < CATALOG_POOL_MAX; i++) {
		out[i] = catalog_pool_borrow(p);
		assert_non_null(out[i]);
		assert_int_equal(catalog_counts(out[i], &counts), 0);
	}
	catalog_pool_return(p, out[2]);
	assert_ptr_equal(catalog_pool_borrow(p), out[2]);
	for (int i = 0; i < CATALOG_POOL_MAX; i++)
		catalog_pool_return(p, out[i]);
	pool_notices_a_new_file(k, p);
	catalog_pool_free(p);
	p = catalog_pool_new("/nonexistent");
	assert_null(catalog_pool_borrow(p));
	for (int i = 0; i < 2 * CATALOG_POOL_MAX; i++)
		assert_null(catalog_pool_borrow(p));
	catalog_pool_free(p);
}

/* A statement that cannot be prepared fails where it is run. */
static void
missing_tables_are_an_error(void **state)
{
	struct catalog_kit *k = *state;
	struct catalog_counts counts;
	struct seen s;
	struct buf b;
	int64_t id;

	assert_int_equal(catalog_execute(k->w, "PRAGMA writable_schema = 1;"
	    "DELETE FROM sqlite_master; PRAGMA writable_schema = RESET"), 0);
	buf_init(&b, 100);
	assert_int_equal(catalog_find_place(k->w, 0, "x", &id), -1);
	assert_int_equal(catalog_place(k->w, 0, "x", &id), -1);
	assert_int_equal(catalog_stamps(k->w, 0, stamp_names, NULL), -1);
	assert_int_equal(catalog_remove(k->w, k->root), -1);
	assert_int_equal(catalog_object(k->w, k->root, see, &s), -1);
	assert_int_equal(catalog_is_member(k->w, 1, k->root), -1);
	assert_int_equal(catalog_seek_table(k->w, k->root, &b), -1);
	assert_int_equal(catalog_counts(k->w, &counts), -1);
	buf_free(&b);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name,		\
    catalog_kit_setup, catalog_kit_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(facts_come_back),
		TEST(order_and_pages),
		TEST(ids_stay),
		TEST(empty_folders_are_not_listed),
		TEST(counts_are_kept),
		TEST(update_id_tells_of_changes_only),
		TEST(names_are_bytes),
		TEST(refused_files),
		TEST(killed_in_a_batch),
		TEST(damage_is_set_aside),
		TEST(an_unusable_file_is_left_alone),
		TEST(a_newer_version_is_left_alone),
		TEST(missing_tables_are_an_error),
		TEST(pool_lends_and_waits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
