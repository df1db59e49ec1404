#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "scanner/probe/coordinates.h"

static void
tells_places_from_talk(void **state)
{
	static const struct {
		const char	*text;
		bool		 are;
	} cases[] = {
		{ "+48.8584+002.2945/", true },
		{ "+48.8584+002.2945+035.2/", true },
		{ "-33.9+018.4", true },
		{ "+4851+00217/", true },
		{ "at +485130-0021740/", true },
		{ "48.8584, 2.2945", true },
		{ "48.8584 N, 2.2945 E", true },
		{ "see 48.858,-2.294!", true },
		{ "lat=48.8584&lon=2.2945", true },
		{ "https://maps.example/@48.8584,2.2945,17z", true },
		{ "48.8584-2.2945", true },
		{ "Paris 48.858 N", true },
		{ "48\xC2\xB0" "51'30.2\"N", true },
		{ "48\xB0 51' 30\" N, 2\xB0 17' E", true },
		{ "48 deg 51' 30.24\" N", true },
		{ "48\xC2\xB0" "51\xE2\x80\xB2" "30\xE2\x80\xB3N", true },
		{ "48\xC2\xB0 51&#39; 30.2&quot; N", true },
		{ "48,8584\xC2\xB0 N", true },
		{ "2,2945 O", true },
		{ "N 48.8584", true },
		{ "N48\xC2\xB0 51.5", true },
		{ "N 48 51.507 E 2 17.670", true },
		{ "(W:106.117)", true },
		{ "48,8584; 2,2945", true },
		{ "48.858 N 2.294 E", true },
		{ "48&#xB0;51'30&quot; N", true },

		{ "", false },
		{ "A day at the sea, 2001-02-03 04:05:06", false },
		{ "f/2.8 1/125 s ISO 200, 35.00 mm", false },
		{ "+49-1234567", false },
		{ "+49 30 123456", false },
		{ "48.85, 2.29", false },
		{ "1234.567, 2.294", false },
		{ "192.168.10.101", false },
		{ "v1.234, and then much later 2.345", false },
		{ "1.234", false },
		{ "1.234, 200.345", false },
		{ "200.123, 1.234", false },
		{ "20\xC2\xB0" "C", false },
		{ "20 deg North", false },
		{ "12.50 W", false },
		{ "48.858 Nice", false },
		{ "E 300", false },
		{ "MEN 48.8584", false },
		{ "N 48 51.5", false },
		{ "S2.95", false },
		{ "48.858", false },
		{ "from 10.000 to 20.500", false },
		{ "120.500, later 150.500", false },
		{ "1,234, 5,678", false },
		{ "version 1.234.5.678", false },
		{ "12.000 W", false },
		{ "S 15.000", false },
		{ "+48.85 and +2.29", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (coordinates_are_in(cases[i].text, strlen(cases[i].text)) !=
		    cases[i].are)
			fail_msg("\"%s\"", cases[i].text);
	/* no further than it is long */
	assert_false(coordinates_are_in("48.8584, 2.2945", 13));
	assert_true(coordinates_are_in("\0\0" "48.8584, 2.2945", 17));
	assert_false(coordinates_are_in("48.8584\0" "2.2945", 14));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_places_from_talk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
