#ifndef LARES_LIBRARY_COVERS_H
#define LARES_LIBRARY_COVERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "common/media.h"
#include "scanner/library/library.h"

/*
 * The pictures of one folder, by name, kept from one media file in it to the
 * next. Starts as zeros.
 */
struct covers {
	size_t		 root;
	char		*folder;	/* NULL: none was read */
	char		**names;	/* sorted, the folder's covers first */
	size_t		 n, room, ncovers;
};
void	covers_forget(struct covers *c);

/* A media file that wants a cover. */
struct covers_of {
	size_t		 root;
	const char	*folder;	/* where to look */
	const char	*media;		/* its name, NULL if not there itself */
	enum media_kind	 kind;
};

/* A cover that was found. */
struct cover {
	unsigned	 rank;		/* see cover.h */
	int		 fd;		/* of the taker to close */
	struct stat	 st;
	char		 path[LIBRARY_PATH_BYTES];
};

/* Finds the best cover that may be opened, of those whose rank is at least
   from. False: there is none. */
bool	covers_find(struct covers *c, const struct library *l,
	    const struct covers_of *of, unsigned from, struct cover *out);

#endif
