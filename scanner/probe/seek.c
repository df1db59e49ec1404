/*
 * Seek tables of files of any of the formats that have them. Pure, in
 * lares-probe.
 */
#include "scanner/probe/seek.h"
#include "scanner/probe/seek_frames.h"
#include "scanner/probe/seek_ps.h"
#include "scanner/probe/seek_ts.h"

int
seek_make(const struct bytes *b, seek_put put, void *arg,
    uint64_t *duration_ms)
{
	struct seek_points s = { .b = b, .put = put, .arg = arg };
	uint8_t h[4];

	*duration_ms = 0;
	if (!bytes_get(b, 0, h, sizeof(h)))
		return -1;
	if (bytes_be(h, 4) == 0x1BA)
		return seek_ps(&s);
	if (h[0] == 0xFF || bytes_be(h, 3) == 0x494433)		/* "ID3" */
		return seek_frames(&s, duration_ms);
	return seek_ts(&s);
}
