/* The names in every language: all there, and fit to be shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "common/text.h"
#include "server/upnp/language.h"
#include "server/upnp/object_id.h"

static void
assert_shown(const char *s)
{
	assert_non_null(s);
	assert_string_not_equal(s, "");
	assert_true(text_is_utf8(s, strlen(s)));
	for (const char *at = s; *at != '\0'; at++)
		assert_true((unsigned char)*at >= ' ' && *at != 0x7f);
	assert_true(strlen(s) < LANGUAGE_TITLE_BYTES - 16);
}

static void
all_are_there(void **state)
{
	const struct view_facts *v;
	const char *s, *number;

	(void)state;
	for (int l = CONFIG_ENGLISH + 1; l < CONFIG_LANGUAGES; l++)
		for (int i = 0; i < LANGUAGE_STRINGS; i++) {
			s = language_string((enum config_language)l,
			    (enum language_string)i);
			assert_shown(s);
			number = strchr(s, '#');
			assert_int_equal(number != NULL,
			    i == LANGUAGE_SEASON || i >= LANGUAGE_MONTHS);
			if (number != NULL)
				assert_null(strchr(number + 1, '#'));
		}
	for (int l = CONFIG_ENGLISH; l < CONFIG_LANGUAGES; l++) {
		for (size_t i = 0; i < OBJECT_GROUPS; i++)
			assert_shown(language_group((enum config_language)l,
			    object_group_get(i)->kind));
		for (size_t i = 0; (v = view_get(i)) != NULL; i++)
			assert_shown(language_view((enum config_language)l,
			    v->view));
	}
}

/* No view was forgotten in the table: its name is that of no group, and only
   views of the same English name share one. */
static void
views_have_their_own(void **state)
{
	const struct view_facts *v, *w;

	(void)state;
	for (size_t i = 0; (v = view_get(i)) != NULL; i++) {
		const char *name = language_view(CONFIG_JAPANESE, v->view);

		for (size_t k = 0; k < OBJECT_GROUPS; k++)
			assert_string_not_equal(name, language_group(
			    CONFIG_JAPANESE, object_group_get(k)->kind));
		for (size_t k = 0; (w = view_get(k)) != NULL; k++)
			assert_int_equal(strcmp(v->title, w->title) == 0,
			    strcmp(name, language_view(CONFIG_JAPANESE,
			    w->view)) == 0);
	}
	assert_string_equal(language_view(CONFIG_ENGLISH, VIEW_MUSIC_ARTISTS),
	    "Artists");
	assert_string_equal(language_view(CONFIG_GERMAN, VIEW_MUSIC_ARTISTS),
	    "Künstler");
	assert_string_equal(language_group(CONFIG_RUSSIAN, MEDIA_AUDIO),
	    "Музыка");
}

static void
containers(void **state)
{
	static const struct {
		enum view	 view;
		unsigned	 level;
		const char	*key, *title, *german, *japanese;
	} t[] = {
		{ VIEW_VIDEO_SERIES, 2, "season 2", "Season 2", "Staffel 2",
		    "シーズン2" },
		{ VIEW_VIDEO_SERIES, 2, "season 10", "Season 10", "Staffel 10",
		    "シーズン10" },
		{ VIEW_VIDEO_SERIES, 2, "specials", "Specials", "Extras",
		    "スペシャル" },
		{ VIEW_VIDEO_SERIES, 1, "specials", "Specials", "Specials",
		    "Specials" },
		{ VIEW_PICTURES_DATES, 1, "2024", "2024", "2024", "2024" },
		{ VIEW_PICTURES_DATES, 2, "2024-05", "May 2024", "Mai 2024",
		    "2024年5月" },
		{ VIEW_PICTURES_DATES, 2, "2024-12", "December 2024",
		    "Dezember 2024", "2024年12月" },
		{ VIEW_PICTURES_DATES, 2, "2024-00", "2024-00", "2024-00",
		    "2024-00" },
		{ VIEW_PICTURES_DATES, 2, "2024-13", "2024-13", "2024-13",
		    "2024-13" },
		{ VIEW_PICTURES_DATES, 2, "2024-x", "2024-x", "2024-x",
		    "2024-x" },
		{ VIEW_PICTURES_DATES, 3, "2024-05-17", "2024-05-17",
		    "2024-05-17", "2024-05-17" },
		{ VIEW_MUSIC_ALBUM_ARTISTS, 1, "various artists",
		    "Various Artists", "Verschiedene Interpreten",
		    "ヴァリアス・アーティスト" },
		{ VIEW_MUSIC_GENRES, 2, "various artists", "Various Artists",
		    "Verschiedene Interpreten", "ヴァリアス・アーティスト" },
		{ VIEW_MUSIC_ALBUMS, 1, "various artists", "Various Artists",
		    "Various Artists", "Various Artists" },
		{ VIEW_PICTURES_RATINGS, 1, "4 / 5", "4 / 5", "4 / 5",
		    "4 / 5" },
	};
	char out[LANGUAGE_TITLE_BYTES];

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		const struct catalog_object row = { .view = t[i].view,
		    .level = t[i].level, .key = t[i].key,
		    .title = t[i].title };

		assert_ptr_equal(language_title(CONFIG_ENGLISH, &row, out),
		    t[i].title);
		assert_string_equal(language_title(CONFIG_GERMAN, &row, out),
		    t[i].german);
		assert_string_equal(language_title(CONFIG_JAPANESE, &row, out),
		    t[i].japanese);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_are_there),
		cmocka_unit_test(views_have_their_own),
		cmocka_unit_test(containers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
