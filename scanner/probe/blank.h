#ifndef LARES_PROBE_BLANK_H
#define LARES_PROBE_BLANK_H

#include "common/blanks.h"
#include "scanner/probe/bytes.h"

/* Formats that say where a picture or a film was made, and with what. */
enum blank_format {
	BLANK_NO_FORMAT,	/* any other */
	BLANK_JPEG,
	BLANK_PNG,
	BLANK_WEBP,
	BLANK_TIFF,		/* DNG too */
	BLANK_MP4,		/* QuickTime, 3GP and HEIF too */
	BLANK_MATROSKA,		/* WebM too */
	BLANK_AVCHD,		/* only what says where it was made */
};

/*
 * Films of these formats are seldom somebody's own: of one that says nothing,
 * nothing is noted, and it is sent however it changes.
 */
bool	blank_is_seldom_private(enum blank_format format);

/* The format by the file's first bytes, which is what any player goes by. */
enum blank_format blank_sniff(const struct bytes *b);

/*
 * What of a file says where it was made, with which specimen of a camera or
 * lens, or whose that is. With the list applied (blanks_apply) the file has
 * the same length and shows the same pictures, and says none of it. On
 * BLANKS_UNKNOWN *reason is why, a constant text, and the list is empty;
 * otherwise it is finished and NULL.
 */
enum blanks_state blank_read(const struct bytes *b, enum blank_format format,
	    struct blank_list *list, const char **reason);

/* The same as it is sent and kept: said, of BLANKS_PACKED_MAX, becomes the
   packed list, or the reason. */
enum blanks_state blank_say(const struct bytes *b, enum blank_format format,
	    struct buf *said);

#endif
