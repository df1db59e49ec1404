#ifndef LARES_COMMON_MIME_H
#define LARES_COMMON_MIME_H

#include <stdbool.h>
#include <stddef.h>

#include "common/media.h"

/* One row of the table extension -> MIME type, kind, and format: the name of
   libav's demuxer, or our own for pictures and "m2ts". */
struct mime {
	const char	*extension;	/* lower case, no dot */
	const char	*type;
	enum media_kind	 kind;
	const char	*format;	/* media_facts.format that goes with it */
};

/* The part of a name after its last dot, or "" (also for ".hidden"). */
const char		*mime_extension(const char *name);

/* The table's rows one by one; NULL past the last. */
const struct mime	*mime_get(size_t i);

/* NULL: not the extension of a media file. Case does not matter. */
const struct mime	*mime_by_extension(const char *extension);

/*
 * The row that tells the truth about a file: one of its extension that the
 * facts agree with (format and kind), else the first with the facts' format
 * and kind. NULL when the table knows no such thing.
 */
const struct mime	*mime_by_facts(const char *extension,
			    const struct media_facts *f);

/* Whether files of a type can say where they were made: what strip_location is
   about. */
bool			 mime_tells_place(const char *type);

/* Whether any row has this format. */
bool			 mime_has_format(const char *format);

/* Files that name others; by the extension alone. */
enum mime_playlist {
	MIME_NO_PLAYLIST,
	MIME_M3U,		/* and m3u8 */
	MIME_PLS,
	MIME_XSPF,
	MIME_ASX,
};
enum mime_playlist	 mime_playlist(const char *extension);

#endif
