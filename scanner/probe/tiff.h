#ifndef LARES_PROBE_TIFF_H
#define LARES_PROBE_TIFF_H

#include <stdbool.h>

#include "common/media.h"
#include "scanner/probe/bytes.h"

/* Whether a file that starts so is a TIFF picture. */
bool	tiff_sniff(const uint8_t head[4]);

/* Whether its pixels are JPEGs (supplement 2 of the specification, and section
   22), which FFmpeg shows as black. */
bool	tiff_holds_jpegs(const struct bytes *b);

/* Its facts; f->width is 0 if it is damaged. */
void	tiff_read(const struct bytes *b, struct media_facts *f);

#endif
