#ifndef LARES_LIBRARY_SUBTITLES_H
#define LARES_LIBRARY_SUBTITLES_H

#include "common/catalog_subtitle.h"
#include "scanner/library/library.h"

/*
 * The subtitles of files as they are looked at, one by one: the folder that was
 * listed last is remembered for a moment, since its files come in a row.
 */
#define SUBTITLES_MEMORY_MS	1000

struct subtitles;

struct subtitles	*subtitles_new(void);
void			 subtitles_free(struct subtitles *s);

/* Something is not as it was. */
void	subtitles_forget(struct subtitles *s);

/* Those of a file, by its path: how many. Their paths are valid until the next
   call of any of these. */
size_t	subtitles_of(struct library *l, size_t root, const char *path,
	    struct catalog_subtitle out[SUBTITLES_MAX]);

/* The time stamp of a file with them. */
void	subtitles_fold(struct library *l, size_t root, const char *path,
	    int64_t *mtime_ns);

/*
 * Something changed in a folder (name; "" the folder itself has been read): if
 * that can be subtitles, those folders whose videos they may be of are to be
 * read again. 0, or -1: the catalogue failed.
 */
int	subtitles_changed(struct library *l, size_t root, int64_t place,
	    const char *folder, const char *name);

#endif
