#ifndef LARES_PROBE_CONVERT_H
#define LARES_PROBE_CONVERT_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Writes the subtitles in the file fd as UTF-8 into the memfd, by a mapping,
 * since the sandbox writes to nobody but the boss. Both stay the caller's.
 * language: as charset.h has it. 0 with *bytes, and whether they say where a
 * drone was (flight_log.h); or -1 and *reason says why (static text).
 */
int	convert_make(int fd, int memfd, const char *language, uint64_t *bytes,
	    bool *says_place, const char **reason);

#endif
