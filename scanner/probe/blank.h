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
};

enum blank_result {
	BLANK_NOTHING,		/* nothing in it is private */
	BLANK_FOUND,		/* the list says what is */
	BLANK_UNKNOWN,		/* it cannot be said: not to be served so */
};

/* The format by the file's first bytes, which is what any player goes by. */
enum blank_format blank_sniff(const struct bytes *b);

/*
 * What of a file says where it was made, with which specimen of a camera or
 * lens, or whose that is. With the list applied (blanks_apply) the file has
 * the same length and shows the same pictures, and says none of it. On
 * BLANK_UNKNOWN *reason is why, a constant text, and the list is empty;
 * otherwise it is finished and NULL.
 */
enum blank_result blank_read(const struct bytes *b, enum blank_format format,
	    struct blank_list *list, const char **reason);

#endif
