#ifndef LARES_PROBE_TIFF_H
#define LARES_PROBE_TIFF_H

#include <stdbool.h>

#include "common/media.h"
#include "scanner/probe/bytes.h"

/* Whether a file that starts so is a TIFF picture. */
bool	tiff_sniff(const uint8_t head[4]);

/* Its facts; f->width is 0 if it is damaged. */
void	tiff_read(const struct bytes *b, struct media_facts *f);

#endif
