#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "scanner/probe/values.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

struct sample {
	const char	*text;
	const char	*values;
};

static void
check(const struct sample *samples, size_t n,
    void (*add)(char *field, const char *text))
{
	char field[MEDIA_TEXT_BYTES];
	size_t i;

	for (i = 0; i < n; i++) {
		field[0] = '\0';
		add(field, samples[i].text);
		assert_string_equal(field, samples[i].values);
	}
}

static void
splits_names_at_separators_only(void **state)
{
	static const struct sample samples[] = {
		{ "A;B", "A\nB" },
		{ "A; B ;C", "A\nB\nC" },
		{ "A / B", "A\nB" },
		{ "A / B;C / D", "A\nB\nC\nD" },
		{ ";A;;B;", "A\nB" },
		{ "A;B;A", "A\nB" },
		{ ";", "" },
		{ "", "" },
		{ " / ", "" },
		{ "AC/DC", "AC/DC" },
		{ "AC/DC;Ada", "AC/DC\nAda" },
		{ "Earth, Wind & Fire", "Earth, Wind & Fire" },
		{ "Simon &amp; Garfunkel", "Simon &amp; Garfunkel" },
		{ "Simon &#38; Co;B", "Simon &#38; Co\nB" },
		{ "A&;B", "A&\nB" },
		{ "A &Garfunkel;B", "A &Garfunkel\nB" },
		{ "A feat. B", "A feat. B" },
		{ "(17)", "(17)" },
		{ "17", "17" },
	};

	(void)state;
	check(samples, COUNT(samples), values_add_names);
}

static void
knows_genres_by_number(void **state)
{
	static const struct sample samples[] = {
		{ "Jazz", "Jazz" },
		{ "Jazz;Funk / Soul", "Jazz\nFunk / Soul" },
		{ "Pop/Rock", "Pop/Rock" },
		{ "17", "Rock" },
		{ "(17)", "Rock" },
		{ "(17)Rock", "Rock" },
		{ "(4)Eurodisco", "Disco\nEurodisco" },
		{ "(51)(39)", "Techno-Industrial\nNoise" },
		{ "(RX)(CR)", "Remix\nCover" },
		{ "0", "Blues" },
		{ "147", "SynthPop" },
		{ "191", "Psybient" },
		{ "192", "192" },
		{ "1984", "1984" },
		{ "99999999999999999999", "99999999999999999999" },
		{ "80s", "80s" },
		{ "(Live) Rock", "(Live) Rock" },
		{ "()", "()" },
		{ "((17)", "(17)" },
		{ "(17", "(17" },
		{ "17; 6", "Rock\nGrunge" },
		{ "(17);Rock", "Rock" },
	};

	(void)state;
	check(samples, COUNT(samples), values_add_genres);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(splits_names_at_separators_only),
		cmocka_unit_test(knows_genres_by_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
