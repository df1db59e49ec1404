#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "scanner/probe/nfo.h"
#include "scanner/probe/xml.h"

static struct media_facts
with_nfo(struct media_facts f, const char *text)
{
	struct bytes b;

	bytes_from_memory(&b, text, strlen(text));
	nfo_read(&b, &f);
	return f;
}

static struct media_facts
with_show(struct media_facts f, const char *text)
{
	struct bytes b;

	bytes_from_memory(&b, text, strlen(text));
	nfo_read_show(&b, &f);
	return f;
}

static const struct media_facts known = {
	.kind = MEDIA_VIDEO, .title = "Tag", .genre = "Tag", .date = "1999",
	.series = "Tag", .rating = "Tag", .description = "Tag", .season = 9,
	.has_season = true, .episode = 9, .director = "Tag",
};
static const struct media_facts unknown = { .kind = MEDIA_VIDEO };

static void
reads_a_movie(void **state)
{
	struct media_facts f = with_nfo(known,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\" ?>\n"
	    "<movie>\n  <title>Am\xC3\xA9lie &amp; Co</title>\n"
	    "  <originaltitle>Le fabuleux destin</originaltitle>\n"
	    "  <sorttitle>Amelie</sorttitle>\n"
	    "  <ratings><rating name='x'><value>8.3</value></rating></ratings>\n"
	    "  <userrating>7</userrating><outline></outline>\n"
	    "  <plot>Long\n words.</plot><mpaa>Rated R for words</mpaa>\n"
	    "  <genre>Comedy</genre><genre>Romance / Drama</genre>\n"
	    "  <set><name>A set</name></set>\n"
	    "  <director>One</director><director>Two</director>\n"
	    "  <year>2002</year><premiered>2001-04-25</premiered>\n"
	    "  <actor><name>Somebody</name><genre>No</genre></actor>\n"
	    "</movie>\nhttps://www.themoviedb.org/movie/194\n");

	(void)state;
	assert_string_equal(f.title, "Am\xC3\xA9lie & Co");
	assert_string_equal(f.title_sort, "Amelie");
	assert_string_equal(f.description, "Long words.");
	assert_string_equal(f.rating, "R");
	assert_string_equal(f.genre, "Comedy\nRomance\nDrama");
	assert_string_equal(f.director, "One\nTwo");
	assert_string_equal(f.date, "2001-04-25");
	assert_true(f.movie);
	/* It does not say so, and so the tags' word stands. */
	assert_string_equal(f.series, "Tag");
	assert_int_equal(f.stars, 0);
}

static void
reads_an_episode(void **state)
{
	struct media_facts f = with_nfo(unknown,
	    "<episodedetails><title>First</title><showtitle>Show</showtitle>"
	    "<season>0</season><episode>3</episode><aired>2004-05-12</aired>"
	    "<outline>Short.</outline><plot>Long.</plot></episodedetails>"
	    "<episodedetails><title>Second</title><episode>4</episode>"
	    "</episodedetails>");

	(void)state;
	assert_string_equal(f.title, "First");
	assert_string_equal(f.series, "Show");
	assert_true(f.has_season);
	assert_int_equal(f.season, 0);
	assert_int_equal(f.episode, 3);
	assert_string_equal(f.date, "2004-05-12");
	assert_string_equal(f.description, "Short.");
	assert_false(f.movie);
}

static void
knows_what_is_not_known(void **state)
{
	struct media_facts f = with_nfo(known,
	    "<episodedetails><season>-1</season><episode>-1</episode>"
	    "<title> </title><year>soon</year></episodedetails>");

	(void)state;
	assert_int_equal(f.season, 9);
	assert_int_equal(f.episode, 9);
	assert_string_equal(f.title, "Tag");
	assert_string_equal(f.date, "1999");
	f = with_nfo(unknown, "<episodedetails><season>99999999999</season>"
	    "<originaltitle>Only</originaltitle></episodedetails>");
	assert_false(f.has_season);
	assert_string_equal(f.title, "Only");
}

static void
adds_the_show(void **state)
{
	static const char nfo[] = "<tvshow><title>Show</title><year>1990</year>"
	    "<genre>Drama</genre><genre>Crime</genre><mpaa>TV-14</mpaa>"
	    "<plot>Of all.</plot><season>3</season></tvshow>";
	struct media_facts f = with_show(unknown, nfo);

	(void)state;
	assert_string_equal(f.series, "Show");
	assert_string_equal(f.genre, "Drama\nCrime");
	assert_string_equal(f.rating, "TV-14");
	assert_string_equal(f.title, "");
	assert_string_equal(f.date, "");
	assert_string_equal(f.description, "");
	assert_false(f.has_season);
	f = with_show(known, nfo);
	assert_memory_equal(&f, &known, sizeof(f));
}

static void
takes_nothing_else(void **state)
{
	static const char *const nothing[] = {
		"", "https://www.themoviedb.org/movie/194\n",
		"<tvshow><title>X</title></tvshow>",
		"<html><title>X</title></html>",
		"<x><movie><title>X</title></movie></x>",
		"<!DOCTYPE m [<!ENTITY e 'X'>]><movie><title>&e;</title></movie>",
		"<", "\xFF\xFE<\0m\0",
	};
	struct media_facts f;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(nothing) / sizeof(nothing[0]); i++) {
		f = with_nfo(known, nothing[i]);
		assert_memory_equal(&f, &known, sizeof(f));
	}
	f = with_show(known, "<movie><title>X</title></movie>");
	assert_memory_equal(&f, &known, sizeof(f));
}

/* A sign that should have been escaped ends it; what came before counts. */
static void
bears_mistakes(void **state)
{
	struct media_facts f = with_nfo(unknown, "<movie><title>A</title>"
	    "<plot>Tom & Jerry</plot><director>B</director></movie>");

	(void)state;
	assert_string_equal(f.title, "A");
	assert_string_equal(f.director, "");
	f = with_nfo(unknown, "<?xml version='1.0' encoding='ISO-8859-1'?>"
	    "<movie><title>Am\xE9lie</title></movie>");
	assert_string_equal(f.title, "Am\xC3\xA9lie");
}

static void
stays_within_its_bounds(void **state)
{
	static char large[XML_MAX_BYTES];
	struct media_facts f;
	size_t used;

	(void)state;
	used = (size_t)sprintf(large, "<movie><title>");
	memset(large + used, 'x', 5000);
	sprintf(large + used + 5000, "</title><mpaa>%040d</mpaa>"
	    "<genre>A</genre></movie>", 1);
	f = with_nfo(unknown, large);
	assert_int_equal(strlen(f.title), MEDIA_TEXT_BYTES - 1);
	assert_int_equal(strlen(f.rating), MEDIA_NAME_BYTES - 1);
	assert_string_equal(f.genre, "A");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_a_movie),
		cmocka_unit_test(reads_an_episode),
		cmocka_unit_test(knows_what_is_not_known),
		cmocka_unit_test(adds_the_show),
		cmocka_unit_test(takes_nothing_else),
		cmocka_unit_test(bears_mistakes),
		cmocka_unit_test(stays_within_its_bounds),
	};

	xml_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
