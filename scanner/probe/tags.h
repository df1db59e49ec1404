#ifndef LARES_PROBE_TAGS_H
#define LARES_PROBE_TAGS_H

#include "common/media.h"

struct AVDictionary;

/*
 * Fills what is still unknown in f from a container's or a stream's tags:
 * text cleaned, numbers and dates in their form.
 */
void	tags_read(const struct AVDictionary *tags, struct media_facts *f);

/* "3", "03/12": the number in front. 0: there is none. */
uint32_t	tags_number(const char *text);

#endif
