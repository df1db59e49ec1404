/* What the names of subtitles tell, and the lines that come of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "scanner/library/subtitle_name.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

static void
reads_what_a_name_tells(void **state)
{
	static const struct {
		const char	*words, *suffix;
	} cases[] = {
		{ "", "srt" }, { ".", "srt" }, { ".2", "srt" },
		{ ".de", "de.srt" }, { "_GER", "de.srt" },
		{ " (German)", "de.srt" }, { "2_English", "en.srt" },
		{ ".eng.sdh", "en.sdh.srt" }, { ".en.hi", "en.sdh.srt" },
		{ ".hi.en", "en.sdh.srt" }, { ".hi", "hi.srt" },
		{ ".hin.forced", "hi.forced.srt" },
		{ ".pt-BR", "pt-BR.srt" }, { ".pt_br.forced",
		    "pt-BR.forced.srt" }, { ".pob", "pt-BR.srt" },
		{ ".zh-Hans", "zh-Hans.srt" }, { ".cht", "zh-Hant.srt" },
		{ ".zh.TW", "zh-TW.srt" }, { ".br", "srt" },
		{ ".fr.forced.sdh", "fr.forced.sdh.srt" },
		{ ".forced", "forced.srt" },
		{ ".русский", "ru.srt" }, { ".Türkçe", "tr.srt" },
		{ ".1080p.BluRay.x264-GROUP.en", "en.srt" },
		{ ".averyveryverylongwordthatsaysnothing.it", "it.srt" },
		{ ".engl", "srt" }, { ".fren", "srt" }, { "-es-419",
		    "es-419.srt" }, { ".German.Austria", "de.srt" },
		{ ".de.2.at", "de.srt" },
	};
	char out[SUBTITLE_SUFFIX_BYTES];

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		subtitle_name_suffix(cases[i].words, strlen(cases[i].words),
		    "srt", out);
		assert_string_equal(out, cases[i].suffix);
	}
	subtitle_name_suffix(".de.forced.xx", 3, "vtt", out);
	assert_string_equal(out, "de.vtt");
}

static void
knows_names_that_are_languages(void **state)
{
	(void)state;
	assert_true(subtitle_name_is_language("English", 7));
	assert_true(subtitle_name_is_language("2_English", 9));
	assert_true(subtitle_name_is_language("4_eng,SDH", 9));
	assert_true(subtitle_name_is_language("zh-TW", 5));
	assert_false(subtitle_name_is_language("The English Film", 16));
	assert_false(subtitle_name_is_language("2", 1));
	assert_false(subtitle_name_is_language("", 0));
	assert_true(subtitle_name_is_folder("Subs"));
	assert_true(subtitle_name_is_folder("subtitles"));
	assert_false(subtitle_name_is_folder("Subsea"));
	assert_int_equal(subtitle_name_parted("A Film.de", 9), 6);
	assert_int_equal(subtitle_name_parted("A Film.de", 6), 1);
	assert_int_equal(subtitle_name_parted("A Film.de", 1), 0);
	assert_int_equal(subtitle_name_parted("A Film.de", 7), 6);
}

static void
hands_out_lines(void **state)
{
	const char *rest = "de.srt\nforced.ass\nvtt\npt-BR.sdh.smi\nidx";
	struct subtitle s = { 0 };

	(void)state;
	assert_true(subtitle_next(&rest, &s));
	assert_int_equal(s.number, 1);
	assert_string_equal(s.language, "de");
	assert_string_equal(s.format->mime, "text/srt");
	assert_false(s.forced);
	assert_true(subtitle_next(&rest, &s));
	assert_string_equal(s.language, "");
	assert_true(s.forced);
	assert_string_equal(s.format->extension, "ass");
	assert_true(subtitle_next(&rest, &s));
	assert_string_equal(s.language, "");
	assert_string_equal(s.suffix, "vtt");
	assert_true(subtitle_next(&rest, &s));
	assert_string_equal(s.language, "pt-BR");
	assert_true(subtitle_next(&rest, &s));
	assert_int_equal(s.number, 5);
	assert_false(s.format->text);
	assert_string_equal(s.format->partner, "sub");
	assert_false(subtitle_next(&rest, &s));
	rest = "de.exe";
	assert_false(subtitle_next(&rest, &s));
	rest = "a-suffix-that-is-longer-than-any-that-is-made.srt";
	assert_false(subtitle_next(&rest, &s));
}

static void
chooses_one(void **state)
{
	static const struct {
		const char	*lines, *language;
		unsigned	 number;	/* 0: none */
	} cases[] = {
		{ "", "de", 0 },
		{ "idx", "de", 0 },
		{ "en.srt\nde.ass\nde.srt", "de", 3 },
		{ "en.srt\nde.ass\nde.srt", "en", 1 },
		{ "en.srt\nvtt\nfr.srt", "de", 2 },
		{ "fr.srt\nen.vtt\nen.smi", "en", 3 },
		{ "de.forced.srt\nen.srt", "de", 2 },
		{ "de.forced.srt", "de", 1 },
		{ "pl.vtt\npt-BR.srt", "pt", 2 },
		{ "en.idx\nen.srt", "en", 2 },
	};
	struct subtitle s;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		s.number = 0;
		assert_int_equal(subtitle_choose(cases[i].lines,
		    cases[i].language, &s), cases[i].number != 0);
		assert_int_equal(s.number, cases[i].number);
	}
	assert_ptr_equal(subtitle_by_extension("SRT"),
	    subtitle_by_extension("srt"));
	assert_null(subtitle_by_extension(""));
	assert_null(subtitle_by_extension("txt"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_a_name_tells),
		cmocka_unit_test(knows_names_that_are_languages),
		cmocka_unit_test(hands_out_lines),
		cmocka_unit_test(chooses_one),
	};

	return cmocka_run_group_tests_name("subtitle names", tests, NULL,
	    NULL);
}
