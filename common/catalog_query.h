#ifndef LARES_COMMON_CATALOG_QUERY_H
#define LARES_COMMON_CATALOG_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/media.h"
#include "common/view.h"

/* What can be asked about, and ordered by. */
enum catalog_field {
	CATALOG_TITLE,
	CATALOG_DATE,
	CATALOG_CLASS,			/* upnp:class, as text */
	CATALOG_TRACK,
	CATALOG_DISC,
	CATALOG_ARTIST,
	CATALOG_ALBUM_ARTIST,
	CATALOG_COMPOSER,
	CATALOG_ALBUM,
	CATALOG_GENRE,
	CATALOG_DURATION,		/* ms */
	CATALOG_SIZE,
	CATALOG_RESOLUTION,		/* width << 16 | height */
	CATALOG_BITRATE,
	CATALOG_RATING,
	CATALOG_SERIES,
	CATALOG_SEASON,
	CATALOG_EPISODE,
	CATALOG_ID, CATALOG_PARENT,	/* not to order by */
	CATALOG_REFERENCE,		/* @refID: nothing found has one */
	CATALOG_PROTOCOL_INFO,
	CATALOG_DESCRIPTION,
	CATALOG_NO_FIELD,
};

/* Where to look. */
enum catalog_scope {
	CATALOG_EVERYWHERE,
	CATALOG_IN_FOLDER,		/* .id; 0: the media roots */
	CATALOG_IN_CONTAINER,		/* .id: of a view, or beneath one */
	CATALOG_OF_KIND,		/* .kind */
	CATALOG_GIVEN,			/* .given: objects that are there and
					   seen, in their order */
};

struct catalog_order {
	enum catalog_field	field;
	bool			descending;
};
#define CATALOG_ORDER_MAX	8

enum catalog_operator {
	CATALOG_EQUAL, CATALOG_UNEQUAL, CATALOG_LESS, CATALOG_LESS_OR_EQUAL,
	CATALOG_GREATER, CATALOG_GREATER_OR_EQUAL,
	CATALOG_CONTAINS, CATALOG_LACKS, CATALOG_STARTS_WITH,
	CATALOG_DERIVED_FROM, CATALOG_EXISTS, CATALOG_EXISTS_NOT,
	CATALOG_NEVER,			/* what cannot be compared */
	CATALOG_AND, CATALOG_OR,	/* of the two nodes before */
};
/* Conditions in the order of a stack: operands, then what joins them. */
struct catalog_node {
	enum catalog_operator	op;
	enum catalog_field	field;
	const char		*text;	/* UTF-8 */
	int64_t			number;
};

#define CATALOG_GIVEN_MAX	100
/* Not the catalogue knows what an object can be had as, but who shows it: he
   says whether a condition on that is true of one, as the client is shown it.
   Of the object there is what that depends on: its kind, types, sizes and
   subtitles. */
struct catalog_object;
typedef bool catalog_fits(const struct catalog_node *n,
	    const struct catalog_object *o, uint64_t client);

/* Whether a field is one of those. */
static inline bool
catalog_is_shown(enum catalog_field field)
{
	return field == CATALOG_PROTOCOL_INFO || field == CATALOG_RESOLUTION;
}

struct catalog_query {
	enum catalog_scope	scope;
	int64_t			id;
	enum media_kind		kind;
	const int64_t		*given;
	size_t			ngiven;	/* at most CATALOG_GIVEN_MAX */
	bool			deep;	/* all beneath, not the children */
	int64_t			without;	/* an object that is in no list */
	uint64_t		hidden;	/* areas: see catalog_visible.h */
	const struct catalog_node *nodes;	/* of a search: deep */
	size_t			nnodes;
	catalog_fits		*fits;	/* if such a field is among them */
	uint64_t		client;	/* whom fits is told of */
	struct catalog_order	order[CATALOG_ORDER_MAX];
	size_t			norder;	/* 0: the scope's own order */
};

#endif
