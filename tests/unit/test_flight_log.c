#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "scanner/probe/flight_log.h"

static void
tells_positions_from_talk(void **state)
{
	static const struct {
		const char	*text;
		bool		 is;
	} cases[] = {
		/* as they are written */
		{ "HOME(149.0251,-20.2532) 2017.08.05 14:11:51", true },
		{ "GPS(149.0251,-20.2533,16) BAROMETER:1.9", true },
		{ "F/2.8, SS 206, GPS (8.5421, 52.1210, 15), D 1.1m", true },
		{ "[iso : 100] [latitude: 64.146600] [rel_alt: 1.3]", true },
		{ "[longtitude : -21.942600]", true },
		{ "HOME(W: 106.11, N: 40.02)", true },
		{ "GPS(E: 8.54, N: 52.12)", true },
		{ "Latitude=64.14", true },
		{ "gps 1.25", true },
		/* and said */
		{ "", false },
		{ "The GPS is dead. It is 4.30 now.", false },
		{ "GPS 4 is at latitude 52 north.", false },
		{ "I am home (12.30 at last)", false },
		{ "Home 12.30", false },
		{ "latitude: 64.1", false },
		{ "latitude: 6414.66", false },
		{ "latitude:          64.14", false },
		{ "latitude: 64.1x", false },
		{ "[rel_alt: 1.300 abs_alt: 17.22]", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (flight_log_is(cases[i].text, strlen(cases[i].text)) !=
		    cases[i].is)
			fail_msg("\"%s\"", cases[i].text);
	/* no further than it is long */
	assert_false(flight_log_is("GPS 1.25", 7));
	assert_true(flight_log_is("\0\0GPS 1.25", 10));
	assert_false(flight_log_is("GPS\0 1.25", 9));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_positions_from_talk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
