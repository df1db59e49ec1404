#ifndef LARES_COMMON_SUBTITLE_H
#define LARES_COMMON_SUBTITLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SUBTITLES_MAX		32	/* of one video */
#define SUBTITLE_SUFFIX_BYTES	32	/* "pt-BR.forced.srt" */
#define SUBTITLE_BYTES_MAX	(16u << 20)	/* a file that is converted */
/* What its UTF-8 can need at most: see charset.h. */
#define SUBTITLE_ROOM(bytes)	(3 * (uint64_t)(bytes))

/* How those clients are told of a subtitle that take a single one. */
enum subtitle_way {
	SUBTITLE_SEC,			/* Samsung's */
	SUBTITLE_PV,			/* PacketVideo's: Panasonic's sets */
};

struct subtitle_format {
	const char	*extension;	/* lower case */
	const char	*mime;
	const char	*partner;	/* extension of the file that holds the
					   rest of it; NULL: none */
	bool		 text;		/* served as UTF-8; else as it is */
	unsigned	 ways;		/* bits: who is told so can show it */
};

/* The formats there are, from 0; NULL behind the last. */
const struct subtitle_format	*subtitle_format(size_t i);

/* NULL: not the extension of a subtitle. Case does not matter. */
const struct subtitle_format	*subtitle_by_extension(const char *extension);

/*
 * The subtitles of a video as the catalogue notes them: a line for each, which
 * is what its URL ends with behind the number: its language and what else its
 * name tells, by dots, and the extension. "de.srt", "pt-BR.forced.ass", "srt".
 */
struct subtitle {
	const struct subtitle_format *format;
	unsigned	 number;	/* its line, from 1 */
	const char	*suffix;	/* the line; without a NUL */
	size_t		 suffix_len;
	char		 language[SUBTITLE_SUFFIX_BYTES];	/* BCP 47, or "" */
	bool		 forced;	/* only what is foreign to the film */
	bool		 sdh;		/* with what there is to hear, too */
};

/* The next line of *rest, which starts as all of them, and s as zeros; false:
   there is none left. */
bool	subtitle_next(const char **rest, struct subtitle *s);

/*
 * How far one is from what is wanted, the nearest being 0: in the language
 * (ISO 639-1; NULL: any), else in none that is named, else in another; forced
 * ones last, and those for who cannot hear behind those that are not. Of these
 * that in the format which most clients know.
 */
unsigned	subtitle_rank(const struct subtitle *s, const char *language);

/*
 * The nearest to tell of in that way, among those that its clients can show.
 * False: there is none.
 */
bool	subtitle_choose(const char *lines, const char *language,
	    enum subtitle_way way, struct subtitle *s);

#endif
