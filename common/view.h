#ifndef LARES_COMMON_VIEW_H
#define LARES_COMMON_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/media.h"

/*
 * The ways through the library. Each is a container at the top of a tree of
 * containers that lares-scan fills and lares-http shows. The numbers are in
 * people's catalogues, and in the object ids that players remember: they stay
 * what they are.
 */
enum view {
	VIEW_NONE		= 0,
	VIEW_MUSIC_ALL		= 1,
	VIEW_MUSIC_ARTISTS	= 2,
	VIEW_MUSIC_ALBUM_ARTISTS = 3,
	VIEW_MUSIC_ALBUMS	= 4,
	VIEW_MUSIC_GENRES	= 5,
	VIEW_MUSIC_COMPOSERS	= 6,
	VIEW_MUSIC_YEARS	= 7,
	VIEW_MUSIC_RECENT	= 8,
	VIEW_MUSIC_FOLDERS	= 9,
	VIEW_VIDEO_ALL		= 20,
	VIEW_VIDEO_MOVIES	= 21,
	VIEW_VIDEO_SERIES	= 22,
	VIEW_VIDEO_GENRES	= 23,
	VIEW_VIDEO_YEARS	= 24,
	VIEW_VIDEO_RECENT	= 25,
	VIEW_VIDEO_FOLDERS	= 26,
	VIEW_PICTURES_ALL	= 40,
	VIEW_PICTURES_DATES	= 41,
	VIEW_PICTURES_CAMERAS	= 42,
	VIEW_PICTURES_RATINGS	= 43,
	VIEW_PICTURES_RECENT	= 44,
	VIEW_PICTURES_FOLDERS	= 45,
	VIEW_PLAYLISTS		= 60,
	VIEW_FOLDERS		= 61,	/* the catalogue's own folders */
	VIEW_CONTINUE		= 62,	/* what somebody left open: not in the
					   catalogue, see server/upnp/tree.h */
};
/* Containers of the catalogue beneath a view have greater ids than this. */
#define VIEW_IDS	100

#define VIEW_LEVELS_MAX	3

struct view_facts {
	enum view	 view;
	const char	*name;		/* object id, and in "view = ..." */
	const char	*title;		/* English */
	enum media_kind	 kind;		/* of what is in it; MEDIA_FOLDER: any */
	const char	*classes[VIEW_LEVELS_MAX + 1];	/* itself, and the
					   containers at each level beneath;
					   the last also for deeper ones */
};

/* In the order in which they are listed. NULL: there are no more. */
const struct view_facts	*view_get(size_t i);
const struct view_facts	*view_find(const char *name);
const struct view_facts	*view_of(enum view view);
/* Whether "view = name" can show something: a view, or the group of those that
   begin with that name. */
bool			 view_is_known(const char *name);

/* The view of everything of a kind, of its newest, and of its folders. */
enum view		 view_of_all(enum media_kind kind);
enum view		 view_of_recent(enum media_kind kind);
enum view		 view_of_folders(enum media_kind kind);
bool			 view_is_of_folders(enum view view);	/* of a kind */

/* So many are in a view of the newest. */
#define VIEW_RECENT_MAX	500

/* upnp:class of a file, or a folder on disk. */
const char		*view_item_class(enum media_kind kind);

/* upnp:class of a container at a level of a view (0: the view itself). */
const char		*view_class(enum view view, unsigned level);
bool			 view_is_album(enum view view, unsigned level);

#endif
