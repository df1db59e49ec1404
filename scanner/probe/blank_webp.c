/*
 * WebP, a chunk after the other. Pure; in lares-probe only.
 */
#include <string.h>

#include "scanner/probe/blank_exif.h"
#include "scanner/probe/blank_webp.h"
#include "scanner/probe/blank_xmp.h"

#define FRAME_HEADER	16	/* of ANMF, before its chunks */

static bool	walk(struct blank_walk *w, uint64_t at, uint64_t end,
		    bool is_frame);

/* is_frame: it is one of a frame's, which holds no other frame. */
static bool
blank_chunk(struct blank_walk *w, const uint8_t *type, uint64_t at,
    uint64_t len, bool is_frame)
{
	static const char kept[][5] = {
		"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ICCP",
	};
	size_t i;

	for (i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		if (memcmp(type, kept[i], 4) == 0)
			return true;
	if (memcmp(type, "ANMF", 4) == 0 && len >= FRAME_HEADER && !is_frame)
		return walk(w, at + FRAME_HEADER, at + len, true);
	if (memcmp(type, "EXIF", 4) == 0)
		blank_try(w, blank_exif, at, len, 0);
	else if (memcmp(type, "XMP ", 4) == 0)
		blank_try(w, blank_xmp, at, len, ' ');
	else
		blank_zero(w, at, len);
	return true;
}

static bool
walk(struct blank_walk *w, uint64_t at, uint64_t end, bool is_frame)
{
	uint8_t head[8];
	uint64_t size;

	for (; at < end; at += size + (size & 1)) {
		if (!blank_get(w, at, end - at, 0, head, 8))
			return false;
		size = bytes_le(head + 4, 4);
		at += 8;
		if (size > end - at)	/* cut off */
			size = end - at;
		if (!blank_chunk(w, head, at, size, is_frame))
			return false;
	}
	return true;
}

bool
blank_webp(struct blank_walk *w, uint64_t at, uint64_t len)
{
	uint64_t end = at + len, riff_end;
	uint8_t head[12];

	if (!blank_get(w, at, len, 0, head, 12))
		return false;
	riff_end = at + 8 + bytes_le(head + 4, 4);
	riff_end += (riff_end - at) & 1;
	if (riff_end < end) {
		blank_zero(w, riff_end, end - riff_end);
		end = riff_end;
	}
	return walk(w, at + 12, end, false);
}
