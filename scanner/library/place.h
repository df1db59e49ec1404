#ifndef LARES_LIBRARY_PLACE_H
#define LARES_LIBRARY_PLACE_H

#include <stdbool.h>

#include "common/media.h"
#include "common/mime.h"

/* Whether a name is worth a look where only some kinds are shown: that of a
   media file of such a kind, of a playlist, or one without an extension. */
bool	place_is_candidate(const char *name, unsigned kinds);

/* A file's name as a title: without the extension of media. */
void	place_title(const char *name, char *out, size_t size);

/* How a file is to be listed. */
struct placed {
	const struct mime	*mime;
	struct media_facts	 facts;
	char			 title[MEDIA_TEXT_BYTES];
};

/*
 * Pure: decides by a file's path beneath its media root and its facts (NULL:
 * it could not be read; then by its name alone). Returns the kind, set in out->facts too; or
 * MEDIA_FOLDER if it is not media.
 */
enum media_kind	place_file(const char *path, const struct media_facts *facts,
		    struct placed *out);

#endif
