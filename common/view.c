/*
 * The table of views. Pure; what is put where is the scanner's affair
 * (scanner/library/shelf.c), how it is shown that of server/upnp.
 */
#include <string.h>

#include "common/view.h"

#define CONTAINER	"object.container"
#define STORAGE		CONTAINER ".storageFolder"
#define ALBUM		CONTAINER ".album.musicAlbum"
#define ARTIST		CONTAINER ".person.musicArtist"

static const struct view_facts views[] = {
	{ VIEW_MUSIC_ALL, "music-all", "All Music", MEDIA_AUDIO,
	    { CONTAINER } },
	{ VIEW_MUSIC_ARTISTS, "music-artists", "Artists", MEDIA_AUDIO,
	    { CONTAINER, ARTIST, ALBUM } },
	{ VIEW_MUSIC_ALBUM_ARTISTS, "music-album-artists", "Album Artists",
	    MEDIA_AUDIO, { CONTAINER, ARTIST, ALBUM } },
	{ VIEW_MUSIC_ALBUMS, "music-albums", "Albums", MEDIA_AUDIO,
	    { CONTAINER, ALBUM } },
	{ VIEW_MUSIC_GENRES, "music-genres", "Genres", MEDIA_AUDIO,
	    { CONTAINER, CONTAINER ".genre.musicGenre", ARTIST } },
	{ VIEW_MUSIC_COMPOSERS, "music-composers", "Composers", MEDIA_AUDIO,
	    { CONTAINER, CONTAINER ".person", ALBUM } },
	{ VIEW_MUSIC_YEARS, "music-years", "Years", MEDIA_AUDIO,
	    { CONTAINER, CONTAINER, ALBUM } },
	{ VIEW_MUSIC_RECENT, "music-recent", "Recently Added", MEDIA_AUDIO,
	    { CONTAINER } },
	{ VIEW_MUSIC_FOLDERS, "music-folders", "Folders", MEDIA_AUDIO,
	    { CONTAINER, STORAGE } },
	{ VIEW_VIDEO_ALL, "video-all", "All Video", MEDIA_VIDEO,
	    { CONTAINER } },
	{ VIEW_VIDEO_MOVIES, "video-movies", "Movies", MEDIA_VIDEO,
	    { CONTAINER } },
	{ VIEW_VIDEO_SERIES, "video-series", "Series", MEDIA_VIDEO,
	    { CONTAINER, CONTAINER ".album", CONTAINER ".album" } },
	{ VIEW_VIDEO_GENRES, "video-genres", "Genres", MEDIA_VIDEO,
	    { CONTAINER, CONTAINER ".genre.movieGenre" } },
	{ VIEW_VIDEO_YEARS, "video-years", "Years", MEDIA_VIDEO,
	    { CONTAINER, CONTAINER } },
	{ VIEW_VIDEO_RECENT, "video-recent", "Recently Added", MEDIA_VIDEO,
	    { CONTAINER } },
	{ VIEW_VIDEO_FOLDERS, "video-folders", "Folders", MEDIA_VIDEO,
	    { CONTAINER, STORAGE } },
	{ VIEW_PICTURES_ALL, "pictures-all", "All Pictures", MEDIA_PICTURE,
	    { CONTAINER } },
	{ VIEW_PICTURES_DATES, "pictures-dates", "Dates", MEDIA_PICTURE,
	    { CONTAINER, CONTAINER, CONTAINER,
	    CONTAINER ".album.photoAlbum" } },
	{ VIEW_PICTURES_CAMERAS, "pictures-cameras", "Cameras", MEDIA_PICTURE,
	    { CONTAINER, CONTAINER ".album.photoAlbum" } },
	{ VIEW_PICTURES_RATINGS, "pictures-ratings", "Ratings", MEDIA_PICTURE,
	    { CONTAINER, CONTAINER ".album.photoAlbum" } },
	{ VIEW_PICTURES_RECENT, "pictures-recent", "Recently Added",
	    MEDIA_PICTURE, { CONTAINER } },
	{ VIEW_PICTURES_FOLDERS, "pictures-folders", "Folders", MEDIA_PICTURE,
	    { CONTAINER, STORAGE } },
	{ VIEW_PLAYLISTS, "playlists", "Playlists", MEDIA_FOLDER,
	    { CONTAINER, CONTAINER ".playlistContainer" } },
	{ VIEW_FOLDERS, "folders", "Folders", MEDIA_FOLDER,
	    { CONTAINER, STORAGE } },
	{ VIEW_CONTINUE, "continue", "Continue", MEDIA_FOLDER,
	    { CONTAINER } },
};
#define NVIEWS	(sizeof(views) / sizeof(views[0]))

const struct view_facts *
view_get(size_t i)
{
	return i < NVIEWS ? &views[i] : NULL;
}

const struct view_facts *
view_find(const char *name)
{
	size_t i;

	for (i = 0; i < NVIEWS; i++)
		if (strcmp(views[i].name, name) == 0)
			return &views[i];
	return NULL;
}

bool
view_is_known(const char *name)
{
	const size_t len = strlen(name);

	if (view_find(name) != NULL)
		return true;
	for (size_t i = 0; i < NVIEWS; i++)
		if (strcspn(views[i].name, "-") == len &&
		    memcmp(views[i].name, name, len) == 0)
			return true;
	return false;
}

const struct view_facts *
view_of(enum view view)
{
	size_t i;

	for (i = 0; i < NVIEWS; i++)
		if (views[i].view == view)
			return &views[i];
	return NULL;
}

/* Those that each kind has. */
static const struct {
	enum view	 all, recent, folders;
} of_kind[MEDIA_KINDS] = {
	[MEDIA_AUDIO] = { VIEW_MUSIC_ALL, VIEW_MUSIC_RECENT,
	    VIEW_MUSIC_FOLDERS },
	[MEDIA_VIDEO] = { VIEW_VIDEO_ALL, VIEW_VIDEO_RECENT,
	    VIEW_VIDEO_FOLDERS },
	[MEDIA_PICTURE] = { VIEW_PICTURES_ALL, VIEW_PICTURES_RECENT,
	    VIEW_PICTURES_FOLDERS },
};

enum view
view_of_all(enum media_kind kind)
{
	return of_kind[kind].all;
}

enum view
view_of_recent(enum media_kind kind)
{
	return of_kind[kind].recent;
}

enum view
view_of_folders(enum media_kind kind)
{
	return of_kind[kind].folders;
}

bool
view_is_of_folders(enum view view)
{
	const struct view_facts *v = view_of(view);

	return v != NULL && view_of_folders(v->kind) == view;
}

const char *
view_item_class(enum media_kind kind)
{
	static const char *const classes[MEDIA_KINDS] = {
		[MEDIA_FOLDER] = STORAGE,
		[MEDIA_AUDIO] = "object.item.audioItem.musicTrack",
		[MEDIA_VIDEO] = "object.item.videoItem",
		[MEDIA_PICTURE] = "object.item.imageItem.photo",
	};

	return classes[kind];
}

const char *
view_class(enum view view, unsigned level)
{
	const struct view_facts *v = view_of(view);

	if (v == NULL)
		return CONTAINER;
	if (level > VIEW_LEVELS_MAX)
		level = VIEW_LEVELS_MAX;
	while (v->classes[level] == NULL)
		level--;
	return v->classes[level];
}

bool
view_is_album(enum view view, unsigned level)
{
	return level > 0 && strcmp(view_class(view, level), ALBUM) == 0;
}
