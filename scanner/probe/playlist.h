#ifndef LARES_PROBE_PLAYLIST_H
#define LARES_PROBE_PLAYLIST_H

#include "common/mime.h"
#include "common/playlist.h"
#include "scanner/probe/bytes.h"

/*
 * Reads a playlist, of which p has nothing yet: its entries in its order as
 * paths, "/" between their parts, escapes of URLs undone. Entries that are
 * addresses of anything but a file here are counted, and no more. Text is what
 * bytes the file has (a path need not be UTF-8), but for the title.
 */
void	playlist_read(const struct bytes *b, enum mime_playlist format,
	    struct playlist *p);

#endif
