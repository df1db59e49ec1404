#ifndef LARES_UPNP_LANGUAGE_H
#define LARES_UPNP_LANGUAGE_H

#include "common/catalog_read.h"
#include "common/config_types.h"

/* What has a name in every language. */
enum language_string {
	LANGUAGE_GROUP_MUSIC, LANGUAGE_GROUP_VIDEO, LANGUAGE_GROUP_PICTURES,
	LANGUAGE_MUSIC_ALL, LANGUAGE_ARTISTS, LANGUAGE_ALBUM_ARTISTS,
	LANGUAGE_ALBUMS, LANGUAGE_GENRES, LANGUAGE_COMPOSERS, LANGUAGE_YEARS,
	LANGUAGE_RECENT, LANGUAGE_FOLDERS, LANGUAGE_VIDEO_ALL,
	LANGUAGE_MOVIES, LANGUAGE_SERIES, LANGUAGE_PICTURES_ALL,
	LANGUAGE_DATES, LANGUAGE_CAMERAS, LANGUAGE_RATINGS,
	LANGUAGE_PLAYLISTS, LANGUAGE_VARIOUS, LANGUAGE_SEASON,
	LANGUAGE_SPECIALS, LANGUAGE_CONTINUE,
	LANGUAGE_ASK,			/* to be admitted, before a command */
	LANGUAGE_MONTHS,		/* twelve: January first */
	LANGUAGE_STRINGS = LANGUAGE_MONTHS + 12,
};

/* "#" stands for a number. NULL: English, the catalogue's own titles. */
const char	*language_string(enum config_language language,
		    enum language_string string);

/* The title of a group of views, or of a view. */
const char	*language_group(enum config_language language,
		    enum media_kind kind);
const char	*language_view(enum config_language language, enum view view);

#define LANGUAGE_TITLE_BYTES	64

/*
 * The title of a container of the views: in the language where it is ours, as
 * "Season 2", else as it is. Written to out if it is neither.
 *
 * Only what is shown is translated. A search compares titles as the catalogue
 * has them, in English, and they are ordered by the catalogue's keys: months
 * and seasons stand in their order in every language.
 */
const char	*language_title(enum config_language language,
		    const struct catalog_object *row,
		    char out[LANGUAGE_TITLE_BYTES]);

#endif
