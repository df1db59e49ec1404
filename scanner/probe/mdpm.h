#ifndef LARES_PROBE_MDPM_H
#define LARES_PROBE_MDPM_H

#include "scanner/probe/bytes.h"

/*
 * What AVCHD cameras write between the frames of H.264: a message of user data
 * (ITU-T H.264, D.1.6) with how they were set, when, and some of them where.
 */
#define MDPM_REASON	"it says between its frames where it was made"

/* Whether there is one that says a place. */
bool	mdpm_says_place(const uint8_t *data, size_t len);

/* The same for the first few kilobytes of a block of a file. */
bool	mdpm_begins_in(const struct bytes *b, uint64_t at, uint64_t len);

/* The same for the first pictures of an MPEG transport stream, with packets of
   188 or 192 bytes; false for any other file. */
bool	mdpm_begins_in_ts(const struct bytes *b);

#endif
