#ifndef LARES_UPNP_BOOKMARK_H
#define LARES_UPNP_BOOKMARK_H

#include <stdbool.h>
#include <stdint.h>

struct buf;
struct catalog_object;
struct didl_style;

/* Positions in the words of clients. Pure. */

/* What an item is told with that was left at position_ms, which is not 0. When
   that was (upnp:lastPlaybackTime) is not kept, and not told. */
void	bookmark_add_elements(struct buf *b, const struct catalog_object *row,
	    uint64_t position_ms, const struct didl_style *style);

/*
 * Where somebody says that he is: a number, of seconds or, in_ms, of
 * milliseconds; or H+:MM:SS[.F+]. 0; -1: it is neither, or beyond
 * RESUME_POSITION_MAX_MS.
 */
int	bookmark_parse(const char *text, bool in_ms, uint64_t *position_ms);

/*
 * What an UpdateObject (ContentDirectory:1, 2.7.9) changes: lists of elements,
 * "" where one is to come or to go. Of what is said to be now only the form is
 * checked: who knows an older position is not to lose his newer one. 0, and
 * *position_ms is the new one (0: none any more); else the error.
 */
int	bookmark_parse_update(const char *now, const char *then,
	    uint64_t *position_ms);

#endif
