/* with: tests/unit/xml.c tests/unit/fake_exchange.c tests/unit/small_library.c tests/unit/control_kit.c */
/* Browse, from the request's XML to the answer's, on a small real catalogue. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/catalog_write.h"
#include "common/xml.h"
#include "server/upnp/soap.h"
#include "tests/unit/control_kit.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

static struct small_library *
library(void **state)
{
	return &((struct kit *)*state)->l;
}

static int64_t
row(void **state, size_t i)
{
	return ((struct kit *)*state)->ids[i];
}

static void
lists_the_views_at_the_root(void **state)
{
	struct said s;

	kit_browse(library(state), &s, "0", "DirectChildren", "");
	kit_expect_titles(&s, "Music|Video|Pictures|Folders|");
	kit_expect_parent(&s, "0");
	assert_int_equal(kit_out_number(&s, "TotalMatches"), 4);
	assert_string_equal(xml_text(s.didl, OBJECTS "[1]/@childCount"), "2");
	assert_string_equal(xml_text(s.didl, OBJECTS "[2]/@childCount"), "2");
	assert_string_equal(xml_text(s.didl, OBJECTS "[3]/@childCount"), "2");
	/* one root: its children: a folder and three files */
	assert_string_equal(xml_text(s.didl, OBJECTS "[4]/@childCount"), "4");
	kit_forget(&s);

	kit_browse(library(state), &s, "0", "DirectChildren", "-dc:title");
	kit_expect_titles(&s, "Video|Pictures|Music|Folders|");
	kit_forget(&s);
	kit_browse(library(state), &s, "0", "DirectChildren", "+upnp:class,+dc:title");
	kit_expect_titles(&s, "Folders|Music|Pictures|Video|");
	kit_forget(&s);
}

static void
shows_the_root_itself(void **state)
{
	struct said s;

	kit_browse(library(state), &s, "0", "Metadata", "");
	kit_expect_titles(&s, "Small & <good>|");
	kit_expect_parent(&s, "-1");
	assert_string_equal(xml_text(s.didl, OBJECTS "/@id"), "0");
	assert_string_equal(xml_text(s.didl, OBJECTS "/@childCount"), "4");
	assert_int_equal(kit_out_number(&s, "TotalMatches"), 1);
	kit_forget(&s);
}

/* What "view" names that there is, once; or, of nothing, everything. */
static void
lists_chosen_views(void **state)
{
	static char nothing[] = "nothing", all[] = "music-all",
	    music[] = "music", folders[] = "folders", root[] = "0";
	char *chosen[] = { nothing, folders, all, root, folders, music };
	struct small_library *l = library(state);
	struct said s;

	l->config.views.items = chosen;
	l->config.views.n = 6;
	kit_browse(l, &s, "0", "DirectChildren", "");
	kit_expect_titles(&s, "Folders|All Music|Music|");
	kit_expect_parent(&s, "0");
	kit_forget(&s);
	kit_browse(l, &s, "music-all", "Metadata", "");
	kit_expect_parent(&s, "0");
	kit_forget(&s);
	/* It is not in its group as well. */
	kit_browse(l, &s, "music", "DirectChildren", "");
	kit_expect_titles(&s, "Folders|");
	kit_forget(&s);
	l->config.views.n = 1;
	l->config.language = CONFIG_GERMAN;
	kit_browse(l, &s, "0", "DirectChildren", "");
	kit_expect_titles(&s, "Musik|Video|Bilder|Ordner|");
	kit_forget(&s);
}

