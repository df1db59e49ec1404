/*
 * Kodi's NFO files. In lares-probe; pure on xml.h.
 */
#include <string.h>

#include "common/num.h"
#include "common/text.h"
#include "scanner/probe/date.h"
#include "scanner/probe/nfo.h"
#include "scanner/probe/values.h"
#include "scanner/probe/xml.h"

/* More than a field has room for, so that none is cut within a character. */
#define TEXT_BYTES	(2 * MEDIA_TEXT_BYTES)
#define SEASON_MAX	9999

enum root {
	NONE,
	MOVIE,
	EPISODE,
	MUSIC_VIDEO,
	SHOW,
};

struct reading {
	enum root	root;
	int		now;		/* row of the table; -1: none */
	int		best_date;	/* row that the date is from */
	char		text[TEXT_BYTES];
	size_t		len;
	char		original[MEDIA_TEXT_BYTES];
	char		outline[MEDIA_TEXT_BYTES];
	struct media_facts got;
};

static const struct {
	const char	*name;
	enum root	 root;
} roots[] = {
	{ "movie",		MOVIE },
	{ "episodedetails",	EPISODE },
	{ "musicvideo",		MUSIC_VIDEO },
	{ "tvshow",		SHOW },
};

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

static void
put_text(struct reading *in, char *field, const char *text)
{
	(void)in;
	if (field[0] == '\0')
		memcpy(field, text, strlen(text) + 1);
}

/* Kodi has one element a value, older ones had " / " in between. */
static void
put_names(struct reading *in, char *field, const char *text)
{
	(void)in;
	values_add_names(field, text);
}

/* "Rated PG-13 for some violence" */
static void
put_rating(struct reading *in, char *field, const char *text)
{
	size_t len = strlen(text);
	const char *why;

	(void)in;
	if (strncmp(text, "Rated ", 6) == 0) {
		text += 6;
		why = strstr(text, " for ");
		len = why != NULL ? (size_t)(why - text) : strlen(text);
	}
	text_clean(text, len, field, MEDIA_NAME_BYTES);
}

static void
put_date(struct reading *in, char *field, const char *text)
{
	if ((in->best_date == -1 || in->now < in->best_date) &&
	    date_parse(text, field))
		in->best_date = in->now;
}

/* -1 is Kodi's "not known". */
static void
put_season(struct reading *in, char *field, const char *text)
{
	uint64_t value;

	(void)field;
	if (num_parse(text, SEASON_MAX, &value) == -1)
		return;
	in->got.season = (uint32_t)value;
	in->got.has_season = true;
}

static void
put_episode(struct reading *in, char *field, const char *text)
{
	uint64_t value;

	(void)field;
	if (num_parse(text, UINT32_MAX, &value) == 0)
		in->got.episode = (uint32_t)value;
}

#define FIELD(name)	offsetof(struct reading, name)

/* The elements right beneath the outermost. Of dates the first here counts. */
static const struct {
	const char	*name;
	void		(*put)(struct reading *in, char *field,
			    const char *text);
	size_t		 field;
} table[] = {
	{ "title",		put_text,	FIELD(got.title) },
	{ "originaltitle",	put_text,	FIELD(original) },
	{ "sorttitle",		put_text,	FIELD(got.title_sort) },
	{ "showtitle",		put_text,	FIELD(got.series) },
	{ "season",		put_season,	0 },
	{ "episode",		put_episode,	0 },
	{ "outline",		put_text,	FIELD(outline) },
	{ "plot",		put_text,	FIELD(got.description) },
	{ "genre",		put_names,	FIELD(got.genre) },
	{ "director",		put_names,	FIELD(got.director) },
	{ "mpaa",		put_rating,	FIELD(got.rating) },
	{ "premiered",		put_date,	FIELD(got.date) },
	{ "aired",		put_date,	FIELD(got.date) },
	{ "releasedate",	put_date,	FIELD(got.date) },
	{ "year",		put_date,	FIELD(got.date) },
	{ "artist",		put_names,	FIELD(got.artist) },
	{ "album",		put_text,	FIELD(got.album) },
};

static void
begin(void *arg, unsigned depth, const char *ns, const char *name)
{
	struct reading *in = arg;
	size_t i;

	(void)ns;
	if (depth == 1)
		for (i = 0; i < COUNT(roots); i++)
			if (strcmp(roots[i].name, name) == 0)
				in->root = roots[i].root;
	if (depth != 2)
		return;
	in->len = 0;
	in->now = -1;
	for (i = 0; i < COUNT(table); i++)
		if (strcmp(table[i].name, name) == 0)
			in->now = (int)i;
}

static void
text(void *arg, const char *chars, size_t len)
{
	struct reading *in = arg;

	if (len > sizeof(in->text) - in->len)
		len = sizeof(in->text) - in->len;
	memcpy(in->text + in->len, chars, len);
	in->len += len;
}

static void
end(void *arg, unsigned depth)
{
	struct reading *in = arg;
	char clean[MEDIA_TEXT_BYTES];

	if (depth != 2 || in->now == -1)
		return;
	text_clean(in->text, in->len, clean, sizeof(clean));
	if (clean[0] != '\0')
		table[in->now].put(in, (char *)in + table[in->now].field,
		    clean);
	in->now = -1;
}

static void
parse(const struct bytes *b, struct reading *in)
{
	static const struct xml_reader reader = {
		.begin = begin, .text = text, .end = end,
	};

	memset(in, 0, sizeof(*in));
	in->now = in->best_date = -1;
	xml_read_bytes(b, 0, b->size, XML_MAX_BYTES, &reader, in);
	put_text(in, in->got.title, in->original);
	if (in->outline[0] != '\0')
		memcpy(in->got.description, in->outline, sizeof(in->outline));
}

/* The texts that an NFO may know. */
static const struct {
	size_t		at;
	size_t		size;
} texts[] = {
#define TEXT(name) \
	{ offsetof(struct media_facts, name), \
	  sizeof(((struct media_facts *)NULL)->name) }
	TEXT(title), TEXT(title_sort), TEXT(series), TEXT(description),
	TEXT(genre), TEXT(director), TEXT(rating), TEXT(date), TEXT(artist),
	TEXT(album),
};

void
nfo_read(const struct bytes *b, struct media_facts *f)
{
	const char *from;
	struct reading in;
	size_t i;

	parse(b, &in);
	if (in.root == NONE || in.root == SHOW)
		return;
	for (i = 0; i < COUNT(texts); i++) {
		from = (const char *)&in.got + texts[i].at;
		if (from[0] != '\0')
			memcpy((char *)f + texts[i].at, from, texts[i].size);
	}
	if (in.got.has_season) {
		f->season = in.got.season;
		f->has_season = true;
	}
	if (in.got.episode != 0)
		f->episode = in.got.episode;
	f->movie = in.root == MOVIE;
}

void
nfo_read_show(const struct bytes *b, struct media_facts *f)
{
	struct reading in;

	parse(b, &in);
	if (in.root != SHOW)
		return;
	put_text(&in, f->series, in.got.title);
	put_text(&in, f->genre, in.got.genre);
	put_text(&in, f->rating, in.got.rating);
}
