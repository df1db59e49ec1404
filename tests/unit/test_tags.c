#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <libavutil/dict.h>

#include "scanner/probe/tags.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

static void
takes_the_number_in_front(void **state)
{
	static const struct {
		const char	*text;
		uint32_t	 value;
	} cases[] = {
		{ "3", 3 }, { "03", 3 }, { "3/12", 3 }, { " 7 of 9", 7 },
		{ "", 0 }, { "A3", 0 }, { "/12", 0 }, { "-3", 0 },
		{ "99999999999999", 0 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++)
		assert_int_equal(tags_number(cases[i].text), cases[i].value);
}

static void
fills_fields_from_tags(void **state)
{
	struct media_facts f = { .kind = MEDIA_AUDIO };
	AVDictionary *d = NULL;

	(void)state;
	av_dict_set(&d, "TITLE", " A  title\n", 0);
	av_dict_set(&d, "performer", "Second", 0);
	av_dict_set(&d, "Artist", "Bj\xF6rk", 0);	/* Latin-1 */
	av_dict_set(&d, "album artist", "C", 0);
	av_dict_set(&d, "TRACKNUMBER", "256/300", 0);
	av_dict_set(&d, "disc", "1/2", 0);
	av_dict_set(&d, "date", "no date", 0);
	av_dict_set(&d, "year", "1999", 0);
	tags_read(d, &f);
	av_dict_free(&d);
	assert_string_equal(f.title, "A title");
	assert_string_equal(f.artist, "Bj\xC3\xB6rk");
	assert_string_equal(f.album_artist, "C");
	assert_string_equal(f.album, "");
	assert_int_equal(f.track, 256);
	assert_int_equal(f.disc, 1);
	assert_string_equal(f.date, "1999");
}

static void
keeps_what_is_known(void **state)
{
	struct media_facts f = { .title = "Known", .track = 256 };
	AVDictionary *d = NULL;

	(void)state;
	av_dict_set(&d, "title", "Other", 0);
	av_dict_set(&d, "track", "1", 0);
	av_dict_set(&d, "genre", "New", 0);
	tags_read(d, &f);
	av_dict_free(&d);
	tags_read(NULL, &f);
	assert_string_equal(f.title, "Known");
	assert_int_equal(f.track, 256);
	assert_string_equal(f.genre, "New");
}

/* The facts about one tag. */
static struct media_facts
facts_of(enum media_kind kind, const char *tag, const char *value)
{
	struct media_facts f = { .kind = kind };
	AVDictionary *d = NULL;

	av_dict_set(&d, tag, value, 0);
	tags_read(d, &f);
	av_dict_free(&d);
	return f;
}

static void
knows_each_tag_of_music(void **state)
{
	static const struct {
		const char	*tag, *value;
		size_t		 field;
		const char	*text;
	} cases[] = {
#define FIELD(name)	offsetof(struct media_facts, name)
		{ "artist", "A;B", FIELD(artist), "A\nB" },
		{ "ALBUMARTIST", "A; B", FIELD(album_artist), "A\nB" },
		{ "composer", "A / B", FIELD(composer), "A\nB" },
		{ "GENRE", "17;Funk / Soul", FIELD(genre),
		    "Rock\nFunk / Soul" },
		{ "title", "A;B", FIELD(title), "A;B" },
		{ "title-sort", "S", FIELD(title_sort), "S" },
		{ "sort_name", "S", FIELD(title_sort), "S" },
		{ "TITLESORT", "S", FIELD(title_sort), "S" },
		{ "artist-sort", "S", FIELD(artist_sort), "S" },
		{ "sort_artist", "S", FIELD(artist_sort), "S" },
		{ "ARTISTSORT", "S", FIELD(artist_sort), "S" },
		{ "WM/ArtistSortOrder", "S", FIELD(artist_sort), "S" },
		{ "album-sort", "S", FIELD(album_sort), "S" },
		{ "sort_album", "S", FIELD(album_sort), "S" },
		{ "TSO2", "S", FIELD(album_artist_sort), "S" },
		{ "sort_album_artist", "S", FIELD(album_artist_sort), "S" },
		{ "ALBUMARTISTSORT", "S", FIELD(album_artist_sort), "S" },
		{ "TSOC", "S", FIELD(composer_sort), "S" },
		{ "sort_composer", "S", FIELD(composer_sort), "S" },
	};
	struct media_facts f;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		f = facts_of(MEDIA_AUDIO, cases[i].tag, cases[i].value);
		assert_string_equal((char *)&f + cases[i].field,
		    cases[i].text);
	}
	assert_true(facts_of(MEDIA_AUDIO, "compilation", "1").compilation);
	assert_true(facts_of(MEDIA_AUDIO, "TCMP", "1").compilation);
	assert_true(facts_of(MEDIA_AUDIO, "itunescompilation", "1").compilation);
	assert_false(facts_of(MEDIA_AUDIO, "compilation", "0").compilation);
	assert_false(facts_of(MEDIA_AUDIO, "compilation", "").compilation);
}

