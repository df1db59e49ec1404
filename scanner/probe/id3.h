#ifndef LARES_PROBE_ID3_H
#define LARES_PROBE_ID3_H

#include "common/media.h"
#include "scanner/probe/bytes.h"

/*
 * Artists, album artists, composers and genres out of an ID3v2.3 or 2.4 tag at
 * the start of a file, each with all its values; other files leave f as it is.
 */
void	id3_read(const struct bytes *b, struct media_facts *f);

#endif
