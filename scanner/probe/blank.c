/*
 * Which walker a file needs, and what its list comes to. Pure; in lares-probe
 * only.
 */
#include <string.h>

#include "scanner/probe/blank.h"
#include "scanner/probe/blank_exif.h"
#include "scanner/probe/blank_jpeg.h"
#include "scanner/probe/blank_matroska.h"
#include "scanner/probe/blank_mp4.h"
#include "scanner/probe/blank_png.h"
#include "scanner/probe/blank_webp.h"
#include "scanner/probe/mdpm.h"

#define HEAD_BYTES	12

/* It says it in every frame. */
static bool
give_up(struct blank_walk *w, uint64_t at, uint64_t len)
{
	(void)at;
	(void)len;
	w->reason = MDPM_REASON;
	return false;
}

static blank_walker *const walkers[] = {
	[BLANK_JPEG] = blank_jpeg,
	[BLANK_PNG] = blank_png,
	[BLANK_WEBP] = blank_webp,
	[BLANK_TIFF] = blank_exif,
	[BLANK_MP4] = blank_mp4,
	[BLANK_MATROSKA] = blank_matroska,
	[BLANK_AVCHD] = give_up,
};

/* What begins a file of boxes: not each of them has ftyp. */
static bool
is_box(const uint8_t *type)
{
	static const char types[][5] = {
		"ftyp", "moov", "mdat", "wide", "free", "skip", "pnot",
		"styp", "uuid", "udta", "meta",
	};
	size_t i;

	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (memcmp(type, types[i], 4) == 0)
			return true;
	return false;
}

static enum blank_format
sniff(const struct bytes *b, uint64_t at, uint64_t len)
{
	uint8_t head[HEAD_BYTES] = { 0 };

	if (!bytes_get(b, at, head, len < sizeof(head) ? (size_t)len :
	    sizeof(head)))
		return BLANK_NO_FORMAT;
	/* Some readers bear rubbish before the next marker. */
	if (memcmp(head, "\xFF\xD8", 2) == 0)
		return BLANK_JPEG;
	if (memcmp(head, "\x89PNG\r\n\x1A\n", 8) == 0)
		return BLANK_PNG;
	if (memcmp(head, "RIFF", 4) == 0 && memcmp(head + 8, "WEBP", 4) == 0)
		return BLANK_WEBP;
	if (memcmp(head, "II*\0", 4) == 0 || memcmp(head, "MM\0*", 4) == 0 ||
	    memcmp(head, "II+\0", 4) == 0 || memcmp(head, "MM\0+", 4) == 0)
		return BLANK_TIFF;	/* and BigTIFF, which is given up */
	if (memcmp(head, "\x1A\x45\xDF\xA3", 4) == 0)
		return BLANK_MATROSKA;
	return is_box(head + 4) ? BLANK_MP4 : BLANK_NO_FORMAT;
}

enum blank_format
blank_sniff(const struct bytes *b)
{
	enum blank_format format = sniff(b, 0, b->size);

	return format == BLANK_NO_FORMAT && mdpm_begins_in_ts(b) ?
	    BLANK_AVCHD : format;
}

bool
blank_is_seldom_private(enum blank_format format)
{
	return format == BLANK_MATROSKA || format == BLANK_AVCHD;
}

static bool
walk_picture(struct blank_walk *w, uint64_t at, uint64_t len)
{
	enum blank_format format = sniff(w->b, at, len);

	return (format == BLANK_JPEG || format == BLANK_PNG) &&
	    walkers[format](w, at, len);
}

static const char too_much[] = "it has too many parts, or they overlap";

enum blanks_state
blank_read(const struct bytes *b, enum blank_format format,
    struct blank_list *list, const char **reason)
{
	struct blank_walk w = { .b = b, .list = list,
	    .reason = "its structure is damaged or unknown",
	    .picture = walk_picture };

	blanks_init(list);
	*reason = NULL;
	if (format == BLANK_NO_FORMAT)
		return BLANKS_NONE;
	if (walkers[format](&w, 0, b->size)) {
		if (blanks_finish(list, b->size))
			return list->n > 0 ? BLANKS_FOUND : BLANKS_NONE;
		w.reason = too_much;
	}
	blanks_init(list);
	*reason = w.reason;
	return BLANKS_UNKNOWN;
}

enum blanks_state
blank_say(const struct bytes *b, enum blank_format format, struct buf *said)
{
	enum blanks_state state;
	struct blank_list list;
	const char *reason;

	state = blank_read(b, format, &list, &reason);
	buf_reset(said);
	blanks_pack(&list, said);
	if (buf_failed(said)) {
		reason = too_much;
		state = BLANKS_UNKNOWN;
	}
	if (state == BLANKS_UNKNOWN) {
		buf_reset(said);
		buf_add_str(said, reason);
	}
	return state;
}
