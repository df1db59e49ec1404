/*
 * Tags into fields, by a table. libav has already given most tags of most
 * formats one name; the other names are those it leaves as they are. In
 * lares-probe only.
 */
#include <string.h>

#include <libavutil/dict.h>

#include "common/text.h"
#include "scanner/probe/date.h"
#include "scanner/probe/tags.h"

static void
put_text(void *field, const char *value)
{
	text_clean(value, strlen(value), field, MEDIA_TEXT_BYTES);
}

static void
put_number(void *field, const char *value)
{
	*(uint32_t *)field = tags_number(value);
}

static void
put_date(void *field, const char *value)
{
	date_parse(value, field);
}

#define FIELD(name)	offsetof(struct media_facts, name)

/* Of several tags for a field the first in the table counts. */
static const struct {
	const char	*tag;		/* in any case */
	size_t		 field;
	void		(*put)(void *field, const char *value);
} table[] = {
	{ "title",		FIELD(title),		put_text },
	{ "artist",		FIELD(artist),		put_text },
	{ "author",		FIELD(artist),		put_text },
	{ "performer",		FIELD(artist),		put_text },
	{ "album_artist",	FIELD(album_artist),	put_text },
	{ "albumartist",	FIELD(album_artist),	put_text },
	{ "album artist",	FIELD(album_artist),	put_text },
	{ "album",		FIELD(album),		put_text },
	{ "genre",		FIELD(genre),		put_text },
	{ "composer",		FIELD(composer),	put_text },
	{ "track",		FIELD(track),		put_number },
	{ "tracknumber",	FIELD(track),		put_number },
	{ "part_number",	FIELD(track),		put_number },
	{ "disc",		FIELD(disc),		put_number },
	{ "discnumber",		FIELD(disc),		put_number },
	{ "date",		FIELD(date),		put_date },
	{ "year",		FIELD(date),		put_date },
	{ "date_released",	FIELD(date),		put_date },
	/* When a camera recorded it, by its own clock, else in UTC. */
	{ "com.apple.quicktime.creationdate", FIELD(date), put_date },
	{ "creation_time",	FIELD(date),		put_date },
};

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
is_known(const void *field, bool number)
{
	return number ? *(const uint32_t *)field != 0 :
	    *(const char *)field != '\0';
}

void
tags_read(const AVDictionary *tags, struct media_facts *f)
{
	const AVDictionaryEntry *e;
	void *field;
	size_t i;

	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		field = (char *)f + table[i].field;
		if (!is_known(field, table[i].put == put_number) &&
		    (e = av_dict_get(tags, table[i].tag, NULL, 0)) != NULL)
			table[i].put(field, e->value);
	}
}
