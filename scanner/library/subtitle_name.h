#ifndef LARES_LIBRARY_SUBTITLE_NAME_H
#define LARES_LIBRARY_SUBTITLE_NAME_H

#include <stdbool.h>
#include <stddef.h>

#include "common/subtitle.h"

/*
 * Pure: what the name of a subtitle tells besides that of its video. words is
 * the rest of it, without extension: ".pt-BR.forced", "_German", "2_English".
 * out gets a line as common/subtitle.h has them; extension is in lower case.
 */
void	subtitle_name_suffix(const char *words, size_t len,
	    const char *extension, char out[SUBTITLE_SUFFIX_BYTES]);

/* Whether words are a language and nothing else but numbers and marks. */
bool	subtitle_name_is_language(const char *words, size_t len);

/* Whether a folder of this name holds the subtitles of videos beside it. */
bool	subtitle_name_is_folder(const char *name);

/* Where in a name, of which len bytes are to be looked at, it is parted next
   from behind: the length before the mark that parts it; 0: nowhere. */
size_t	subtitle_name_parted(const char *name, size_t len);

#endif
