#ifndef LARES_LIBRARY_EPISODE_H
#define LARES_LIBRARY_EPISODE_H

#include <stdbool.h>
#include <stdint.h>

#include "common/media.h"

/* Of which series a file is an episode. */
struct episode {
	char		series[MEDIA_TEXT_BYTES];
	uint32_t	season;		/* 0: specials */
	uint32_t	episode;
};

/*
 * Pure: what the path of a video, beneath its media root, says of that:
 * "S01E02" or "1x02" in the file's name, with the series before it or in the
 * name of its folder ("Dark/Season 1/S01E02.mkv"). false: nothing.
 */
bool	episode_by_path(const char *path, struct episode *e);

#endif
