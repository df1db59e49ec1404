#ifndef LARES_PROBE_NFO_H
#define LARES_PROBE_NFO_H

#include "common/media.h"
#include "scanner/probe/bytes.h"

/*
 * What a Kodi NFO file beside a video says of it (movie, episodedetails,
 * musicvideo; of several in one file the first): it is somebody's word on this
 * video, and replaces what f has. Anything else leaves f as it is; the URL
 * that may stand behind or instead of the XML is never looked at.
 */
void	nfo_read(const struct bytes *b, struct media_facts *f);

/* What a series' tvshow.nfo adds to an episode: only what f does not have. */
void	nfo_read_show(const struct bytes *b, struct media_facts *f);

#endif
