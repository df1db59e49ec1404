#ifndef LARES_LIBRARY_SIDES_H
#define LARES_LIBRARY_SIDES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "scanner/library/library.h"

/*
 * Files that lie beside media files and say more of them:
 *
 *	picture		its name and .xmp, else its stem and .xmp
 *	video		its stem and .nfo, else movie.nfo; and the tvshow.nfo
 *			of the folder, else of the one above it
 *
 * Its time stamp stands for them too: see stamp.h.
 */

/* Whether a name is that of a side file. */
bool	sides_is_name(const char *name);

/* Those of one folder, for the reading of it. Starts as zeros. */
struct side_list {
	struct side	*items;
	size_t		 n, room;
};

/* Notes one that is met in a folder, if it can be opened. -1: no memory. */
int	sides_note(struct side_list *list, const struct library *l, size_t root,
	    const char *folder, const char *name);

/* All of the folder are noted; looks above it. -1: no memory. */
int	sides_end(struct side_list *list, const struct library *l, size_t root,
	    const char *folder);
void	sides_free(struct side_list *list);

/* Which of the list a media file has (bits, for a job), and its time stamp
   with them. */
unsigned	sides_of(const struct side_list *list, const char *name,
		    int64_t *mtime_ns);

/* Opens those of a media file that are among which (SIDES_ANY: there was no
   list to look them up in), and does the same to its time stamp. */
#define SIDES_ANY	~0u
void	sides_open(const struct library *l, size_t root, const char *path,
	    unsigned which, struct pool_files *files, int64_t *mtime_ns);

#endif
