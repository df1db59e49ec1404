#ifndef LARES_UPNP_RESOURCE_H
#define LARES_UPNP_RESOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/subtitle.h"
#include "server/upnp/protocol_info.h"

struct buf;
struct catalog_object;

enum resource_kind {
	RESOURCE_ORIGINAL,		/* the file as it is */
	RESOURCE_SCALED,		/* a picture made into a JPEG */
	RESOURCE_ART,			/* a small picture, as lares-scan made */
	RESOURCE_SUBTITLE,		/* of a video */
};

/* One way to have an object: a res of its DIDL-Lite, and what answers the GET
   of its URL. 0 or "" means: not known. Text is the row's. */
struct resource {
	enum resource_kind	 kind;
	struct protocol_info	 info;
	int64_t			 id;		/* of the object */
	int64_t			 art;		/* RESOURCE_ART: its own */
	const char		*extension;	/* in the URL; "": none */
	const char		*size_name;	/* in it too, of a picture that
						   is made, or a file under a
						   profile it does not have;
						   else NULL */
	bool			 sized;		/* size is known */
	uint64_t		 size;
	uint64_t		 duration_ms;
	uint64_t		 bitrate;	/* bits per second */
	uint32_t		 width, height;
	uint32_t		 box_width, box_height;	/* RESOURCE_SCALED:
							   what it is fitted
							   into */
	uint32_t		 sample_rate, channels, bits_per_sample;
	/* RESOURCE_SUBTITLE: see common/subtitle.h. */
	unsigned		 number;
	const char		*words;		/* its suffix, but for the */
	size_t			 words_len;	/* extension; without a NUL */
};

#define RESOURCES_MAX	(8 + SUBTITLES_MAX)	/* of one object */

/*
 * Pure: all that an object can be had as, the original first, since dumb
 * clients take the first; without its subtitles. How many; 0 for a folder.
 */
size_t	resource_list(const struct catalog_object *row,
	    struct resource list[RESOURCES_MAX]);

/* Those of them that are pictures made on demand: what most sets cannot show
   as it is, as the JPEGs that all of them can. How many. */
size_t	resource_list_scaled(const struct catalog_object *row,
	    struct resource *list);

/* Those that are artwork, the small one first. Folders and containers have
   some too, which is no res of theirs. How many. */
size_t	resource_list_art(const struct catalog_object *row,
	    struct resource *list);

/* The subtitles of a video, as far as there is room, by subtitle_rank: dumb
   clients take the first. How many. */
size_t	resource_list_subtitles(const struct catalog_object *row,
	    const char *language, struct resource *list, size_t room);

/* That for clients that take one: see subtitle_choose. False: there is none. */
bool	resource_subtitle(const struct catalog_object *row,
	    const char *language, enum subtitle_way way, struct resource *r);

/* The path of its URL: "/media/17.mp4", or "/media/17" without an extension;
   "/media/17/MPEG_PS_PAL.mp4" under a profile that it does not have;
   "/picture/17/JPEG_SM.jpg" of a scaled one, "/subtitle/17/2.de.srt",
   "/art/17/4/JPEG_TN.jpg" of artwork, or "/art/c17/4/JPEG_TN.jpg" of a container
   of a view. */
void	resource_add_path(struct buf *b, const struct resource *r);

/* Whether a URL that carries this extension, in any case, is its URL. */
bool	resource_has_extension(const struct resource *r, const char *extension);

#endif
