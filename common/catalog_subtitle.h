#ifndef LARES_COMMON_CATALOG_SUBTITLE_H
#define LARES_COMMON_CATALOG_SUBTITLE_H

#include <stddef.h>
#include <stdint.h>

#include "common/subtitle.h"

struct buf;
struct catalog;

/* One of a video's subtitles. Paths are the bytes on disk, from the folder that
   the video is in. */
struct catalog_subtitle {
	char		 suffix[SUBTITLE_SUFFIX_BYTES];	/* see subtitle.h */
	const char	*path;
	const char	*partner;	/* the file beside it, or NULL */
};

/* For catalog_write.c alone: what is noted of an object that is listed. 0 or
   -1: the caller rolls back. They go with the object. */
int	catalog_subtitle_put(struct catalog *c, int64_t id,
	    const struct catalog_subtitle *list, size_t n);

/* The path of the so-many-th, or, by its extension, of its partner: 1 and path
   is set; 0: there is none; -1. */
int	catalog_subtitle_path(struct catalog *c, int64_t id, unsigned number,
	    const char *extension, struct buf *path);

#endif
