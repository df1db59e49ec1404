#ifndef LARES_PROBE_MP4_TAGS_H
#define LARES_PROBE_MP4_TAGS_H

#include "common/media.h"
#include "scanner/probe/bytes.h"

/*
 * Artists, album artists, composers and genres out of the iTunes list of an
 * MP4 file, each with all its values; other files leave f as it is.
 */
void	mp4_tags_read(const struct bytes *b, struct media_facts *f);

#endif