static void
lists_a_kind_by_title(void **state)
{
	char id[40], ref[32];
	struct said s;

	kit_browse(library(state), &s, "music-all", "DirectChildren", "");
	kit_expect_titles(&s, "Apple & <Pear>|Melon|Zebra|");
	kit_expect_parent(&s, "music-all");
	snprintf(ref, sizeof(ref), "%lld", (long long)row(state, 1));
	snprintf(id, sizeof(id), "%sc1", ref);
	assert_string_equal(xml_text(s.didl, OBJECTS "[1]/@id"), id);
	assert_string_equal(xml_text(s.didl, OBJECTS "[1]/@refID"), ref);
	kit_forget(&s);

	kit_browse(library(state), &s, id, "Metadata", "");
	kit_expect_titles(&s, "Apple & <Pear>|");
	kit_expect_parent(&s, "music-all");
	kit_forget(&s);
	kit_browse(library(state), &s, id, "DirectChildren", "");
	kit_expect_titles(&s, "");
	assert_int_equal(kit_out_number(&s, "TotalMatches"), 0);
	kit_forget(&s);
	kit_browse(library(state), &s, "video-all", "DirectChildren", "");
	kit_expect_titles(&s, "Episode 2|Episode 10|");
	kit_forget(&s);
	kit_browse(library(state), &s, "pictures-all", "DirectChildren", "");
	kit_expect_titles(&s, "beach|");
	kit_forget(&s);
}

static void
shows_the_only_root_as_folders(void **state)
{
	struct small_library *l = library(state);
	char id[32];
	struct said s;

	kit_browse(l, &s, "folders", "DirectChildren", "");
	kit_expect_titles(&s, "Record|beach|Episode 2|Episode 10|");
	kit_expect_parent(&s, "folders");
	assert_string_equal(xml_text(s.didl, OBJECTS "[1]/upnp:class"),
	    "object.container.storageFolder");
	snprintf(id, sizeof(id), "%s", xml_text(s.didl, OBJECTS "[1]/@id"));
	kit_forget(&s);

	kit_browse(l, &s, id, "DirectChildren", "");
	kit_expect_titles(&s, "Zebra|Apple & <Pear>|Melon|");
	kit_expect_parent(&s, id);
	assert_int_equal(xml_count(s.didl, OBJECTS "/@refID"), 0);
	kit_forget(&s);
	kit_browse(l, &s, id, "Metadata", "");
	kit_expect_titles(&s, "Record|");
	kit_expect_parent(&s, "folders");
	assert_string_equal(xml_text(s.didl, OBJECTS "/@childCount"), "3");
	kit_forget(&s);
}

/* It is remembered which one it is, as long as that is so. */
static void
shows_the_only_root_when_another_comes(void **state)
{
	struct small_library *l = library(state);
	struct said s;
	int64_t other;

	kit_browse(l, &s, "folders", "DirectChildren", "");
	kit_expect_titles(&s, "Record|beach|Episode 2|Episode 10|");
	kit_forget(&s);
	assert_int_equal(catalog_place(l->writer, 0, "/srv/other", &other), 0);
	assert_int_equal(catalog_put_root(l->writer, other), 0);
	small_library_commit(l);
	kit_browse(l, &s, "folders", "DirectChildren", "");
	kit_expect_titles(&s, "other|root0|");
	kit_forget(&s);
	assert_int_equal(catalog_remove(l->writer, other), 0);
	small_library_commit(l);
	kit_browse(l, &s, "folders", "DirectChildren", "");
	kit_expect_titles(&s, "Record|beach|Episode 2|Episode 10|");
	kit_forget(&s);
}

static void
shows_several_roots_one_by_one(void **state)
{
	struct small_library *l = library(state);
	char id[32];
	struct said s;

	kit_browse(l, &s, "folders", "DirectChildren", "");
	kit_expect_titles(&s, "root0|root1|");
	kit_expect_parent(&s, "folders");
	kit_forget(&s);
	kit_browse(l, &s, "folders", "Metadata", "");
	assert_string_equal(xml_text(s.didl, OBJECTS "/@childCount"), "2");
	kit_forget(&s);
	snprintf(id, sizeof(id), "%lld", (long long)l->root_ids[0]);
	kit_browse(l, &s, id, "DirectChildren", "");
	kit_expect_titles(&s, "Record|beach|Episode 2|Episode 10|");
	kit_expect_parent(&s, id);
	kit_forget(&s);
}

