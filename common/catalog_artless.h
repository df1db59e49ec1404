#ifndef LARES_COMMON_CATALOG_ARTLESS_H
#define LARES_COMMON_CATALOG_ARTLESS_H

#include <stdbool.h>
#include <stdint.h>

#include "common/media.h"

struct catalog;

/* The writer's verbs; each as catalog_batch.h says. */

/* Has an object's picture found (again). Folders have none of their own. */
int	catalog_artless_add(struct catalog *c, int64_t id, enum media_kind kind);

/* The same for the sound and video files of a folder whose name is stem and an
   extension. */
int	catalog_artless_add_named(struct catalog *c, int64_t folder,
	    const char *stem);

/* What lies in a folder as covers is as stamp says (0: none). If it was not,
   all sound and video in it and in the folders of it is wanted, and *news is
   set. */
int	catalog_artless_stamp(struct catalog *c, int64_t folder, uint64_t stamp,
	    bool *news);

/* The object whose turn it is: sound, then video, then pictures. */
struct catalog_artless {
	int64_t		 id, folder;
	enum media_kind	 kind;
	uint64_t	 cover;		/* media_facts.cover */
	uint64_t	 size;
	int64_t		 mtime_ns;
	uint32_t	 orientation;
};
int	catalog_artless_next(struct catalog *c, struct catalog_artless *a);

/* It wants no more. */
int	catalog_artless_done(struct catalog *c, int64_t id,
	    enum media_kind kind);

#endif
