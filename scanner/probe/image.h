#ifndef LARES_PROBE_IMAGE_H
#define LARES_PROBE_IMAGE_H

#include "common/media.h"
#include "scanner/probe/bytes.h"

/*
 * The facts of a picture. 1: f is set. 0: its first bytes are not those of a
 * picture. -1: they are, but what follows is not.
 */
int	image_read(const struct bytes *b, struct media_facts *f);

#endif
