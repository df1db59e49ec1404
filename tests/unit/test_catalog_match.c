/* with: tests/unit/catalog_kit.c */
/* Conditions against the rows of a small library. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "common/catalog_list.h"
#include "common/catalog_read.h"
#include "common/catalog_schema.h"
#include "common/catalog_write.h"
#include "tests/unit/catalog_kit.h"

static void
fill(struct catalog_kit *k)
{
	static const struct media_facts files[] = {
		{ .kind = MEDIA_AUDIO, .title = "100% \xf0\x9f\x94\xa5 fire",
		    .artist = "U2", .album = "Under_score", .genre = "Rock\nPop",
		    .track = 3, .date = "1999", .composer = "Clara S." },
		{ .kind = MEDIA_AUDIO, .title = "It's \"quoted\"",
		    .artist = "Beyonc\xc3\xa9\nJay", .genre = "Pop",
		    .album_artist = "Bey\nJay Z",
		    .track = 12, .date = "1999-05-17" },
		{ .kind = MEDIA_AUDIO, .title = "\xe6\x9d\xb1\xe4\xba\xac",
		    .artist = "\xe6\x9d\xb1\xe4\xba\xac\xe4\xba\x8b\xe5\xa4\x89" },
		{ .kind = MEDIA_VIDEO, .title = "Film", .genre = "Drama",
		    .duration_ms = 5400000, .director = "D",
		    .artist = "Ann\nBob", .composer = "Cid\nDan" },
		{ .kind = MEDIA_PICTURE, .title = "a*b?c", .width = 160,
		    .height = 120, .orientation = 6,
		    .date = "2024-05-17T10:00:00" },
	};
	char name[16];

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		snprintf(name, sizeof(name), "%zu", i);
		catalog_kit_add(k, k->root, name, &files[i]);
	}
	catalog_kit_commit(k);
}

#define FIRE	"100% \xf0\x9f\x94\xa5 fire|"
#define QUOTED	"It's \"quoted\"|"
#define TOKYO	"\xe6\x9d\xb1\xe4\xba\xac|"
#define FILM	"Film|"
#define PICTURE	"a*b?c|"
#define MEDIA	"media|"

static const struct {
	struct catalog_node nodes[5];
	size_t		 n;
	const char	*titles;	/* of objects, in the folders */
} cases[] = {
	/* Signs that mean something elsewhere. */
	{ { { CATALOG_CONTAINS, CATALOG_TITLE, "%", 0 } }, 1, FIRE },
	{ { { CATALOG_CONTAINS, CATALOG_TITLE, "_", 0 } }, 1, "" },
	{ { { CATALOG_CONTAINS, CATALOG_TITLE, "0%", 0 } }, 1, FIRE },
	{ { { CATALOG_CONTAINS, CATALOG_TITLE, "100%", 0 } }, 1, FIRE },
	{ { { CATALOG_CONTAINS, CATALOG_TITLE, "1%0", 0 } }, 1, "" },
	{ { { CATALOG_CONTAINS, CATALOG_TITLE, "'", 0 } }, 1, QUOTED },
	{ { { CATALOG_CONTAINS, CATALOG_TITLE, "t's", 0 } }, 1, QUOTED },
	{ { { CATALOG_CONTAINS, CATALOG_TITLE, "\"", 0 } }, 1, QUOTED },
	{ { { CATALOG_CONTAINS, CATALOG_TITLE, " \"q", 0 } }, 1, QUOTED },
	{ { { CATALOG_CONTAINS, CATALOG_TITLE, "d\"", 0 } }, 1, QUOTED },
	{ { { CATALOG_CONTAINS, CATALOG_TITLE, "\"\"\"", 0 } }, 1, "" },
	{ { { CATALOG_CONTAINS, CATALOG_TITLE, "*", 0 } }, 1, PICTURE },
	{ { { CATALOG_CONTAINS, CATALOG_TITLE, "*b?", 0 } }, 1, PICTURE },
	{ { { CATALOG_CONTAINS, CATALOG_TITLE, "' OR 1 --", 0 } }, 1, "" },
	{ { { CATALOG_CONTAINS, CATALOG_TITLE, "fire OR film", 0 } }, 1, "" },
	{ { { CATALOG_CONTAINS, CATALOG_ALBUM, "r_s", 0 } }, 1, FIRE },
	{ { { CATALOG_CONTAINS, CATALOG_ALBUM, "r%s", 0 } }, 1, "" },
	/* Short needles, and long characters. */
	{ { { CATALOG_CONTAINS, CATALOG_TITLE, "", 0 } }, 1,
	    FIRE PICTURE FILM QUOTED MEDIA TOKYO },
	{ { { CATALOG_CONTAINS, CATALOG_TITLE, "F", 0 } }, 1, FIRE FILM },
	{ { { CATALOG_CONTAINS, CATALOG_TITLE, "FI", 0 } }, 1, FIRE FILM },
	{ { { CATALOG_CONTAINS, CATALOG_TITLE, "FIR", 0 } }, 1, FIRE },
	{ { { CATALOG_CONTAINS, CATALOG_TITLE, "\xe4\xba\xac", 0 } }, 1,
	    TOKYO },
	{ { { CATALOG_CONTAINS, CATALOG_TITLE, "\xf0\x9f\x94\xa5", 0 } }, 1,
	    FIRE },
	{ { { CATALOG_CONTAINS, CATALOG_TITLE, "\xf0\x9f\x94\xa5 f", 0 } }, 1,
	    FIRE },
	{ { { CATALOG_CONTAINS, CATALOG_TITLE, " \xf0\x9f\x94\xa5 ", 0 } }, 1,
	    FIRE },
	{ { { CATALOG_CONTAINS, CATALOG_TITLE, "\xf0\x9f\x94\xa6", 0 } }, 1,
	    "" },
	{ { { CATALOG_CONTAINS, CATALOG_ARTIST,
	    "\xe4\xba\x8b\xe5\xa4\x89", 0 } }, 1, TOKYO },
	/* Other operators. */
	{ { { CATALOG_LACKS, CATALOG_TITLE, "i", 0 } }, 1,
	    PICTURE TOKYO },
	{ { { CATALOG_STARTS_WITH, CATALOG_TITLE, "FI", 0 } }, 1, FILM },
	{ { { CATALOG_EQUAL, CATALOG_TITLE, "film", 0 } }, 1, FILM },
	{ { { CATALOG_UNEQUAL, CATALOG_TITLE, "FILM", 0 } }, 1,
	    FIRE PICTURE QUOTED MEDIA TOKYO },
	{ { { CATALOG_EQUAL, CATALOG_ARTIST, "beyonce", 0 } }, 1, QUOTED },
	{ { { CATALOG_EQUAL, CATALOG_ARTIST, "JAY", 0 } }, 1, QUOTED },
	{ { { CATALOG_EQUAL, CATALOG_ARTIST, "beyonce\njay", 0 } }, 1, "" },
	{ { { CATALOG_EQUAL, CATALOG_ARTIST, "ann", 0 } }, 1, FILM },
	/* Of several values each by itself, in no view of them either. */
	{ { { CATALOG_EQUAL, CATALOG_ARTIST, "bob", 0 } }, 1, FILM },
	{ { { CATALOG_STARTS_WITH, CATALOG_ARTIST, "b", 0 } }, 1,
	    FILM QUOTED },
	{ { { CATALOG_UNEQUAL, CATALOG_ARTIST, "BOB", 0 } }, 1,
	    FIRE QUOTED TOKYO },
	{ { { CATALOG_GREATER, CATALOG_COMPOSER, "d", 0 } }, 1, FILM },
	{ { { CATALOG_EQUAL, CATALOG_ALBUM_ARTIST, "jay z", 0 } }, 1, QUOTED },
	{ { { CATALOG_EQUAL, CATALOG_ALBUM_ARTIST, "bey", 0 } }, 1, QUOTED },
	{ { { CATALOG_EQUAL, CATALOG_ALBUM_ARTIST, "jay", 0 } }, 1, "" },
	{ { { CATALOG_STARTS_WITH, CATALOG_ALBUM_ARTIST, "JAY", 0 } }, 1,
	    QUOTED },
	{ { { CATALOG_CONTAINS, CATALOG_ALBUM_ARTIST, "y z", 0 } }, 1,
	    QUOTED },
	{ { { CATALOG_UNEQUAL, CATALOG_ALBUM_ARTIST, "Jay Z", 0 } }, 1, "" },
	{ { { CATALOG_LACKS, CATALOG_ALBUM_ARTIST, "z", 0 } }, 1, "" },
	{ { { CATALOG_LACKS, CATALOG_ALBUM_ARTIST, "u2", 0 } }, 1, QUOTED },
	{ { { CATALOG_UNEQUAL, CATALOG_ARTIST, "U2", 0 } }, 1,
	    FILM QUOTED TOKYO },
	{ { { CATALOG_EQUAL, CATALOG_GENRE, "pop", 0 } }, 1, FIRE QUOTED },
	{ { { CATALOG_LACKS, CATALOG_GENRE, "o", 0 } }, 1, FILM },
	{ { { CATALOG_EXISTS, CATALOG_GENRE, "", 0 } }, 1,
	    FIRE FILM QUOTED },
	{ { { CATALOG_EXISTS_NOT, CATALOG_GENRE, "", 0 } }, 1,
	    PICTURE MEDIA TOKYO },
	{ { { CATALOG_EXISTS, CATALOG_REFERENCE, "", 0 } }, 1, "" },
	{ { { CATALOG_GREATER, CATALOG_TRACK, "", 3 } }, 1, QUOTED },
	{ { { CATALOG_GREATER_OR_EQUAL, CATALOG_TRACK, "", 3 } }, 1,
	    FIRE QUOTED },
	{ { { CATALOG_LESS, CATALOG_TRACK, "", 4 } }, 1, FIRE },
	{ { { CATALOG_CONTAINS, CATALOG_TRACK, "1", 1 } }, 1, "" },
	/* What is in no column: see fits. */
	{ { { CATALOG_EQUAL, CATALOG_RESOLUTION, "3 160x120 6 0 0", 0 } }, 1,
	    PICTURE },
	{ { { CATALOG_EXISTS_NOT, CATALOG_PROTOCOL_INFO,
	    "2 0x0 0 5400000 5 de.srt", 0 } }, 1, FILM },
	{ { { CATALOG_EQUAL, CATALOG_TITLE, "film", 0 },
	    { CATALOG_CONTAINS, CATALOG_PROTOCOL_INFO, "2 0x0 0 5400000", 0 },
	    { CATALOG_CONTAINS, CATALOG_PROTOCOL_INFO, "3 160x120", 0 },
	    { CATALOG_OR, 0, "", 0 }, { CATALOG_AND, 0, "", 0 } }, 5, FILM },
	{ { { CATALOG_NEVER, CATALOG_RESOLUTION, "3 160x120", 0 } }, 1, "" },
	{ { { CATALOG_LESS, CATALOG_DATE, "1999-02-01", 0 } }, 1, FIRE },
	{ { { CATALOG_DERIVED_FROM, CATALOG_CLASS, "object.item.videoItem",
	    0 } }, 1, FILM },
	{ { { CATALOG_DERIVED_FROM, CATALOG_CLASS, "object.item.video", 0 } },
	    1, "" },
	{ { { CATALOG_DERIVED_FROM, CATALOG_CLASS, "object.container", 0 } },
	    1, MEDIA },
	{ { { CATALOG_DERIVED_FROM, CATALOG_TITLE, "Film", 0 } }, 1, "" },
	{ { { CATALOG_NEVER, CATALOG_TITLE, "", 0 } }, 1, "" },
	/* Joined. */
	{ { { CATALOG_EQUAL, CATALOG_GENRE, "pop", 0 },
	    { CATALOG_EQUAL, CATALOG_ARTIST, "u2", 0 },
	    { CATALOG_AND, 0, "", 0 } }, 3, FIRE },
	{ { { CATALOG_EQUAL, CATALOG_TITLE, "film", 0 },
	    { CATALOG_EQUAL, CATALOG_GENRE, "pop", 0 },
	    { CATALOG_EQUAL, CATALOG_ARTIST, "u2", 0 },
	    { CATALOG_AND, 0, "", 0 }, { CATALOG_OR, 0, "", 0 } }, 5,
	    FIRE FILM },
	{ { { CATALOG_EQUAL, CATALOG_TITLE, "film", 0 },
	    { CATALOG_EQUAL, CATALOG_GENRE, "pop", 0 },
	    { CATALOG_OR, 0, "", 0 },
	    { CATALOG_EQUAL, CATALOG_ARTIST, "u2", 0 },
	    { CATALOG_AND, 0, "", 0 } }, 5, FIRE },
};

