/* with: tests/unit/catalog_kit.c */
/* The containers of the views: what is in them, and how that is counted. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "common/catalog_list.h"
#include "common/catalog_open.h"
#include "common/catalog_read.h"
#include "common/catalog_write.h"
#include "tests/unit/catalog_kit.h"

static struct media_facts
track(const char *artist, const char *album, const char *title)
{
	struct media_facts f = { .kind = MEDIA_AUDIO };

	snprintf(f.artist, sizeof(f.artist), "%s", artist);
	snprintf(f.album, sizeof(f.album), "%s", album);
	snprintf(f.title, sizeof(f.title), "%s", title);
	return f;
}

static int64_t
add(struct catalog_kit *k, const char *name, const char *artist,
    const char *album)
{
	const struct media_facts f = track(artist, album, name);

	return catalog_kit_add(k, catalog_kit_folder(k, k->root, "Music"),
	    name, &f);
}

/* The artist of a container. */
static void
copy_artist(void *arg, const struct catalog_object *o)
{
	snprintf(arg, 64, "%s", o->artist);
}

static const char *
artist_of(struct catalog_kit *k, int64_t container)
{
	static char artist[64];

	assert_int_equal(catalog_object(k->r, -container, copy_artist, artist),
	    1);
	return artist;
}

/* Up through the levels with the first that comes, down with the last. */
static void
counts_through_levels(void **state)
{
	struct catalog_kit *k = *state;
	int64_t one, two, three, ann;

	one = add(k, "one", "Ann", "First");
	two = add(k, "two", "Ann", "First");
	three = add(k, "three", "Ann", "Second");
	add(k, "four", "Bob", "");
	catalog_kit_commit(k);
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_ARTISTS),
	    "Ann|Bob|");
	ann = catalog_kit_find(k, VIEW_MUSIC_ARTISTS, "Ann");
	assert_string_equal(catalog_kit_children(k, ann), "First|Second|");
	assert_string_equal(catalog_kit_children(k, catalog_kit_find(k, ann,
	    "First")), "one|two|");
	assert_string_equal(catalog_kit_children(k, catalog_kit_find(k,
	    VIEW_MUSIC_ARTISTS, "Bob")), "four|");
	assert_int_equal(catalog_remove(k->w, one), 0);
	catalog_kit_commit(k);
	assert_string_equal(catalog_kit_children(k, ann), "First|Second|");
	assert_int_equal(catalog_remove(k->w, two), 0);
	catalog_kit_commit(k);
	assert_string_equal(catalog_kit_children(k, ann), "Second|");
	assert_int_equal(catalog_remove(k->w, three), 0);
	catalog_kit_commit(k);
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_ARTISTS),
	    "Bob|");
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_ALBUMS), "");
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_FOLDERS),
	    "media|");
}

static void
an_empty_album_keeps_its_id(void **state)
{
	struct catalog_kit *k = *state;
	int64_t one = add(k, "one", "Ann", "First"), album, other;

	add(k, "two", "Ann", "Second");
	catalog_kit_commit(k);
	album = catalog_kit_find(k, VIEW_MUSIC_ALBUMS, "First");
	assert_int_equal(catalog_remove(k->w, one), 0);
	catalog_kit_commit(k);
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_ALBUMS),
	    "Second|");
	add(k, "three", "Ann", "Third");
	catalog_kit_commit(k);
	other = catalog_kit_find(k, VIEW_MUSIC_ALBUMS, "Third");
	assert_true(other > album);
	assert_int_equal(add(k, "one", "Ann", "First"), one);
	catalog_kit_commit(k);
	assert_int_equal(catalog_kit_find(k, VIEW_MUSIC_ALBUMS, "First"),
	    album);
	assert_string_equal(catalog_kit_children(k, album), "one|");
}

static void
several_artists_are_various(void **state)
{
	struct catalog_kit *k = *state;
	int64_t album;

	add(k, "one", "Ann", "Mix");
	add(k, "two", "Ann", "Mix");
	catalog_kit_commit(k);
	album = catalog_kit_find(k, VIEW_MUSIC_ALBUMS, "Mix");
	assert_string_equal(artist_of(k, album), "Ann");
	add(k, "three", "Bob", "Mix");
	catalog_kit_commit(k);
	assert_int_equal(catalog_kit_find(k, VIEW_MUSIC_ALBUMS, "Mix"), album);
	assert_string_equal(artist_of(k, album), "");
	assert_string_equal(catalog_kit_children(k, album), "one|three|two|");
}

