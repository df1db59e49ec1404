#ifndef LARES_UPNP_OBJECT_ID_H
#define LARES_UPNP_OBJECT_ID_H

#include <stddef.h>
#include <stdint.h>

#include "common/view.h"

struct buf;

/*
 * The object ids that clients see and remember.
 *
 *	"0"		the root
 *	"music"		a group: all views of one kind of media
 *	"music-albums"	a view
 *	"c17"		a container beneath one
 *	"17"		a row of the catalogue, as reached through the folders
 *	"17c4"		the same file in a container, or a view by its number;
 *			refers to "17"
 */
enum object_place {
	OBJECT_ROOT,
	OBJECT_GROUP,			/* kind */
	OBJECT_CONTAINER,		/* container */
	OBJECT_ROW,			/* row */
	OBJECT_IN_CONTAINER,		/* row and container */
};
struct object_id {
	enum object_place	 place;
	enum media_kind		 kind;
	int64_t			 container;	/* of the catalogue; an enum
						   view below VIEW_IDS */
	int64_t			 row;
};

/* The groups in their order: i < OBJECT_GROUPS. */
#define OBJECT_GROUPS	3
struct object_group {
	const char	*id;
	enum media_kind	 kind;
	const char	*title;		/* English */
};
const struct object_group *object_group_get(size_t i);
const struct object_group *object_group_of(enum media_kind kind);

/* 0, or -1 when no object can have this id. */
int	object_id_parse(const char *text, struct object_id *id);

/* Adds what object_id_parse reads as this id. */
#define OBJECT_ID_BYTES	48		/* the longest, and NUL */
void	object_id_add(struct buf *b, const struct object_id *id);

#endif