static void
makes_a_view_the_root(void **state)
{
	struct small_library *l = library(state);
	struct said s;

	l->config.root = CONFIG_ROOT_MUSIC;
	kit_browse(l, &s, "0", "DirectChildren", "");
	kit_expect_titles(&s, "All Music|Folders|");
	kit_expect_parent(&s, "0");
	kit_forget(&s);
	kit_browse(l, &s, "0", "Metadata", "");
	kit_expect_titles(&s, "Small & <good>|");
	assert_string_equal(xml_text(s.didl, OBJECTS "/@childCount"), "2");
	kit_forget(&s);
	l->config.root = CONFIG_ROOT_FOLDERS;
	kit_browse(l, &s, "0", "DirectChildren", "");
	kit_expect_titles(&s, "Record|beach|Episode 2|Episode 10|");
	kit_expect_parent(&s, "0");
	kit_forget(&s);
	l->config.root = CONFIG_ROOT_STANDARD;
}

static void
sorts_as_asked(void **state)
{
	static const char *const cases[][2] = {
		{ "+dc:title", "Apple & <Pear>|Melon|Zebra|" },
		{ "-dc:title", "Zebra|Melon|Apple & <Pear>|" },
		{ "+dc:date", "Apple & <Pear>|Zebra|Melon|" },
		{ "-dc:date", "Melon|Zebra|Apple & <Pear>|" },
		{ "+upnp:originalTrackNumber",
		    "Apple & <Pear>|Zebra|Melon|" },
		{ "-upnp:originalTrackNumber",
		    "Melon|Apple & <Pear>|Zebra|" },
		{ "+upnp:originalDiscNumber,+upnp:originalTrackNumber",
		    "Zebra|Melon|Apple & <Pear>|" },
		{ "-upnp:originalDiscNumber,-upnp:originalTrackNumber",
		    "Apple & <Pear>|Melon|Zebra|" },
		{ "+upnp:class,-dc:title", "Zebra|Melon|Apple & <Pear>|" },
	};
	struct said s;
	size_t i;

	for (i = 0; i < COUNT(cases); i++) {
		kit_browse(library(state), &s, "music-all", "DirectChildren", cases[i][0]);
		kit_expect_titles(&s, cases[i][1]);
		kit_forget(&s);
	}
}

static void
pages(void **state)
{
	static const struct {
		const char	*id, *start, *count, *titles;
		long		 total;
	} cases[] = {
		{ "music-all", "0", "2", "Apple & <Pear>|Melon|", 3 },
		{ "music-all", "2", "2", "Zebra|", 3 },
		{ "music-all", "3", "2", "", 3 },
		{ "music-all", "4294967295", "0", "", 3 },
		{ "music-all", "1", "0", "Melon|Zebra|", 3 },
		{ "music-all", "0", "4294967295",
		    "Apple & <Pear>|Melon|Zebra|", 3 },
		{ "0", "1", "2", "Video|Pictures|", 4 },
		{ "0", "4", "0", "", 4 },
		{ "0", "4294967295", "4294967295", "", 4 },
	};
	struct said s;
	size_t i;

	for (i = 0; i < COUNT(cases); i++) {
		const struct asked a = { cases[i].id, "DirectChildren", "*",
		    cases[i].start, cases[i].count, "" };

		kit_browse_until(library(state), &s, &a, SIZE_MAX);
		assert_int_equal(s.error, 0);
		kit_expect_titles(&s, cases[i].titles);
		assert_int_equal(kit_out_number(&s, "TotalMatches"),
		    cases[i].total);
		kit_forget(&s);
	}
}

