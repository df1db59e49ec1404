#ifndef LARES_PROBE_REST_H
#define LARES_PROBE_REST_H

#include <stddef.h>

/* What is left of a text that is read from its beginning. */
struct rest {
	const char	*at;
	size_t		 len;
};

/* Steps over as many of these characters, at most max: how many. A NUL is none
   of them. */
size_t	rest_skip(struct rest *r, const char *these, size_t max);

#endif
