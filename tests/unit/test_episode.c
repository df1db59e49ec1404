#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "scanner/library/episode.h"

static const struct {
	const char	*path, *series;
	uint32_t	 season, episode;
} cases[] = {
	{ "Dark.S01E02.1080p.mkv", "Dark", 1, 2 },
	{ "Shows/The_Wire - s3e10 - Reformation.avi", "The Wire", 3, 10 },
	{ "Twin Peaks 2x07.mkv", "Twin Peaks", 2, 7 },
	{ "Dark/Season 1/S01E02.mkv", "Dark", 1, 2 },
	{ "Serien/Dark/Staffel 02/02x03 Geister.mkv", "Dark", 2, 3 },
	{ "Firefly/Specials/S00E01.mkv", "Firefly", 0, 1 },
	{ "Firefly/S1/1x01.mkv", "Firefly", 1, 1 },
	{ "M.A.S.H. S11 E16.mkv", "M A S H", 11, 16 },
	{ "One Piece S01E1001.mkv", "One Piece", 1, 1001 },
	{ "One Piece S01E10010.mkv", NULL, 0, 0 },
	{ "One Piece S01E999.mkv", "One Piece", 1, 999 },
	{ "MythBusters S2003E02.mkv", "MythBusters", 2003, 2 },
	{ "X/S20031E02.mkv", NULL, 0, 0 },
	{ "Lost/Season 1 (2004)/S01E02.mkv", "Lost", 1, 2 },
	{ "Lost/S01.1080p/S01E02.mkv", "Lost", 1, 2 },
	{ "Lost/Season 1 - Crash [x]/1x02.mkv", "Lost", 1, 2 },
	{ "S1m0ne/S01E02.mkv", "S1m0ne", 1, 2 },
	{ "Season 1/1x01.mkv", NULL, 0, 0 },
	{ "S01E01.mkv", NULL, 0, 0 },
	{ "Film 1920x1080.mkv", NULL, 0, 0 },
	{ "Building with 2x4.mkv", NULL, 0, 0 },
	{ "Les 400 coups.mkv", NULL, 0, 0 },
	{ "Apollos1e2.mkv", NULL, 0, 0 },
	{ "Series 7/x.mkv", NULL, 0, 0 },
	{ "", NULL, 0, 0 },
};

static void
test_paths(void **state)
{
	struct episode e;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (episode_by_path(cases[i].path, &e) !=
		    (cases[i].series != NULL))
			fail_msg("%s: found '%s'", cases[i].path, e.series);
		if (cases[i].series == NULL)
			continue;
		assert_string_equal(e.series, cases[i].series);
		assert_int_equal(e.season, cases[i].season);
		assert_int_equal(e.episode, cases[i].episode);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_paths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
