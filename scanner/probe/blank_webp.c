/*
 * WebP, a chunk after the other. Pure; in lares-probe only.
 */
#include <string.h>

#include "scanner/probe/blank_exif.h"
#include "scanner/probe/blank_webp.h"
#include "scanner/probe/blank_xmp.h"

static void
blank_chunk(struct blank_walk *w, const uint8_t *type, uint64_t at,
    uint64_t len)
{
	static const char kept[][5] = {
		"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP",
	};
	size_t i;

	for (i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		if (memcmp(type, kept[i], 4) == 0)
			return;
	if (memcmp(type, "EXIF", 4) == 0)
		blank_try(w, blank_exif, at, len, 0);
	else if (memcmp(type, "XMP ", 4) == 0)
		blank_try(w, blank_xmp, at, len, ' ');
	else
		blank_zero(w, at, len);
}

bool
blank_webp(struct blank_walk *w, uint64_t at, uint64_t len)
{
	uint64_t end = at + len, size, riff_end;
	uint8_t head[12];

	if (!blank_get(w, at, len, 0, head, 12))
		return false;
	riff_end = at + 8 + bytes_le(head + 4, 4);
	riff_end += (riff_end - at) & 1;
	if (riff_end < end) {
		blank_zero(w, riff_end, end - riff_end);
		end = riff_end;
	}
	for (at += 12; at < end; at += size + (size & 1)) {
		if (!blank_get(w, at, end - at, 0, head, 8))
			return false;
		size = bytes_le(head + 4, 4);
		at += 8;
		if (size > end - at)	/* cut off */
			size = end - at;
		blank_chunk(w, head, at, size);
	}
	return true;
}
