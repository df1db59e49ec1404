/*
 * Tags into fields, by a table. libav has already given most tags of most
 * formats one name; the other names are those it leaves as they are. In
 * lares-probe only.
 */
#include <string.h>
#include <strings.h>

#include <libavutil/dict.h>

#include "common/text.h"
#include "scanner/probe/camera.h"
#include "scanner/probe/coordinates.h"
#include "scanner/probe/date.h"
#include "scanner/probe/tags.h"
#include "scanner/probe/values.h"

enum form {
	TEXT,
	PLOT,			/* one that may say a place by numbers */
	NAMES,			/* several */
	GENRES,
	NUMBER,
	DATE,
	FLAG,
	SEASON,			/* a number that may be 0 */
	MOVIE,			/* what kind of video, as iTunes counts */
	EXTC,			/* "mpaa|PG-13|300|", iTunes again */
	RATING,
};

#define FIELD(name)	offsetof(struct media_facts, name)

/* Of several tags for a field the first in the table counts. */
static const struct row {
	const char	*tag;		/* in any case */
	enum form	 form;
	size_t		 field;
} table[] = {
	{ "title",		TEXT,	FIELD(title) },
	{ "EPISODE/TITLE",	TEXT,	FIELD(title) },
	{ "artist",		NAMES,	FIELD(artist) },
	{ "author",		NAMES,	FIELD(artist) },
	{ "performer",		NAMES,	FIELD(artist) },
	{ "album_artist",	NAMES,	FIELD(album_artist) },
	{ "albumartist",	NAMES,	FIELD(album_artist) },
	{ "album artist",	NAMES,	FIELD(album_artist) },
	{ "album",		TEXT,	FIELD(album) },
	{ "genre",		GENRES,	FIELD(genre) },
	{ "composer",		NAMES,	FIELD(composer) },
	{ "track",		NUMBER,	FIELD(track) },
	{ "tracknumber",	NUMBER,	FIELD(track) },
	{ "part_number",	NUMBER,	FIELD(track) },
	{ "disc",		NUMBER,	FIELD(disc) },
	{ "discnumber",		NUMBER,	FIELD(disc) },
	{ "date",		DATE,	FIELD(date) },
	{ "year",		DATE,	FIELD(date) },
	{ "date_released",	DATE,	FIELD(date) },
	/* When a camera recorded it, by its own clock, else in UTC. */
	{ "com.apple.quicktime.creationdate", DATE, FIELD(date) },
	{ "creation_time",	DATE,	FIELD(date) },

	/* How names are sorted: ID3 (TSO2 and TSOC are iTunes's; XSO* were
	   MusicBrainz's before ID3v2.4), MP4, Vorbis and Matroska, ASF. */
	{ "title-sort",		TEXT,	FIELD(title_sort) },
	{ "sort_name",		TEXT,	FIELD(title_sort) },
	{ "titlesort",		TEXT,	FIELD(title_sort) },
	{ "TITLE/SORT_WITH",	TEXT,	FIELD(title_sort) },
	{ "WM/TitleSortOrder",	TEXT,	FIELD(title_sort) },
	{ "XSOT",		TEXT,	FIELD(title_sort) },
	{ "artist-sort",	TEXT,	FIELD(artist_sort) },
	{ "sort_artist",	TEXT,	FIELD(artist_sort) },
	{ "artistsort",		TEXT,	FIELD(artist_sort) },
	{ "ARTIST/SORT_WITH",	TEXT,	FIELD(artist_sort) },
	{ "WM/ArtistSortOrder",	TEXT,	FIELD(artist_sort) },
	{ "XSOP",		TEXT,	FIELD(artist_sort) },
	{ "album-sort",		TEXT,	FIELD(album_sort) },
	{ "sort_album",		TEXT,	FIELD(album_sort) },
	{ "albumsort",		TEXT,	FIELD(album_sort) },
	{ "WM/AlbumSortOrder",	TEXT,	FIELD(album_sort) },
	{ "XSOA",		TEXT,	FIELD(album_sort) },
	{ "album_artist-sort",	TEXT,	FIELD(album_artist_sort) },
	{ "TSO2",		TEXT,	FIELD(album_artist_sort) },
	{ "sort_album_artist",	TEXT,	FIELD(album_artist_sort) },
	{ "albumartistsort",	TEXT,	FIELD(album_artist_sort) },
	{ "WM/AlbumArtistSortOrder", TEXT, FIELD(album_artist_sort) },
	{ "composer-sort",	TEXT,	FIELD(composer_sort) },
	{ "TSOC",		TEXT,	FIELD(composer_sort) },
	{ "sort_composer",	TEXT,	FIELD(composer_sort) },
	{ "composersort",	TEXT,	FIELD(composer_sort) },
	{ "WM/ComposerSortOrder", TEXT,	FIELD(composer_sort) },

	{ "compilation",	FLAG,	FIELD(compilation) },
	{ "itunescompilation",	FLAG,	FIELD(compilation) },
	{ "TCMP",		FLAG,	FIELD(compilation) },
	{ "WM/IsCompilation",	FLAG,	FIELD(compilation) },

	/* Video: MP4, and Matroska with its levels or without. */
	{ "show",		TEXT,	FIELD(series) },
	{ "COLLECTION/TITLE",	TEXT,	FIELD(series) },
	{ "season_number",	SEASON,	FIELD(season) },
	{ "season",		SEASON,	FIELD(season) },
	{ "SEASON/PART_NUMBER",	SEASON,	FIELD(season) },
	{ "episode_sort",	NUMBER,	FIELD(episode) },
	{ "episode",		NUMBER,	FIELD(episode) },
	{ "EPISODE/PART_NUMBER", NUMBER, FIELD(episode) },
	{ "media_type",		MOVIE,	FIELD(movie) },
	{ "iTunEXTC",		EXTC,	FIELD(rating) },
	{ "law_rating",		RATING,	FIELD(rating) },
	{ "director",		NAMES,	FIELD(director) },
	{ "com.apple.quicktime.director", NAMES, FIELD(director) },
	{ "WM/Director",	NAMES,	FIELD(director) },
	{ "description",	PLOT,	FIELD(description) },
	{ "summary",		PLOT,	FIELD(description) },
	{ "synopsis",		PLOT,	FIELD(description) },
};
#define ROWS	(sizeof(table) / sizeof(table[0]))

