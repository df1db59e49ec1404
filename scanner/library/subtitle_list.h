#ifndef LARES_LIBRARY_SUBTITLE_LIST_H
#define LARES_LIBRARY_SUBTITLE_LIST_H

#include <stddef.h>
#include <stdint.h>

#include "common/catalog_subtitle.h"
#include "scanner/library/library.h"

/*
 * The subtitles of the videos in one folder. They lie beside them, or in a
 * folder "Subs" there (see subtitle_name_is_folder):
 *
 *	Film.srt, Film.de.srt, Film_German.ass	of the video Film; of several
 *			whose names it begins with, of that with the longest
 *	Subs/Film/2_English.srt			in a folder called as it is
 *	Subs/English.srt, de.srt		of the only video there is; beside
 *			it a name must be a language's
 *
 * Case does not matter. Starts as zeros.
 */
struct subtitle_list {
	struct subtitle_file	*files;
	size_t			 n, room;
	struct name_list {
		char		**items;
		size_t		 n, room;
	}			 videos,	/* without extensions */
				 folders;	/* of subtitles */
};

/* Notes what is met in the folder, whatever it is. -1: no memory. */
int	subtitle_list_note(struct subtitle_list *list, const struct library *l,
	    size_t root, const char *folder, const char *name);

/* All of the folder is noted; looks beneath it, and tells whose is what. -1:
   no memory. */
int	subtitle_list_end(struct subtitle_list *list, const struct library *l,
	    size_t root, const char *folder);
void	subtitle_list_free(struct subtitle_list *list);

/* Those of a video, by its name: how many. Paths are the list's. */
size_t	subtitle_list_find(const struct subtitle_list *list, const char *name,
	    struct catalog_subtitle out[SUBTITLES_MAX]);

/* The video's time stamp with them. */
void	subtitle_list_fold(const struct subtitle_list *list, const char *name,
	    int64_t *mtime_ns);

#endif
