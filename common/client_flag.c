/* The names of what a client may need. Pure. */
#include <string.h>

#include "common/client_flag.h"

static const char *const names[CLIENT_FLAGS] = {
	[CLIENT_LENIENT_MODE]		= "lenient_mode",
	[CLIENT_LENIENT_SORT]		= "lenient_sort",
	[CLIENT_FAKE_EVENTS]		= "fake_events",
	[CLIENT_SUBTITLE_SEC]		= "subtitle_sec",
	[CLIENT_SUBTITLE_PV]		= "subtitle_pv",
	[CLIENT_NO_SUBTITLE_RES]	= "no_subtitle_res",
	[CLIENT_ART_ONE]		= "art_one",
	[CLIENT_NO_SCALED_PICTURES]	= "no_scaled_pictures",
	[CLIENT_NO_TIME_SEEK]		= "no_time_seek",
};
_Static_assert(CLIENT_FLAGS <= 64, "flags are the bits of a uint64_t");

const char *
client_flag_name(enum client_flag flag)
{
	return names[flag];
}

enum client_flag
client_flag_find(const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < CLIENT_FLAGS; i++)
		if (strlen(names[i]) == len && memcmp(names[i], name, len) == 0)
			break;
	return (enum client_flag)i;
}
