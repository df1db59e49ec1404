/*
 * The formats of subtitles, and the lines in which the catalogue notes those of
 * a video. Pure.
 */
#include <ctype.h>
#include <limits.h>
#include <string.h>
#include <strings.h>

#include "common/subtitle.h"

#define SEC	(1u << SUBTITLE_SEC)
#define PV	(1u << SUBTITLE_PV)

/* Most clients know those in front. Types as they are in use: none but that of
   WebVTT is registered. Samsung's sets are told of SubRip and SAMI (minidlna
   metadata.c check_for_captions, and the "smi" of their own sec:ProductCap),
   PacketVideo's of SubRip alone (minidlna upnpsoap.c). */
static const struct subtitle_format formats[] = {
	{ "srt",	"text/srt",	NULL,	true,	SEC | PV },
	{ "smi",	"smi/caption",	NULL,	true,	SEC },
	{ "ass",	"text/x-ssa",	NULL,	true,	0 },
	{ "ssa",	"text/x-ssa",	NULL,	true,	0 },
	{ "vtt",	"text/vtt",	NULL,	true,	0 },
	/* VobSub: an index, and pictures. Kodi knows it by these names. */
	{ "idx",	"text/idx",	"sub",	false,	0 },
	{ "sub",	"text/sub",	NULL,	false,	0 },
};
#define FORMATS	(sizeof(formats) / sizeof(formats[0]))

const struct subtitle_format *
subtitle_format(size_t i)
{
	return i < FORMATS ? &formats[i] : NULL;
}

const struct subtitle_format *
subtitle_by_extension(const char *extension)
{
	for (size_t i = 0; i < FORMATS; i++)
		if (strcasecmp(formats[i].extension, extension) == 0)
			return &formats[i];
	return NULL;
}

static bool
is_mark(const char *part, size_t len)
{
	static const char *const marks[] = { "forced", "sdh" };

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (strlen(marks[i]) == len &&
		    memcmp(marks[i], part, len) == 0)
			return true;
	return false;
}

static void
take_apart(struct subtitle *s, const char *suffix)
{
	const char *dot = strrchr(suffix, '.');
	size_t len = strcspn(suffix, ".");

	s->format = subtitle_by_extension(dot != NULL ? dot + 1 : suffix);
	s->forced = strstr(suffix, "forced.") != NULL;
	s->sdh = strstr(suffix, "sdh.") != NULL;
	if (dot == NULL || is_mark(suffix, len))
		len = 0;
	memcpy(s->language, suffix, len);
	s->language[len] = '\0';
}

/* It becomes part of a URL. */
static bool
is_plain(const char *suffix)
{
	for (; *suffix != '\0'; suffix++)
		if (!isascii((unsigned char)*suffix) ||
		    (!isalnum((unsigned char)*suffix) &&
		    strchr("-.", *suffix) == NULL))
			return false;
	return true;
}

bool
subtitle_next(const char **rest, struct subtitle *s)
{
	const char *line = *rest;
	const size_t len = strcspn(line, "\n");
	char suffix[SUBTITLE_SUFFIX_BYTES];

	if (len == 0 || len >= sizeof(suffix))
		return false;
	memcpy(suffix, line, len);
	suffix[len] = '\0';
	s->suffix = line;
	s->suffix_len = len;
	s->number++;
	take_apart(s, suffix);
	*rest = line + len + (line[len] == '\n');
	return s->format != NULL && is_plain(suffix);
}

unsigned
subtitle_rank(const struct subtitle *s, const char *language)
{
	const unsigned format = (unsigned)(s->format - formats);
	size_t len = strcspn(s->language, "-");
	unsigned group = 4;

	if (s->forced)			/* a sentence here and there */
		return 6 * FORMATS + format;
	if (len == 0)
		group = 2;
	else if (language != NULL && strlen(language) == len &&
	    memcmp(language, s->language, len) == 0)
		group = 0;
	return (group + s->sdh) * (unsigned)FORMATS + format;
}

bool
subtitle_choose(const char *lines, const char *language,
    enum subtitle_way way, struct subtitle *out)
{
	struct subtitle s = { 0 };
	unsigned best = UINT_MAX, n;

	while (subtitle_next(&lines, &s)) {
		n = subtitle_rank(&s, language);
		if ((s.format->ways & 1u << way) != 0 && n < best) {
			best = n;
			*out = s;
		}
	}
	return best < UINT_MAX;
}