/* "artist date" of an album. */
static void
copy_said(void *arg, const struct catalog_object *o)
{
	snprintf(arg, 64, "%s %s", o->artist, o->date);
}

static const char *
said_of(struct catalog_kit *k, const char *album)
{
	static char said[64];

	assert_int_equal(catalog_object(k->r, -catalog_kit_find(k,
	    VIEW_MUSIC_ALBUMS, album), copy_said, said), 1);
	return said;
}

static int64_t
add_dated(struct catalog_kit *k, const char *name, const char *artist,
    const char *date, bool compilation)
{
	struct media_facts f = track(artist, "Mix", name);

	snprintf(f.date, sizeof(f.date), "%s", date);
	f.compilation = compilation;
	return catalog_kit_add(k, catalog_kit_folder(k, k->root, "Music"),
	    name, &f);
}

/* Whoever came first, and whoever was there before. */
static void
an_album_says_what_its_tracks_say(void **state)
{
	struct catalog_kit *k = *state;
	int64_t odd;

	add_dated(k, "one", "Ann", "1999", false);
	add_dated(k, "three", "Ann", "2001", false);
	odd = add_dated(k, "two", "Bob", "2004-05-12", false);
	catalog_kit_commit(k);
	assert_string_equal(said_of(k, "Mix"), " 2004-05-12");
	assert_int_equal(catalog_remove(k->w, odd), 0);
	catalog_kit_commit(k);
	assert_string_equal(said_of(k, "Mix"), "Ann 2001");
	/* One after the other gets new tags. */
	add_dated(k, "one", "Cid", "1980", false);
	catalog_kit_commit(k);
	assert_string_equal(said_of(k, "Mix"), " 2001");
	add_dated(k, "three", "Cid", "1980", false);
	catalog_kit_commit(k);
	assert_string_equal(said_of(k, "Mix"), "Cid 1980");
}

/* Who says the same as one who has left is heard. */
static void
an_album_hears_what_was_said_before(void **state)
{
	struct catalog_kit *k = *state;
	int64_t late;

	add_dated(k, "one", "Ann", "2004-01-01", false);
	late = add_dated(k, "two", "Ann", "2004-05-12", false);
	catalog_kit_commit(k);
	assert_string_equal(said_of(k, "Mix"), "Ann 2004-05-12");
	assert_int_equal(catalog_remove(k->w, late), 0);
	catalog_kit_commit(k);
	assert_string_equal(said_of(k, "Mix"), "Ann 2004-01-01");
	add_dated(k, "three", "Ann", "2004-05-12", false);
	catalog_kit_commit(k);
	assert_string_equal(said_of(k, "Mix"), "Ann 2004-05-12");
}

/* What was said of an album that was empty is not said of the next. */
static void
an_album_that_comes_back_says_what_its_tracks_say(void **state)
{
	struct catalog_kit *k = *state;
	int64_t one = add_dated(k, "one", "Ann", "1999", true);
	int64_t two = add_dated(k, "two", "Bob", "2004", true);

	catalog_kit_commit(k);
	assert_string_equal(said_of(k, "Mix"), "Various Artists 2004");
	assert_int_equal(catalog_remove(k->w, two), 0);
	catalog_kit_commit(k);
	assert_string_equal(said_of(k, "Mix"), "Various Artists 1999");
	assert_int_equal(catalog_remove(k->w, one), 0);
	catalog_kit_commit(k);
	add_dated(k, "two", "Bob", "1960", true);
	catalog_kit_commit(k);
	assert_string_equal(said_of(k, "Mix"), "Various Artists 1960");
}