static void
knows_each_tag_of_video(void **state)
{
	struct media_facts f = facts_of(MEDIA_VIDEO, "season_number", "0");

	(void)state;
	assert_true(f.has_season && f.season == 0);
	assert_false(facts_of(MEDIA_VIDEO, "season_number", "x").has_season);
	assert_int_equal(facts_of(MEDIA_VIDEO, "SEASON/PART_NUMBER", "2")
	    .season, 2);
	assert_int_equal(facts_of(MEDIA_VIDEO, "episode_sort", "5").episode, 5);
	assert_int_equal(facts_of(MEDIA_VIDEO, "EPISODE/PART_NUMBER", "5")
	    .episode, 5);
	assert_string_equal(facts_of(MEDIA_VIDEO, "show", "S").series, "S");
	assert_string_equal(facts_of(MEDIA_VIDEO, "COLLECTION/TITLE", "S")
	    .series, "S");
	assert_string_equal(facts_of(MEDIA_VIDEO, "EPISODE/TITLE", "T").title,
	    "T");
	assert_string_equal(facts_of(MEDIA_VIDEO, "iTunEXTC",
	    "mpaa|PG-13|300|why").rating, "PG-13");
	assert_string_equal(facts_of(MEDIA_VIDEO, "iTunEXTC", "x").rating, "");
	assert_string_equal(facts_of(MEDIA_VIDEO, "LAW_RATING", "FSK 12")
	    .rating, "FSK 12");
	assert_string_equal(facts_of(MEDIA_VIDEO, "DIRECTOR", "D").director,
	    "D");
	assert_string_equal(facts_of(MEDIA_VIDEO, "synopsis", "D").description,
	    "D");
	assert_string_equal(facts_of(MEDIA_VIDEO, "description",
	    "+64.1466-021.9426/").description, "");
	assert_string_equal(facts_of(MEDIA_VIDEO, "make", "Apple").camera,
	    "Apple");
	assert_string_equal(facts_of(MEDIA_VIDEO,
	    "com.apple.quicktime.model", "iPhone 12").camera, "iPhone 12");
	assert_string_equal(facts_of(MEDIA_AUDIO, "make", "Apple").camera, "");
	assert_true(facts_of(MEDIA_VIDEO, "media_type", "9").movie);
	assert_false(facts_of(MEDIA_VIDEO, "media_type", "10").movie);
	assert_true(facts_of(MEDIA_VIDEO, "MOVIE/DIRECTOR", "x").movie);
}

/* Where a season is known and no episode, its number is the track's. */
static void
counts_episodes_as_tracks(void **state)
{
	struct media_facts f = { .kind = MEDIA_VIDEO };
	AVDictionary *d = NULL;

	(void)state;
	assert_int_equal(facts_of(MEDIA_VIDEO, "track", "5").episode, 0);
	av_dict_set(&d, "SEASON/PART_NUMBER", "2", 0);
	av_dict_set(&d, "PART_NUMBER", "5", 0);
	tags_read(d, &f);
	av_dict_free(&d);
	assert_int_equal(f.episode, 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_the_number_in_front),
		cmocka_unit_test(fills_fields_from_tags),
		cmocka_unit_test(keeps_what_is_known),
		cmocka_unit_test(knows_each_tag_of_music),
		cmocka_unit_test(knows_each_tag_of_video),
		cmocka_unit_test(counts_episodes_as_tracks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