/* As who shows it: what is known of the object begins as the text does. */
static bool
fits(const struct catalog_node *n, const struct catalog_object *o,
    uint64_t client)
{
	char known[200];

	assert_int_equal(client, 7);
	assert_string_equal(o->mime, o->kind > 0 ? "audio/mpeg" : "");
	assert_string_equal(o->extension, o->kind > 0 ? "mp3" : "");
	assert_string_equal(o->profile, "");
	snprintf(known, sizeof(known), "%d %ux%u %u %llu %lld %s", (int)o->kind,
	    o->width, o->height, o->orientation,
	    (unsigned long long)o->duration_ms, (long long)o->art,
	    o->subtitles);
	return strncmp(known, n->text, strlen(n->text)) == 0;
}

static void
find_objects(void **state)
{
	struct catalog_kit *k = *state;
	struct catalog_query q = { .scope = CATALOG_IN_FOLDER, .deep = true,
		.fits = fits, .client = 7 };

	fill(k);
	assert_int_equal(catalog_execute(k->w, "UPDATE object SET art = 5,"
	    " subtitles = 'de.srt' WHERE title = 'Film'"), 0);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		q.nodes = cases[i].nodes;
		q.nnodes = cases[i].n;
		if (strcmp(catalog_kit_titles(k, &q), cases[i].titles) != 0)
			fail_msg("case %zu (%s): %s, not %s", i,
			    cases[i].nodes[0].text, k->said, cases[i].titles);
	}
}

