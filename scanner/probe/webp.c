/*
 * Animations in WebP: FFmpeg 5.1 decodes none, but it does their first picture
 * once that stands alone. Pure; in lares-probe only.
 */
#include <string.h>

#include "common/render.h"
#include "scanner/probe/webp.h"

#define CHUNKS_MAX	64	/* looked at: two or three are in front */
#define FRAME_BYTES	16	/* in front of a frame's own chunks */

#define ANIMATED	0x02
#define TRANSPARENT	0x10

/* The first chunk of this type from at on, without its head. */
static bool
find_chunk(const struct bytes *b, uint64_t at, const char *type,
    uint64_t *start, uint64_t *len)
{
	uint8_t head[8];

	for (int i = 0; i < CHUNKS_MAX && bytes_get(b, at, head, 8); i++) {
		*start = at + 8;
		*len = bytes_le(head + 4, 4);
		if (memcmp(head, type, 4) == 0)
			return *len <= b->size - *start;
		at = *start + *len + (*len & 1);
	}
	return false;
}

static bool
is_within(const struct webp_first *f)
{
	return (uint64_t)f->canvas_width * f->canvas_height <=
	    RENDER_PIXELS_MAX && f->x + f->width <= f->canvas_width &&
	    f->y + f->height <= f->canvas_height;
}

bool
webp_read_first(const struct bytes *b, struct webp_first *f)
{
	uint8_t head[WEBP_HEAD_BYTES], frame[FRAME_BYTES];
	struct webp_first found;

	if (!bytes_get(b, 0, head, sizeof(head)) ||
	    memcmp(head, "RIFF", 4) != 0 ||
	    memcmp(head + 8, "WEBPVP8X", 8) != 0 ||
	    (head[20] & ANIMATED) == 0 ||
	    !find_chunk(b, 12, "ANMF", &found.at, &found.len) ||
	    found.len < FRAME_BYTES ||
	    !bytes_get(b, found.at, frame, sizeof(frame)))
		return false;
	found.canvas_width = (uint32_t)bytes_le(head + 24, 3) + 1;
	found.canvas_height = (uint32_t)bytes_le(head + 27, 3) + 1;
	found.x = (uint32_t)bytes_le(frame, 3) * 2;
	found.y = (uint32_t)bytes_le(frame + 3, 3) * 2;
	found.width = (uint32_t)bytes_le(frame + 6, 3) + 1;
	found.height = (uint32_t)bytes_le(frame + 9, 3) + 1;
	found.at += FRAME_BYTES;
	found.len -= FRAME_BYTES;
	if (!is_within(&found))
		return false;
	*f = found;
	return true;
}

static void
put(uint8_t *p, uint64_t n, size_t len)
{
	for (; len > 0; len--, n >>= 8)
		*p++ = (uint8_t)n;
}

void
webp_write_head(uint8_t head[WEBP_HEAD_BYTES], const struct webp_first *f)
{
	memcpy(head, "RIFF....WEBPVP8X\x0a\0\0", 20);
	put(head + 4, WEBP_HEAD_BYTES - 8 + f->len, 4);
	put(head + 20, TRANSPARENT, 4);
	put(head + 24, f->width - 1, 3);
	put(head + 27, f->height - 1, 3);
}
