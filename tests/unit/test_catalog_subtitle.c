/* with: tests/unit/catalog_kit.c */
/* The subtitles of a video in the catalogue, as they come and go. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "common/buf.h"
#include "common/catalog_read.h"
#include "common/catalog_subtitle.h"
#include "common/catalog_write.h"
#include "tests/unit/catalog_kit.h"

static const struct media_facts film = { .kind = MEDIA_VIDEO };

static void
put_film(struct catalog_kit *k, int64_t id, const struct catalog_subtitle *list,
    size_t n)
{
	const struct catalog_file file = {
		.title = "Film", .mime = "video/mp4", .extension = "mp4",
		.facts = &film, .subtitles = list, .nsubtitles = n,
	};

	assert_int_equal(catalog_put_file(k->w, id, &file), 0);
	catalog_kit_commit(k);
}

static void
keep_lines(void *arg, const struct catalog_object *o)
{
	snprintf(arg, 64, "%s", o->subtitles);
}

static void
expect_lines(struct catalog_kit *k, int64_t id, const char *expected)
{
	char lines[64] = "none";

	assert_int_equal(catalog_object(k->r, id, keep_lines, lines), 1);
	assert_string_equal(lines, expected);
}

static void
expect_path(struct catalog_kit *k, int64_t id, unsigned number,
    const char *extension, const char *expected)
{
	struct buf path;

	buf_init(&path, 64);
	assert_int_equal(catalog_subtitle_path(k->r, id, number, extension,
	    &path), expected != NULL);
	if (expected != NULL)
		assert_string_equal(path.data, expected);
	buf_free(&path);
}

static void
follow_their_video(void **state)
{
	static const struct catalog_subtitle both[] = {
		{ "de.srt", "Film.de.srt", NULL },
		{ "idx", "Subs/F\xefilm.idx", "Subs/F\xefilm.sub" },
	};
	struct catalog_kit *k = *state;
	int64_t id = catalog_kit_folder(k, k->root, "Film.mp4");

	put_film(k, id, both, 2);
	expect_lines(k, id, "de.srt\nidx");
	expect_path(k, id, 1, "srt", "Film.de.srt");
	expect_path(k, id, 2, "idx", "Subs/F\xefilm.idx");
	expect_path(k, id, 2, "sub", "Subs/F\xefilm.sub");
	expect_path(k, id, 1, "sub", NULL);
	expect_path(k, id, 0, "srt", NULL);
	expect_path(k, id, 3, "srt", NULL);
	put_film(k, id, both + 1, 1);
	expect_lines(k, id, "idx");
	expect_path(k, id, 1, "srt", NULL);
	expect_path(k, id, 2, "idx", NULL);
	put_film(k, id, NULL, 0);
	expect_lines(k, id, "");
	expect_path(k, id, 1, "idx", NULL);
	put_film(k, id, both, 1);
	assert_int_equal(catalog_remove(k->w, id), 0);
	catalog_kit_commit(k);
	expect_path(k, id, 1, "srt", NULL);
	put_film(k, id, NULL, 0);	/* its id is its own again */
	expect_path(k, id, 1, "srt", NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(follow_their_video,
		    catalog_kit_setup, catalog_kit_teardown),
	};

	return cmocka_run_group_tests_name("subtitles in the catalogue",
	    tests, NULL, NULL);
}