/* Objects and containers of the views as one list, in one order. */
static void
find_both(void **state)
{
	static const struct catalog_node named[] = {
		{ CATALOG_CONTAINS, CATALOG_TITLE, "U2", 0 },
		{ CATALOG_CONTAINS, CATALOG_TITLE, "19", 0 },
		{ CATALOG_OR, 0, "", 0 },
	};
	static const struct catalog_node by_artist = { CATALOG_EQUAL,
		CATALOG_ARTIST, "u2", 0 };
	struct catalog_kit *k = *state;
	struct catalog_query q = { .scope = CATALOG_EVERYWHERE, .deep = true,
		.nodes = named, .nnodes = 3 };

	fill(k);
	/* Artist, album artist, genre's artists (two genres); the year. */
	assert_string_equal(catalog_kit_titles(k, &q),
	    "1999|U2|U2|U2|U2|");
	q.nodes = &by_artist;
	q.nnodes = 1;
	/* The album beneath artist, album artist, composer, year, and alone. */
	assert_string_equal(catalog_kit_titles(k, &q), FIRE
	    "Under_score|Under_score|Under_score|Under_score|Under_score|");
	q.scope = CATALOG_IN_CONTAINER;
	q.id = VIEW_MUSIC_ALBUMS;
	assert_string_equal(catalog_kit_titles(k, &q), FIRE "Under_score|");
	q.norder = 1;
	q.order[0] = (struct catalog_order){ CATALOG_CLASS, false };
	assert_string_equal(catalog_kit_titles(k, &q), "Under_score|" FIRE);
	q.id = VIEW_VIDEO_ALL;
	assert_string_equal(catalog_kit_titles(k, &q), "");
}

