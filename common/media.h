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
	char		date[MEDIA_NAME_BYTES];	/* ISO 8601: YYYY, YYYY-MM,
						   YYYY-MM-DD[Thh:mm:ss] */
	char		title[MEDIA_TEXT_BYTES];
	char		artist[MEDIA_TEXT_BYTES];
	char		album[MEDIA_TEXT_BYTES];
	char		album_artist[MEDIA_TEXT_BYTES];
	char		genre[MEDIA_TEXT_BYTES];
	char		composer[MEDIA_TEXT_BYTES];
};

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
