#ifndef LARES_UPNP_TIME_SEEK_H
#define LARES_UPNP_TIME_SEEK_H

#include <stdint.h>

#include "common/seek_table.h"

/*
 * Pure: the value of a TimeSeekRange.dlna.org header, "npt=start-" or
 * "npt=start-end" (7.5.4.3.2.24.3), times as seconds or h:mm:ss, with
 * fractions. 0 with both set, *end_ms to UINT64_MAX if it is open; or -1: it is
 * not written like that, or nothing is between the two.
 */
int	time_seek_parse(const char *value, uint64_t *start_ms,
	    uint64_t *end_ms);

#define TIME_SEEK_BYTES	160

/* The answer's header of that name: which times and bytes, and of how many. */
void	time_seek_format(char out[TIME_SEEK_BYTES],
	    const struct seek_part *part, uint64_t duration_ms, uint64_t size);

/*
 * All that could be asked for, as availableSeekRange.dlna.org has it
 * (7.5.4.3.2.20.7): a file does not change at either end (1). What is 0 is
 * left out, but not both.
 */
void	time_seek_format_available(char out[TIME_SEEK_BYTES],
	    uint64_t duration_ms, uint64_t size);

#endif