uint32_t
tags_number(const char *text)
{
	uint32_t value = 0;

	text += strspn(text, " \t");
	for (; *text >= '0' && *text <= '9'; text++) {
		if (value > UINT32_MAX / 10 - 1)
			return 0;
		value = value * 10 + (uint32_t)(*text - '0');
	}
	return value;
}

static bool
is_known(const struct row *row, const struct media_facts *f)
{
	const void *field = (const char *)f + row->field;

	switch (row->form) {
	case SEASON:
		return f->has_season;
	case NUMBER:
		return *(const uint32_t *)field != 0;
	case FLAG:
	case MOVIE:
		return *(const bool *)field;
	default:
		return *(const char *)field != '\0';
	}
}

static void
put_season(const char *value, struct media_facts *f)
{
	value += strspn(value, " \t");
	f->has_season = *value >= '0' && *value <= '9';
	f->season = tags_number(value);
}

static void
put_rating(const char *value, size_t len, struct media_facts *f)
{
	text_clean(value, len, f->rating, sizeof(f->rating));
}

static void
put_extc(const char *value, struct media_facts *f)
{
	const char *at = strchr(value, '|');

	if (at != NULL)
		put_rating(at + 1, strcspn(at + 1, "|"), f);
}

static void
put(const struct row *row, const char *value, struct media_facts *f)
{
	void *field = (char *)f + row->field;

	switch (row->form) {
	case TEXT:
		text_clean(value, strlen(value), field, MEDIA_TEXT_BYTES);
		break;
	case PLOT:
		if (!coordinates_are_in(value, strlen(value)))
			text_clean(value, strlen(value), field,
			    MEDIA_TEXT_BYTES);
		break;
	case NAMES:
		values_add_names(field, value);
		break;
	case GENRES:
		values_add_genres(field, value);
		break;
	case NUMBER:
		*(uint32_t *)field = tags_number(value);
		break;
	case DATE:
		date_parse(value, field);
		break;
	case FLAG:
		*(bool *)field = tags_number(value) == 1;
		break;
	case SEASON:
		put_season(value, f);
		break;
	case MOVIE:
		*(bool *)field = tags_number(value) == 9;
		break;
	case EXTC:
		put_extc(value, f);
		break;
	case RATING:
		put_rating(value, strlen(value), f);
		break;
	}
}

/* The value of each row's tag; NULL: there is none. One way through the tags
   instead of one for each row: most rows have none. */
static void
find(const AVDictionary *tags, const char *values[ROWS])
{
	const AVDictionaryEntry *e = NULL;
	size_t i;

	memset(values, 0, ROWS * sizeof(*values));
	while ((e = av_dict_get(tags, "", e, AV_DICT_IGNORE_SUFFIX)) != NULL)
		for (i = 0; i < ROWS; i++)
			if (((e->key[0] ^ table[i].tag[0]) & 0x5F) == 0 &&
			    values[i] == NULL &&
			    strcasecmp(e->key, table[i].tag) == 0)
				values[i] = e->value;
}

/* The tag, or else Apple's name for it; "": there is neither. */
static const char *
get(const AVDictionary *tags, const char *tag, const char *apples)
{
	const AVDictionaryEntry *e = av_dict_get(tags, tag, NULL, 0);

	if (e == NULL)
		e = av_dict_get(tags, apples, NULL, 0);
	return e != NULL ? e->value : "";
}

void
tags_read(const AVDictionary *tags, struct media_facts *f)
{
	const char *values[ROWS];
	size_t i;

	find(tags, values);
	for (i = 0; i < ROWS; i++)
		if (values[i] != NULL && !is_known(&table[i], f))
			put(&table[i], values[i], f);
	if (f->kind != MEDIA_VIDEO)
		return;
	/* Matroska: something is said of the level "movie". */
	if (av_dict_get(tags, "MOVIE/", NULL, AV_DICT_IGNORE_SUFFIX) != NULL)
		f->movie = true;
	if (f->episode == 0 && f->has_season)
		f->episode = f->track;
	if (f->camera[0] == '\0')
		camera_name(get(tags, "make", "com.apple.quicktime.make"),
		    get(tags, "model", "com.apple.quicktime.model"),
		    f->camera);
}
