#ifndef LARES_COMMON_PROFILE_TABLE_H
#define LARES_COMMON_PROFILE_TABLE_H

#include <stddef.h>

#include "common/media.h"

/* Frame rates, in bits of a set. */
enum {
	PROFILE_23	= 1 << 0,	/* 24000/1001 */
	PROFILE_24	= 1 << 1,
	PROFILE_25	= 1 << 2,
	PROFILE_29	= 1 << 3,	/* 30000/1001 */
	PROFILE_30	= 1 << 4,
	PROFILE_59	= 1 << 5,	/* 60000/1001 */
	PROFILE_60	= 1 << 6,
};

/* Sizes that pictures may have, each with its frame rates. Width 0 ends. */
struct profile_size {
	uint32_t	width, height;
	unsigned	rates;
};

/* In conditions 0, "" and NULL ask for nothing. A list of names has commas. */
struct profile_video {
	const char	*codecs;
	const char	*profiles;
	uint32_t	 level_max;
	unsigned	 levels;	/* or a set of bits */
	uint32_t	 width_max, height_max, rate_max_milli;
	uint64_t	 bitrate_max;
	const struct profile_size *sizes;
	enum profile_scan {
		PROFILE_ANY_SCAN, PROFILE_INTERLACED, PROFILE_PROGRESSIVE,
	}		 scan;
};

struct profile_sound {
	const char	*codecs;
	const char	*profiles;
	uint32_t	 rate_min, rate_max;	/* Hz */
	uint32_t	 channels_min, channels_max;
	uint32_t	 bits;
	uint64_t	 bitrate_min, bitrate_max;
};

/* The first row whose every condition holds names the profile. Where a row has
   no type it is of MPEG-TS, and the name gets an ending by the packets. */
struct profile_row {
	const char	*name;
	const char	*mime;
	enum media_kind	 kind;
	const char	*format;	/* media_facts.format */
	const struct profile_video *video;
	const struct profile_sound *sound;
	uint64_t	 total_max;	/* bits per second, all streams */
};

extern const struct profile_row profile_rows[];
extern const size_t profile_nrows;

#endif
