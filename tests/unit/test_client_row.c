/* needs: common/client_flag.c common/client_row.c */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/client_flag.h"
#include "common/client_row.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

static void
finds_a_pattern_in_a_text(void **state)
{
	static const struct {
		const char	*pattern, *text;
		bool		 found;
	} cases[] = {
		{ "kodi", "UPnP/1.0 Kodi/20", true },
		{ "KODI", "kodi", true },
		{ "kodi", "kod", false },
		{ "kodi", "", false },
		{ "", "kodi", false },
		{ "a|b", "xbx", true },
		{ "a||b", "xcx", false },
		{ "|", "", false },
		{ "a|", "b", false },
		{ "*", "", true },
		{ "a*c", "xabcx", true },
		{ "a*c", "cba", false },
		{ "a*c*a", "abca", true },
		{ "a*c*a", "abcb", false },
		{ "a**b", "ab", true },
		{ "aab", "aaab", true },
		{ "a*ab", "aaab", true },
		{ "a*", "xa", true },
		{ "*a", "xa", true },
		{ "mv=\"2.0\"*Blu-ray", "av=5.0; mv=\"2.0\"; mn=\"Blu-ray Disc"
		    " Player\"", true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		if (client_row_matches(cases[i].pattern, cases[i].text) !=
		    cases[i].found)
			fail_msg("%s in %s", cases[i].pattern, cases[i].text);
}

static void
names_every_flag_once(void **state)
{
	(void)state;
	for (int i = 0; i < CLIENT_FLAGS; i++) {
		const char *name = client_flag_name((enum client_flag)i);

		assert_non_null(name);
		assert_int_equal(client_flag_find(name, strlen(name)), i);
		assert_int_equal(client_flag_find(name, strlen(name) - 1),
		    CLIENT_FLAGS);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_a_pattern_in_a_text),
		cmocka_unit_test(names_every_flag_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