/* One after the other, as players of tags write them. */
static void
an_album_becomes_a_compilation(void **state)
{
	struct catalog_kit *k = *state;

	add_dated(k, "one", "Ann", "1999", false);
	add_dated(k, "two", "Bob", "1999", false);
	catalog_kit_commit(k);
	assert_string_equal(said_of(k, "Mix"), " 1999");
	add_dated(k, "one", "Ann", "1999", true);
	catalog_kit_commit(k);
	add_dated(k, "two", "Bob", "1999", true);
	catalog_kit_commit(k);
	assert_string_equal(said_of(k, "Mix"), "Various Artists 1999");
}

/* An album that comes and goes in one batch was never there. */
static void
an_album_that_was_not_seen_says_nothing(void **state)
{
	struct catalog_kit *k = *state;

	add_dated(k, "other", "Cid", "1970", false);
	catalog_kit_commit(k);
	assert_int_equal(catalog_remove(k->w, add_dated(k, "one", "Ann", "1999",
	    false)), 0);
	catalog_kit_commit(k);
	assert_int_equal(catalog_remove(k->w, catalog_kit_folder(k,
	    catalog_kit_folder(k, k->root, "Music"), "other")), 0);
	assert_int_equal(catalog_remove(k->w, add_dated(k, "one", "Ann", "1999",
	    false)), 0);
	catalog_kit_commit(k);
	add_dated(k, "two", "Bob", "1960", false);
	catalog_kit_commit(k);
	assert_string_equal(said_of(k, "Mix"), "Bob 1960");
}

/* Who said it has left as the last one, and somebody else says it now. */
static void
an_album_hears_who_comes_instead(void **state)
{
	struct catalog_kit *k = *state;
	int64_t odd;

	add_dated(k, "one", "Ann", "1999", false);
	odd = add_dated(k, "two", "Bob", "2004", false);
	catalog_kit_commit(k);
	add_dated(k, "two", "Bob", "2004", false);
	catalog_kit_commit(k);
	assert_int_equal(catalog_remove(k->w, odd), 0);
	catalog_kit_commit(k);
	assert_string_equal(said_of(k, "Mix"), "Ann 1999");
	add_dated(k, "three", "Bob", "2004", false);
	catalog_kit_commit(k);
	assert_string_equal(said_of(k, "Mix"), " 2004");
}

/* Names that differ in what folding takes away: as it is written now. */
static void
a_container_is_called_what_its_files_say(void **state)
{
	struct catalog_kit *k = *state;
	int64_t one = add(k, "one", "ann", "mix"), ann;

	catalog_kit_commit(k);
	ann = catalog_kit_find(k, VIEW_MUSIC_ARTISTS, "ann");
	assert_int_equal(add(k, "one", "Ann", "Mix"), one);
	catalog_kit_commit(k);
	assert_int_equal(catalog_kit_find(k, VIEW_MUSIC_ARTISTS, "Ann"), ann);
	assert_string_equal(catalog_kit_children(k, ann), "Mix|");
	/* One that comes to others does not decide. */
	add(k, "two", "ANN", "Mix");
	catalog_kit_commit(k);
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_ARTISTS),
	    "Ann|");
	/* Gone, and back as another writes it. */
	assert_int_equal(catalog_remove(k->w, catalog_kit_folder(k, k->root,
	    "Music")), 0);
	catalog_kit_commit(k);
	add(k, "three", "ANN", "MIX");
	catalog_kit_commit(k);
	assert_int_equal(catalog_kit_find(k, VIEW_MUSIC_ARTISTS, "ANN"), ann);
	assert_string_equal(catalog_kit_children(k, ann), "MIX|");
}

/* A new version of a file stands where its new tags say, and only there. */
static void
tags_change(void **state)
{
	struct catalog_kit *k = *state;
	int64_t id = add(k, "one", "Ann\nBob", "First"), old, new;
	const struct media_facts picture = { .kind = MEDIA_PICTURE,
		.title = "one", .date = "2024-05-17" };

	catalog_kit_commit(k);
	old = catalog_kit_find(k, VIEW_MUSIC_ALBUMS, "First");
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_ARTISTS),
	    "Ann|Bob|");
	assert_int_equal(catalog_is_member(k->r, old, id), 1);
	assert_int_equal(add(k, "one", "Bob\nCid", "Second"), id);
	catalog_kit_commit(k);
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_ARTISTS),
	    "Bob|Cid|");
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_ALBUMS),
	    "Second|");
	new = catalog_kit_find(k, VIEW_MUSIC_ALBUMS, "Second");
	assert_int_equal(catalog_is_member(k->r, old, id), 0);
	assert_int_equal(catalog_is_member(k->r, new, id), 1);
	catalog_kit_add(k, catalog_kit_folder(k, k->root, "Music"), "one",
	    &picture);
	catalog_kit_commit(k);
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_ARTISTS), "");
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_FOLDERS), "");
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_RECENT), "");
	assert_string_equal(catalog_kit_children(k, VIEW_PICTURES_FOLDERS),
	    "media|");
	assert_string_equal(catalog_kit_children(k, catalog_kit_find(k,
	    VIEW_PICTURES_DATES, "2024")), "May 2024|");
}

