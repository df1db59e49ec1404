#ifndef LARES_COMMON_CATALOG_OBJECT_H
#define LARES_COMMON_CATALOG_OBJECT_H

#include <stdbool.h>
#include <stdint.h>

#include "common/media.h"
#include "common/view.h"

/* What object.seekable says of a file. */
enum catalog_seekable {
	CATALOG_SEEK_NONE,	/* there is no seek table, nor will be */
	CATALOG_SEEK_WANTED,	/* it has still to be made */
	CATALOG_SEEK_READY,
};

/* A row, valid only during the call that hands it out. Text is UTF-8, "" or 0
   where not known. */
struct catalog_object {
	int64_t		 id;
	int64_t		 parent;	/* 0: a media root */
	enum media_kind	 kind;
	uint64_t	 child_count;	/* folders */
	uint64_t	 size;
	int64_t		 mtime;		/* seconds */
	const char	*title;
	const char	*mime;
	const char	*extension;	/* of its name, lower case; may be "" */
	uint64_t	 duration_ms, bitrate;
	uint32_t	 width, height, sample_rate, channels, bits_per_sample;
	uint32_t	 orientation, track, disc;
	const char	*date, *artist, *album, *album_artist, *genre,
			*composer;	/* several values: one per line */
	const char	*series, *rating, *description, *director;
	const char	*profile;	/* DLNA.ORG_PN */
	bool		 seekable;	/* it has a seek table */
	const char	*subtitles;	/* of a video: see common/subtitle.h */
	uint32_t	 season, episode;
	int64_t		 art;		/* see common/art.h; 0: none */
	/* Of a container of a view, whose id and parent are negative. */
	enum view	 view;		/* else VIEW_NONE */
	unsigned	 level;		/* beneath the view; 0: the view */
	const char	*key;		/* what makes it this one */
};
typedef void (*catalog_row)(void *arg, const struct catalog_object *o);

#endif