static void
refuses_with_the_right_code(void **state)
{
	static const struct {
		struct asked	a;
		int		 error;
	} cases[] = {
		{ { "99999", "Metadata", "*", "0", "0", "" }, 701 },
		{ { "99999", "DirectChildren", "*", "0", "0", "" }, 701 },
		{ { "m99999", "Metadata", "*", "0", "0", "" }, 701 },
		{ { "nothing", "DirectChildren", "*", "0", "0", "" }, 701 },
		{ { "", "Metadata", "*", "0", "0", "" }, 701 },
		{ { "0", "", "*", "0", "0", "" }, 402 },
		{ { "0", "metadata", "*", "0", "0", "" }, 402 },
		{ { "0", "Metadata", "*", "1", "0", "" }, 402 },
		{ { "0", "Metadata", "*", "abc", "0", "" }, 402 },
		{ { "0", "Metadata", "*", "4294967296", "0", "" }, 402 },
		{ { "0", "Metadata", "*", "-1", "0", "" }, 402 },
		{ { "0", "Metadata", "*", "", "0", "" }, 402 },
		{ { "0", "Metadata", "*", "0", "", "" }, 402 },
		{ { "0", "Metadata", "*", "0", "x", "" }, 402 },
		{ { "0", "DirectChildren", "*", "0", "0", "dc:title" }, 709 },
		{ { "0", "DirectChildren", "*", "0", "0", "+x:y" }, 709 },
	};
	struct said s;
	size_t i;

	for (i = 0; i < COUNT(cases); i++) {
		kit_browse_until(library(state), &s, &cases[i].a, SIZE_MAX);
		if (s.error != cases[i].error)
			fail_msg("%zu: %d", i, s.error);
		kit_forget(&s);
	}
}

static void
knows_a_row_by_its_own_kind_only(void **state)
{
	struct asked a = { NULL, "Metadata", "*", "0", "0", "" };
	char id[32];
	struct said s;

	snprintf(id, sizeof(id), "v%lld", (long long)row(state, 0));
	a.id = id;
	kit_browse_until(library(state), &s, &a, SIZE_MAX);
	assert_int_equal(s.error, 701);
	kit_forget(&s);
}

/* More than a batch, whole and in order, leaving in several writes. */
static void
streams_a_large_folder(void **state)
{
	struct small_library *l = library(state);
	const struct asked a = { "music-all", "DirectChildren", "", "0", "0", "" };
	struct media_facts f;
	char name[64], path[64];
	struct said s;
	int i, n = 1000;

	for (i = 0; i < n; i++) {
		snprintf(name, sizeof(name), "Track %d.mp3", i);
		f = kit_facts(MEDIA_AUDIO, "", "", 0, 0);
		small_library_add(l, 1, "", name, 1, &f);
	}
	small_library_commit(l);
	kit_browse_until(l, &s, &a, SIZE_MAX);
	assert_int_equal(kit_out_number(&s, "NumberReturned"), n + 3);
	assert_int_equal(kit_out_number(&s, "TotalMatches"), n + 3);
	assert_int_equal(xml_count(s.didl, OBJECTS), n + 3);
	for (i = 0; i < n; i += 99) {
		snprintf(path, sizeof(path), OBJECTS "[%d]/dc:title", i + 3);
		snprintf(name, sizeof(name), "Track %d", i);
		assert_string_equal(xml_text(s.didl, path), name);
	}
	assert_true(s.x.writes > 5);
	kit_forget(&s);

	/* The client goes in between: nothing more is sent, no end. */
	kit_browse_until(l, &s, &a, 3);
	assert_true(s.x.begun);
	assert_false(s.x.ended);
	assert_int_equal(s.x.writes, 4);
	kit_forget(&s);
}

int
main(void)
{
#define TEST(f, opened)	cmocka_unit_test_setup_teardown(f, opened, kit_close)
	static const struct CMUnitTest tests[] = {
		TEST(lists_the_views_at_the_root, kit_open_one_root),
		TEST(lists_chosen_views, kit_open_one_root),
		TEST(shows_the_root_itself, kit_open_one_root),
		TEST(lists_a_kind_by_title, kit_open_one_root),
		TEST(shows_the_only_root_as_folders, kit_open_one_root),
		TEST(shows_the_only_root_when_another_comes,
		    kit_open_one_root),
		TEST(shows_several_roots_one_by_one, kit_open_two_roots),
		TEST(makes_a_view_the_root, kit_open_one_root),
		TEST(sorts_as_asked, kit_open_one_root),
		TEST(pages, kit_open_one_root),
		TEST(refuses_with_the_right_code, kit_open_one_root),
		TEST(knows_a_row_by_its_own_kind_only, kit_open_one_root),
		TEST(streams_a_large_folder, kit_open_two_roots),
	};

	xml_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
