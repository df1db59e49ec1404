#ifndef LARES_UPNP_CRITERIA_H
#define LARES_UPNP_CRITERIA_H

#include <stdint.h>

struct buf;
struct catalog_query;

/*
 * The properties a Filter may ask for beyond those that are always there
 * (@id, @parentID, @restricted, dc:title, upnp:class, and res@protocolInfo of
 * every res). An attribute brings its element along.
 */
enum {
	WANT_CHILD_COUNT	= 1 << 0,
	WANT_SEARCHABLE		= 1 << 1,
	WANT_REF_ID		= 1 << 2,
	WANT_CREATOR		= 1 << 3,
	WANT_ARTIST		= 1 << 4,
	WANT_ARTIST_ROLE	= 1 << 5,
	WANT_ALBUM		= 1 << 6,
	WANT_GENRE		= 1 << 7,
	WANT_DATE		= 1 << 8,
	WANT_TRACK		= 1 << 9,
	WANT_DISC		= 1 << 10,
	WANT_STORAGE_USED	= 1 << 11,
	WANT_RES		= 1 << 12,
	WANT_RES_SIZE		= 1 << 13,
	WANT_RES_DURATION	= 1 << 14,
	WANT_RES_BITRATE	= 1 << 15,
	WANT_RES_SAMPLE_RATE	= 1 << 16,
	WANT_RES_CHANNELS	= 1 << 17,
	WANT_RES_BITS		= 1 << 18,
	WANT_RES_RESOLUTION	= 1 << 19,
	WANT_ALL		= (1 << 20) - 1,
};

/*
 * Pure: a Filter (ContentDirectory:1, 2.5.7) as WANT_ bits. "*" asks for all;
 * names that are not known ask for nothing.
 */
uint32_t	criteria_filter(const char *text);

/*
 * Pure: a SortCriteria (2.5.8) into q->sort and q->nsort. 0, or -1 and q is
 * untouched: a key without + or -, or one not in the capabilities (error 709).
 */
int		criteria_sort(const char *text, struct catalog_query *q);

/* The comma list of what criteria_sort takes. */
void		criteria_add_sort_capabilities(struct buf *b);

#endif
