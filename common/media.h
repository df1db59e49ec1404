#ifndef LARES_COMMON_MEDIA_H
#define LARES_COMMON_MEDIA_H

#include <stdbool.h>
#include <stdint.h>

#include "common/ipc.h"

enum media_kind {
	MEDIA_FOLDER,
	MEDIA_AUDIO,
	MEDIA_VIDEO,
	MEDIA_PICTURE,
};
#define MEDIA_KINDS	4
#define MEDIA_BIT(kind)	(1u << (kind))
#define MEDIA_ALL	(MEDIA_BIT(MEDIA_AUDIO) | MEDIA_BIT(MEDIA_VIDEO) | \
			 MEDIA_BIT(MEDIA_PICTURE))

#define MEDIA_TEXT_BYTES	512	/* a tag, its NUL included */
#define MEDIA_NAME_BYTES	32	/* a format's or date's text */

/* What may lie beside a file and say more of it. */
enum media_side {
	MEDIA_SIDE_XMP,		/* of a picture */
	MEDIA_SIDE_NFO,		/* of a video */
	MEDIA_SIDE_SHOW,	/* tvshow.nfo, of the series */
};
#define MEDIA_SIDE_KINDS 3
#define MEDIA_SIDES_MAX	2	/* of one file */

#define MEDIA_VARIOUS		"Various Artists"

/* What one file is, as its bytes say. 0 or "" means: not known. */
struct media_facts {
	enum media_kind	kind;		/* never MEDIA_FOLDER */
	char		format[MEDIA_NAME_BYTES];	/* see common/mime.h */
	uint64_t	duration_ms;
	uint64_t	bitrate;	/* bits per second */
	uint32_t	width, height;	/* pixels, as stored */
	uint32_t	sample_rate;	/* Hz */
	uint32_t	channels;
	uint32_t	bits_per_sample;
	uint32_t	orientation;	/* EXIF 1..8 */
	uint32_t	track, disc;
	uint32_t	season, episode;
	bool		has_season;	/* season may be 0: the specials */
	bool		compilation;	/* the album is by MEDIA_VARIOUS, if
					   nobody else is named */
	bool		movie;		/* it says so itself */
	uint32_t	stars;		/* 1..5, the owner's */
	char		date[MEDIA_NAME_BYTES];	/* ISO 8601: YYYY, YYYY-MM,
						   YYYY-MM-DD[Thh:mm:ss] */
	char		rating[MEDIA_NAME_BYTES];	/* for whom: "PG-13" */
	char		title[MEDIA_TEXT_BYTES];
	char		artist[MEDIA_TEXT_BYTES];	/* may hold several */
	char		album[MEDIA_TEXT_BYTES];
	char		album_artist[MEDIA_TEXT_BYTES];	/* several */
	char		genre[MEDIA_TEXT_BYTES];	/* several */
	char		composer[MEDIA_TEXT_BYTES];	/* several */
	char		title_sort[MEDIA_TEXT_BYTES];	/* "Beatles, The": */
	char		artist_sort[MEDIA_TEXT_BYTES];	/* of all in artist */
	char		album_sort[MEDIA_TEXT_BYTES];
	char		album_artist_sort[MEDIA_TEXT_BYTES];
	char		composer_sort[MEDIA_TEXT_BYTES];
	char		camera[MEDIA_TEXT_BYTES];	/* "Canon EOS 5D" */
	char		series[MEDIA_TEXT_BYTES];	/* the show's title */
	char		director[MEDIA_TEXT_BYTES];	/* several */
	char		description[MEDIA_TEXT_BYTES];
	/* What DLNA's profiles are told by (common/profile.h): codecs and
	   their profiles by libav's names, of the first stream of each. */
	char		video_codec[MEDIA_NAME_BYTES];
	char		video_profile[MEDIA_NAME_BYTES];
	char		audio_codec[MEDIA_NAME_BYTES];
	char		audio_profile[MEDIA_NAME_BYTES];
	uint32_t	video_level;	/* as its standard numbers them */
	uint32_t	frame_rate_milli;	/* frames in 1000 seconds */
	uint64_t	video_bitrate, audio_bitrate;	/* bits per second */
	bool		interlaced;	/* PNG: for being seen early */
	bool		quicktime;	/* a "mov" that does not say it is MP4 */
	bool		stamped;	/* "m2ts": the time stamps are not 0 */
	bool		plain_jpeg;	/* baseline, 4:2:0 or 4:2:2, JFIF or EXIF */
	uint64_t	cover;		/* a hash of the picture it holds; 0:
					   it holds none */
};

/*
 * Fields that may hold several values have them in the file's order, each
 * once, with MEDIA_SEPARATOR in between. Adding cleans a value and leaves it
 * out if it is there already, does not fit whole behind others, or would be
 * one too many.
 */
#define MEDIA_SEPARATOR	'\n'
#define MEDIA_VALUES_MAX 16
void	media_add_value(char field[MEDIA_TEXT_BYTES], const char *value,
	    size_t len);

/* The next value in *rest, which starts as the field, and its length; NULL:
   there is none left. */
const char	*media_next_value(const char **rest, size_t *len);

/* Whether text has one of the forms of a date above. */
bool	media_is_date(const char *text);

/* The fields of an IPC_FACTS message. A number no real file has goes as 0. */
void	media_put_facts(struct buf *b, const struct media_facts *f);

/*
 * Reads them from a hostile sender: every number within its limit, text
 * bounded and cleaned to UTF-8. 0, or -1 and f is not to be used.
 */
int	media_get_facts(struct ipc_in *m, struct media_facts *f);

#endif
