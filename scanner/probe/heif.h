#ifndef LARES_PROBE_HEIF_H
#define LARES_PROBE_HEIF_H

#include "scanner/probe/heif_items.h"

struct heif {
	const char	*format;	/* "heic", "avif" or "heif" */
	uint32_t	 width, height;	/* as stored, before orientation */
	uint32_t	 orientation;	/* as EXIF has it, 1..8 */
	struct heif_piece exif;		/* a 4-byte header and a TIFF */
	struct heif_piece xmp;
};

/* Whether a file that starts so calls itself HEIF: heic, avif, mif1 ... */
bool	heif_sniff(const uint8_t *head, size_t len);

/*
 * The facts of a HEIF file's primary item (ISO/IEC 23008-12). 0, or -1 if it
 * has none or no size.
 */
int	heif_read(const struct bytes *b, struct heif *h);

/* Whether a format's name is one of those above. */
bool	heif_is_format(const char *format);

#endif