/* More than a statement can hold is an error, and nothing worse. */
static void
far_too_many(void **state)
{
	enum { MANY = 1000 };
	struct catalog_kit *k = *state;
	struct catalog_node nodes[2 * MANY];
	struct catalog_query q = { .scope = CATALOG_EVERYWHERE, .deep = true,
		.nodes = nodes };
	int64_t *ids;
	size_t n;

	fill(k);
	for (size_t i = 0; i < 2 * MANY; i++)
		nodes[i] = (struct catalog_node){ i > 0 && i % 2 == 0 ?
		    CATALOG_OR : CATALOG_CONTAINS, CATALOG_GENRE, "pop", 0 };
	/* As many as a client may ask for. */
	q.nnodes = 63;
	assert_string_equal(catalog_kit_titles(k, &q), FIRE QUOTED);
	/* No index of words knows these. */
	for (size_t i = 0; i < 2 * MANY; i += i == 0 ? 1 : 2)
		nodes[i].field = CATALOG_SERIES;
	q.nnodes = 2 * MANY - 1;
	assert_int_equal(catalog_list(k->r, &q, 0, 0, &ids, &n), -1);
	assert_null(ids);
	assert_true(k->r->failed);
}

/* What titles are found by follows them, within a batch and from one to the
   next, and nothing is left of those that went. */