/* An artist named twice is one, and counts the track once. */
static void
named_twice(void **state)
{
	struct catalog_kit *k = *state;
	int64_t id = add(k, "one", "Ann\nANN", "First"), ann;

	catalog_kit_commit(k);
	ann = catalog_kit_find(k, VIEW_MUSIC_ARTISTS, "Ann");
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_ARTISTS),
	    "Ann|");
	assert_string_equal(catalog_kit_children(k, catalog_kit_find(k, ann,
	    "First")), "one|");
	assert_int_equal(catalog_remove(k->w, id), 0);
	catalog_kit_commit(k);
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_ARTISTS), "");
}

static void
killed_in_a_batch(void **state)
{
	struct catalog_kit *k = *state;
	int64_t id = add(k, "kept", "Ann", "First");
	int status;
	pid_t pid;

	catalog_kit_commit(k);
	catalog_kit_close(k);
	if ((pid = fork()) == 0) {
		char name[32];

		catalog_kit_open(k);
		for (int i = 0; i < 2000; i++) {
			snprintf(name, sizeof(name), "%d", i);
			add(k, name, name, "Lost");
		}
		(void)catalog_remove(k->w, id);
		kill(getpid(), SIGKILL);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	catalog_kit_open(k);
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_ARTISTS),
	    "Ann|");
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_ALBUMS),
	    "First|");
	assert_string_equal(catalog_kit_children(k, VIEW_MUSIC_RECENT),
	    "kept|");
}

static void
a_whole_folder_goes(void **state)
{
	struct catalog_kit *k = *state;
	int64_t music = catalog_kit_folder(k, k->root, "Music");
	char name[32], artist[32], album[32];

	for (int i = 0; i < 3000; i++) {
		snprintf(name, sizeof(name), "%d", i);
		snprintf(artist, sizeof(artist), "Artist %d", i % 50);
		snprintf(album, sizeof(album), "Album %d", i % 300);
		add(k, name, artist, album);
	}
	catalog_kit_add(k, k->root, "stays", &(struct media_facts){
	    .kind = MEDIA_AUDIO, .artist = "Ann" });
	catalog_kit_commit(k);
	assert_int_equal(catalog_remove(k->w, music), 0);
	catalog_kit_commit(k);
	for (int view = 1; view < VIEW_IDS; view++) {
		const struct view_facts *v = view_of((enum view)view);

		if (v == NULL || v->view == VIEW_FOLDERS)
			continue;
		assert_string_equal(catalog_kit_children(k, view),
		    view == VIEW_MUSIC_ARTISTS ||
		    view == VIEW_MUSIC_ALBUM_ARTISTS ? "Ann|" :
		    view == VIEW_MUSIC_ALL || view == VIEW_MUSIC_RECENT ?
		    "stays|" :
		    view == VIEW_MUSIC_FOLDERS ? "media|" : "");
	}
}

/* ---- the newest ------------------------------------------------------------ */

static uint64_t
nrecent(struct catalog_kit *k)
{
	const struct catalog_query q = { .scope = CATALOG_IN_CONTAINER,
		.id = VIEW_MUSIC_RECENT };
	uint64_t total;
	int64_t *ids;
	size_t n;

	assert_int_equal(catalog_list(k->r, &q, 0, 0, &ids, &n), 0);
	free(ids);
	assert_int_equal(catalog_total(k->r, &q, &total), 0);
	assert_int_equal(n, total);
	return total;
}

