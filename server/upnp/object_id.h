#ifndef LARES_UPNP_OBJECT_ID_H
#define LARES_UPNP_OBJECT_ID_H

#include <stddef.h>
#include <stdint.h>

#include "common/media.h"

/*
 * The object ids that clients see and remember.
 *
 *	"0"		the root
 *	"music"		a view: everything of one kind, or "folders"
 *	"17"		a row of the catalogue, as reached through the folders
 *	"m17"		the same row in the view "music"; refers to "17"
 */
enum object_place {
	OBJECT_ROOT,
	OBJECT_VIEW,			/* kind */
	OBJECT_ROW,			/* row */
	OBJECT_IN_VIEW,			/* kind and row */
};
struct object_id {
	enum object_place	 place;
	enum media_kind		 kind;
	int64_t			 row;
};

/* One view; the view of MEDIA_FOLDER is "folders". */
struct object_view {
	const char	*id;
	char		 letter;	/* before a row's number; 0 for folders */
	enum media_kind	 kind;
	const char	*title;
};

/* The views in the order the root lists them: i < OBJECT_VIEWS. */
#define OBJECT_VIEWS	4
const struct object_view *object_view_get(size_t i);
const struct object_view *object_view_of(enum media_kind kind);

/* 0, or -1 when no object can have this id. */
int	object_id_parse(const char *text, struct object_id *id);

#define OBJECT_ID_BYTES	24
struct object_id_text {
	char	s[OBJECT_ID_BYTES];
};
struct object_id_text	object_id_format(const struct object_id *id);

#endif
