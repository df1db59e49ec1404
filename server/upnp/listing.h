#ifndef LARES_UPNP_LISTING_H
#define LARES_UPNP_LISTING_H

#include <stddef.h>
#include <stdint.h>

#include "common/catalog_list.h"

/*
 * Pages of ids. What costs much to find again for each page - an order that
 * was asked for, a search, a page deep in a container - is found once as a
 * whole and remembered for as long as the catalogue stays what it is.
 */
struct listings;

#define LISTING_KEPT_MAX	8		/* lists */
#define LISTING_IDS_MAX		(2 * 1024 * 1024)	/* in all of them */
/* A page within the first so many rows in their own order is just read. */
#define LISTING_DIRECT_ROWS	2000
#define LISTING_SHORT_ROWS	100

struct listings	*listings_new(void);		/* NULL: no memory */
void		 listings_free(struct listings *ls);

struct listing_page {
	int64_t		*ids;		/* the caller's, free(3) */
	size_t		 n;
	uint64_t	 total;
	uint32_t	 update_id;
};

/* A page that can be read as rows at once: near the beginning of a container,
   in its own order, and short. 1 and page is as of listing_read, but without
   ids; 0: it is none of these; -1: the catalogue failed. */
int	listing_read_rows(struct catalog *c, const struct catalog_query *q,
	    uint64_t start, uint64_t count, struct listing_page *page,
	    catalog_row row, void *arg);

/* Any thread, with a catalogue that is borrowed from the pool: page, total and
   number must be of one moment. count 0: all from start on. 0, or -1: the
   catalogue failed. */
int	listing_read(struct listings *ls, struct catalog *c,
	    const struct catalog_query *q, uint64_t start, uint64_t count,
	    struct listing_page *page);

#endif
