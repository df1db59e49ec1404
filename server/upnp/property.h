#ifndef LARES_UPNP_PROPERTY_H
#define LARES_UPNP_PROPERTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/catalog_query.h"

struct buf;

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
	WANT_RATING		= 1 << 20,
	WANT_DIRECTOR		= 1 << 21,
	WANT_SERIES		= 1 << 22,
	WANT_DESCRIPTION	= 1 << 23,
	WANT_EPISODE		= 1 << 24,
	WANT_SEASON		= 1 << 25,
	WANT_AUTHOR		= 1 << 26,
	WANT_ART		= 1 << 27,
	WANT_CAPTION_INFO	= 1 << 28,	/* Samsung's */
	WANT_CAPTION_INFO_EX	= 1 << 29,
	WANT_SUBTITLE_URI	= 1 << 30,	/* PacketVideo's */
	WANT_POSITION		= 1LL << 31,
	WANT_DCM_INFO		= 1LL << 32,	/* Samsung's bookmarks */
	WANT_EVERY		= (1LL << 33) - 1,	/* there is */
	/* "*": not what companies have added. */
	WANT_ALL		= WANT_EVERY & ~(WANT_CAPTION_INFO |
				   WANT_CAPTION_INFO_EX | WANT_SUBTITLE_URI |
				   WANT_DCM_INFO),
};

/* How the text of a value becomes what the catalogue compares. */
enum property_type {
	PROPERTY_TEXT,
	PROPERTY_CLASS,
	PROPERTY_NUMBER,
	PROPERTY_DURATION,		/* H+:MM:SS[.F+], to ms */
	PROPERTY_RESOLUTION,		/* WxH */
	PROPERTY_ID,			/* an object id */
	PROPERTY_PARENT,
	PROPERTY_REFERENCE,
	PROPERTY_RES,			/* the element: it exists, or not */
};

/* Where a property may be named. */
enum {
	PROPERTY_SEARCH	= 1 << 0,
	PROPERTY_SORT	= 1 << 1,
	PROPERTY_FILTER	= 1 << 2,
};

struct property {
	const char		*name;	/* as in "upnp:artist@role" */
	enum catalog_field	 field;
	enum property_type	 type;
	unsigned		 use;	/* PROPERTY_ bits */
	uint64_t		 want;
	bool			 alias;	/* not listed among capabilities */
};

/* The one of this name that may be used so, or NULL. */
const struct property	*property_find(const char *name, size_t len,
			    unsigned use);

/* The comma list of all that may be used so. */
void			 property_add_capabilities(struct buf *b,
			    unsigned use);

#endif
