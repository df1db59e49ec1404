/* What the names of subtitles tell, and the lines that come of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
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
	assert_int_equal(s.suffix_len, strlen("vtt"));
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
		unsigned	 sec, pv;	/* numbers; 0: none */
	} cases[] = {
		{ "", "de", 0, 0 },
		{ "idx", "de", 0, 0 },
		{ "de.ass\nvtt\nssa\nde.idx", "de", 0, 0 },
		{ "en.srt\nde.ass\nde.srt", "de", 3, 3 },
		{ "en.srt\nde.ass", "de", 1, 1 },
		{ "en.srt\nde.ass\nde.srt", "en", 1, 1 },
		{ "en.srt\nsmi\nfr.srt", "de", 2, 1 },
		{ "fr.srt\nen.vtt\nen.smi", "en", 3, 1 },
		{ "fr.smi", "en", 1, 0 },
		{ "de.forced.srt\nen.srt", "de", 2, 2 },
		{ "de.forced.srt\nen.ass", "de", 1, 1 },
		{ "pl.smi\npt-BR.srt", "pt", 2, 2 },
		{ "en.idx\nen.srt", "en", 2, 2 },
		{ "en.sdh.srt\nen.srt", "en", 2, 2 },
		{ "en.sdh.srt\nde.srt", "en", 1, 1 },
	};
	struct subtitle s;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		for (int way = SUBTITLE_SEC; way <= SUBTITLE_PV; way++) {
			const unsigned number = way == SUBTITLE_SEC ?
			    cases[i].sec : cases[i].pv;

			s.number = 0;
			assert_int_equal(subtitle_choose(cases[i].lines,
			    cases[i].language, (enum subtitle_way)way, &s),
			    number != 0);
			if (s.number != number)
				fail_msg("%zu, way %d: %u, not %u", i, way,
				    s.number, number);
		}
	assert_ptr_equal(subtitle_by_extension("SRT"),
	    subtitle_by_extension("srt"));
	assert_null(subtitle_by_extension(""));
	assert_null(subtitle_by_extension("txt"));
}

/* Whichever of these there are, the first of the order is chosen. */
static void
chooses_of_any(void **state)
{
	static const char *const all[] = { "vtt", "en.smi", "de.ass", "smi",
		"de.idx", "srt", "en.ssa", "de.smi", "en.srt",
		"de.sdh.srt", "de.srt", "de.forced.srt", "de.forced.ass" };
	static const char *const orders[][9] = {
		[SUBTITLE_SEC] = { "de.srt", "de.smi", "de.sdh.srt", "srt",
		    "smi", "en.srt", "en.smi", "de.forced.srt" },
		[SUBTITLE_PV] = { "de.srt", "de.sdh.srt", "srt", "en.srt",
		    "de.forced.srt" },
	};
	char lines[COUNT(all) * SUBTITLE_SUFFIX_BYTES];
	const char *const *first;
	struct subtitle s;
	bool any;

	(void)state;
	for (unsigned set = 0; set < 1u << COUNT(all); set++)
		for (size_t way = 0; way < COUNT(orders); way++) {
			size_t len = 0;

			lines[0] = '\0';
			for (size_t i = 0; i < COUNT(all); i++)
				if ((set & 1u << i) != 0)
					len += (size_t)snprintf(lines + len,
					    sizeof(lines) - len, "%s\n",
					    all[i]);
			for (first = orders[way]; *first != NULL; first++) {
				size_t i = 0;

				while (strcmp(all[i], *first) != 0)
					i++;
				if ((set & 1u << i) != 0)
					break;
			}
			any = subtitle_choose(lines, "de",
			    (enum subtitle_way)way, &s);
			assert_int_equal(any, *first != NULL);
			if (any) {
				assert_int_equal(s.suffix_len, strlen(*first));
				assert_memory_equal(s.suffix, *first,
				    s.suffix_len);
			}
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_a_name_tells),
		cmocka_unit_test(knows_names_that_are_languages),
		cmocka_unit_test(hands_out_lines),
		cmocka_unit_test(chooses_one),
		cmocka_unit_test(chooses_of_any),
	};

	return cmocka_run_group_tests_name("subtitle names", tests, NULL,
	    NULL);
}