static void
only_the_newest_are_recent(void **state)
{
	enum { MORE = 20 };
	struct catalog_kit *k = *state;
	struct media_facts f = { .kind = MEDIA_AUDIO };
	int64_t ids[VIEW_RECENT_MAX + MORE];
	char name[32];

	for (int i = 0; i < VIEW_RECENT_MAX + MORE; i++) {
		snprintf(name, sizeof(name), "%d", i);
		ids[i] = catalog_kit_add_at(k, k->root, name, &f, 1000 + i);
		if (i % 100 == 99)
			catalog_kit_commit(k);
	}
	catalog_kit_commit(k);
	assert_int_equal(nrecent(k), VIEW_RECENT_MAX);
	assert_int_equal(strncmp(catalog_kit_children(k, VIEW_MUSIC_RECENT),
	    "519|518|", 8), 0);
	assert_int_equal(catalog_is_member(k->r, VIEW_MUSIC_RECENT,
	    ids[MORE]), 1);
	assert_int_equal(catalog_is_member(k->r, VIEW_MUSIC_RECENT,
	    ids[MORE - 1]), 0);
	/* An old one that goes, or changes, makes no difference. */
	assert_int_equal(catalog_remove(k->w, ids[0]), 0);
	catalog_kit_add_at(k, k->root, "1", &f, 1001);
	catalog_kit_commit(k);
	assert_int_equal(nrecent(k), VIEW_RECENT_MAX);
	assert_int_equal(catalog_is_member(k->r, VIEW_MUSIC_RECENT, ids[1]),
	    0);
	/* Where new ones go, the next come back; another kind has a view of its
	   own. */
	assert_int_equal(catalog_remove(k->w, ids[MORE]), 0);
	assert_int_equal(catalog_remove(k->w, ids[MORE + 7]), 0);
	f.kind = MEDIA_VIDEO;
	catalog_kit_add_at(k, k->root, "film", &f, 1);
	catalog_kit_commit(k);
	assert_int_equal(nrecent(k), VIEW_RECENT_MAX);
	for (int i = 1; i < VIEW_RECENT_MAX + MORE; i++)
		assert_int_equal(catalog_is_member(k->r, VIEW_MUSIC_RECENT,
		    ids[i]), i >= MORE - 2 && i != MORE && i != MORE + 7);
	/* An old one that comes in the same batch does not take the room. */
	f.kind = MEDIA_AUDIO;
	assert_int_equal(catalog_remove(k->w, ids[MORE + 8]), 0);
	catalog_kit_add_at(k, k->root, "old", &f, 1);
	catalog_kit_commit(k);
	assert_int_equal(nrecent(k), VIEW_RECENT_MAX);
	assert_int_equal(catalog_is_member(k->r, VIEW_MUSIC_RECENT,
	    ids[MORE - 3]), 1);
	assert_null(strstr(catalog_kit_children(k, VIEW_MUSIC_RECENT), "old"));
	/* In the end there are no others. */
	for (int i = 30; i < VIEW_RECENT_MAX + MORE; i++)
		assert_int_equal(catalog_remove(k->w, ids[i]), 0);
	catalog_kit_commit(k);
	assert_int_equal(nrecent(k), 30 - 1 - 3 + 1);
	assert_string_equal(catalog_kit_children(k, VIEW_VIDEO_RECENT),
	    "film|");
}

#define TEST(name)	cmocka_unit_test_setup_teardown(name,		\
			    catalog_kit_setup, catalog_kit_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(counts_through_levels),
		TEST(an_empty_album_keeps_its_id),
		TEST(several_artists_are_various),
		TEST(an_album_says_what_its_tracks_say),
		TEST(an_album_hears_what_was_said_before),
		TEST(an_album_that_comes_back_says_what_its_tracks_say),
		TEST(an_album_becomes_a_compilation),
		TEST(an_album_that_was_not_seen_says_nothing),
		TEST(an_album_hears_who_comes_instead),
		TEST(a_container_is_called_what_its_files_say),
		TEST(tags_change),
		TEST(named_twice),
		TEST(killed_in_a_batch),
		TEST(a_whole_folder_goes),
		TEST(only_the_newest_are_recent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
