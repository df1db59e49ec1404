#ifndef LARES_COMMON_PLAYLIST_H
#define LARES_COMMON_PLAYLIST_H

#include <stdbool.h>
#include <stddef.h>

#include "common/buf.h"
#include "common/ipc.h"
#include "common/media.h"

#define PLAYLIST_MAX_BYTES	(1u << 20)	/* as much as is read, or kept */
#define PLAYLIST_ENTRIES_MAX	10000
#define PLAYLIST_PATH_BYTES	4096		/* of an entry, with its NUL */

/* What a playlist says: paths, absolute or from the folder that it lies in. */
struct playlist {
	char		title[MEDIA_TEXT_BYTES];	/* its own, or "" */
	struct buf	paths;		/* each with a NUL behind it */
	size_t		n;
	size_t		skipped;	/* entries that are no path, or too
					   many */
};

void	playlist_init(struct playlist *p);
void	playlist_free(struct playlist *p);	/* ready for use again */

/* Adds an entry. False: it is empty, holds a NUL, or is more than there may
   be. */
bool	playlist_add(struct playlist *p, const char *path, size_t len);

/* Takes the escapes of a URI, as "%20", out of text, in place: how long it is
   then. What is no escape stays as it is. */
size_t	playlist_unescape(char *text, size_t len);

/* The entry at *at, which starts as 0; NULL: there is none left. */
const char	*playlist_next(const struct playlist *p, size_t *at);

/*
 * An IPC_ENTRIES message: whether more follow (0/1), title, number skipped,
 * paths to its end. Puts what of the playlist has room from *at on, which
 * starts as 0. True: more has to follow.
 */
bool	playlist_put(struct buf *b, const struct playlist *p, size_t *at);

/*
 * Reads one from a hostile sender, and adds it to p: nothing beyond the limits
 * above, and no message that only promises more. 0, or -1 and p is not to be
 * used.
 */
int	playlist_get(struct ipc_in *m, struct playlist *p, bool *more);

#endif
