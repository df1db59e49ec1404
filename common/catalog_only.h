#ifndef LARES_COMMON_CATALOG_ONLY_H
#define LARES_COMMON_CATALOG_ONLY_H

#include <stdint.h>

#include "common/media.h"

struct catalog;

/* The media root, if there is one only; else 0. And the containers that stand
   for it in the views of folders; 0: there is none. */
struct catalog_only {
	uint32_t	 update_id;	/* as of which it is so */
	int64_t		 root;
	int64_t		 folder[MEDIA_KINDS];
};

/* Every request asks: it is remembered while the catalogue stays what it is.
   NULL: the catalogue failed. */
const struct catalog_only	*catalog_only(struct catalog *c);

#endif
