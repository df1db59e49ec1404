/* needs: scanner/probe/tags.c scanner/probe/date.c common/text.c libs: libavutil */
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_the_number_in_front),
		cmocka_unit_test(fills_fields_from_tags),
		cmocka_unit_test(keeps_what_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
