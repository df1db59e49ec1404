/*
 * The line that shows how far a scan is: its words, and that it never gets
 * wider than the terminal.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "server/parent/progress.h"

static const struct {
	struct progress	 p;
	int64_t		 now_ms;
	size_t		 width;
	bool		 bar;
	const char	*expect;
} cases[] = {
	{ { true, 0, 0, 0, 0 }, 0, 79, false, "Scanning: 0 of 0 files" },
	{ { true, 100, 10, 0, 0 }, 999, 79, false,
	    "Scanning: 10 of 100 files" },
	{ { true, 100, 10, 0, 0 }, 2000, 79, false,
	    "Scanning: 10 of 100 files, 5.0/s, 0:18 left" },
	{ { true, 5000, 1000, 0, 5000 }, 15000, 79, false,
	    "Scanning: 1000 of 5000 files, 100/s, 0:40 left" },
	{ { true, 1000000, 1000, 0, 0 }, 100000, 79, false,
	    "Scanning: 1000 of 1000000 files, 10/s, 27:45:00 left" },
	{ { true, 200, 100, 0, 0 }, 100000, 79, false,
	    "Scanning: 100 of 200 files, 1.0/s, 1:40 left" },
	{ { true, 100, 100, 0, 0 }, 10000, 79, false,
	    "Scanning: 100 of 100 files, 10/s" },
	{ { true, 100, 50, 0, 0 }, 500, 50, true,
	    "[###########           ] Scanning: 50 of 100 files" },
	{ { true, 100, 50, 0, 0 }, 500, 200, true,
	    "[##################                   ] "
	    "Scanning: 50 of 100 files" },
	{ { true, 100, 50, 0, 0 }, 500, 34, true,
	    "Scanning: 50 of 100 files" },
	{ { true, 100, 50, 0, 0 }, 500, 35, true,
	    "[###    ] Scanning: 50 of 100 files" },
	{ { true, 0, 0, 0, 0 }, 500, 35, true,
	    "[          ] Scanning: 0 of 0 files" },
	{ { true, 10, 20, 0, 0 }, 500, 36, true,	/* done races ahead */
	    "[#########] Scanning: 20 of 10 files" },
	{ { true, 100, 50, 0, 0 }, 500, 12, true, "Scanning: 50" },
	{ { true, 100, 50, 0, 0 }, 500, 0, true, "" },
};

static void
test_lines(void **state)
{
	char line[256];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		progress_line(&cases[i].p, cases[i].now_ms, cases[i].width,
		    cases[i].bar, line, sizeof(line));
		assert_string_equal(line, cases[i].expect);
	}
}

static void
test_any_width(void **state)
{
	const struct progress p = { true, UINT64_MAX, UINT64_MAX / 3, 7, 0 };
	char line[256];
	size_t width;

	(void)state;
	for (width = 0; width < 250; width++) {
		progress_line(&p, 86400000, width, true, line, sizeof(line));
		assert_true(strlen(line) <= width);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_any_width),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
