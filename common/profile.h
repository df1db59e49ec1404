#ifndef LARES_COMMON_PROFILE_H
#define LARES_COMMON_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "common/media.h"

#define PROFILE_BYTES	40		/* the longest name, and NUL */

/* A name of DLNA's media formats (DLNA.ORG_PN) and what goes with it. */
struct profile {
	char		 name[PROFILE_BYTES];
	const char	*mime;
	enum media_kind	 kind;
};

/*
 * Pure: the profile of a file that is served as mime, whose facts meet every
 * condition of it; "" in out if there is none: players believe what they are
 * told, so what is not known for certain is not said.
 */
void	profile_find(const struct media_facts *f, const char *mime,
	    char out[PROFILE_BYTES]);

/* Each name and type that profile_find can say, once: from *at on, which
   starts as 0. False: there are no more. */
bool	profile_next(size_t *at, struct profile *out);

#endif
