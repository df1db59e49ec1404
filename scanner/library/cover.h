#ifndef LARES_LIBRARY_COVER_H
#define LARES_LIBRARY_COVER_H

#include <stdbool.h>
#include <stddef.h>

#include "common/media.h"

/*
 * Pictures beside sound and video that are their covers, by name: first those
 * of one file, "name.jpg" of "name.mp3", then those of all that lie in their
 * folder, "cover.jpg". Case does not matter.
 */
enum {
	COVER_NONE,
	COVER_OF_FILE,			/* and up to the next */
	COVER_OF_FOLDER = 16,		/* and up */
};

/*
 * Pure: whose cover a name is, and the smaller the number the sooner it is
 * taken; names that have the same differ in case alone. media: the name of a
 * file in the same folder, of that kind; NULL: only what is the folder's is
 * asked for.
 */
unsigned	cover_rank(const char *name, const char *media,
		    enum media_kind kind);

/* The length of a media file's name without its extension: what those of its
   own covers begin with. */
size_t		cover_stem(const char *name);

/* The other way round: the length of what a media file is called, without its
   extension, whose own cover name would be; n counts these from 0. 0: there
   are no more. */
size_t		cover_owner(const char *name, size_t n);

/* Whether a name could be that of some cover, and that of one for all that
   lies in its folder. */
bool		cover_is_picture(const char *name);
bool		cover_is_of_folder(const char *name);

#endif