static void
titles_change(void **state)
{
	static const struct catalog_node named = { CATALOG_CONTAINS,
		CATALOG_TITLE, "word", 0 };
	struct catalog_kit *k = *state;
	const struct catalog_query q = { .scope = CATALOG_EVERYWHERE,
		.deep = true, .nodes = &named, .nnodes = 1 };
	struct media_facts f = { .kind = MEDIA_VIDEO };
	const char *const first[] = { "Sword one", "Sword two", "Other three",
		"Sword four" };
	const char *const then[] = { "Other one", "Sword anew", "Sword three",
		"Other four" };
	static const char *const names[] = { "1", "2", "3", "4" };
	int64_t ids[4];

	for (size_t round = 0; round < 4; round++) {
		for (size_t i = 0; i < 4; i++) {
			snprintf(f.title, sizeof(f.title), "%s", first[i]);
			ids[i] = catalog_kit_add(k, k->root, names[i], &f);
		}
		if (round % 2 == 1)
			catalog_kit_commit(k);
		for (size_t i = 0; i < 4; i++) {
			snprintf(f.title, sizeof(f.title), "%s", then[i]);
			catalog_kit_add(k, k->root, names[i], &f);
		}
		catalog_kit_commit(k);
		assert_string_equal(catalog_kit_titles(k, &q),
		    "Sword anew|Sword three|");
		if (round >= 2)
			catalog_kit_add(k, k->root, "1", &f);
		for (size_t i = 0; i < 4; i++)
			assert_int_equal(catalog_remove(k->w, ids[i]), 0);
		catalog_kit_commit(k);
		assert_string_equal(catalog_kit_titles(k, &q), "");
		assert_int_equal(catalog_execute(k->w, "INSERT INTO title"
		    " (title, rank) VALUES ('integrity-check', 1)"), 0);
		assert_int_equal(catalog_execute(k->w, "INSERT INTO name"
		    " (name, rank) VALUES ('integrity-check', 1)"), 0);
		assert_int_equal(catalog_execute(k->w, "INSERT INTO credit"
		    " (credit, rank) VALUES ('integrity-check', 1)"), 0);
	}
}

#define TEST(name)	cmocka_unit_test_setup_teardown(name,		\
			    catalog_kit_setup, catalog_kit_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(find_objects),
		TEST(find_both),
		TEST(titles_change),
		TEST(far_too_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
