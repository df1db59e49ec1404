#ifndef LARES_PROBE_EXTRADATA_H
#define LARES_PROBE_EXTRADATA_H

#include <stddef.h>
#include <stdint.h>

/* What a stream is, as the bytes say that set up its decoder. */
struct extradata {
	int		profile;	/* libav's number; -1: not known */
	uint32_t	level;		/* as its standard numbers them; 0 */
	uint64_t	bitrate;	/* bits per second at most; 0 */
};

/*
 * Pure: codec is libav's name, data what the container or the start of the
 * stream has for its decoder. What is not understood is not known.
 */
struct extradata	extradata_read(const char *codec, const uint8_t *data, size_t len);

#endif
