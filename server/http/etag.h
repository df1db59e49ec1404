#ifndef LARES_HTTP_ETAG_H
#define LARES_HTTP_ETAG_H

#include <stdbool.h>
#include <stdint.h>

/* A strong entity tag, quotes included (RFC 9110, 8.8.3). */
#define ETAG_BYTES	19
struct etag {
	char	s[ETAG_BYTES];
};

struct etag	etag_format(uint64_t version);

/*
 * Pure: whether a list of entity tags, or "*", as in If-Match and
 * If-None-Match, has this one. weak: one that is marked as weak counts too
 * (8.8.3.2). What is not well formed has none from there on.
 */
bool		etag_is_listed(const char *list, const char *etag, bool weak);

#endif
