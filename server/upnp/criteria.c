/*
 * What a client wants to see (Filter) and in which order (SortCriteria).
 * Pure, in lares-http; fuzzed, since every byte comes from outside.
 */
#include <stdbool.h>
#include <string.h>

#include "common/buf.h"
#include "common/catalog_read.h"
#include "server/upnp/criteria.h"

static const struct {
	const char	*name;
	uint32_t	 want;
} properties[] = {
	{ "@childCount",		WANT_CHILD_COUNT },
	{ "container@childCount",	WANT_CHILD_COUNT },
	{ "@searchable",		WANT_SEARCHABLE },
	{ "container@searchable",	WANT_SEARCHABLE },
	{ "@refID",			WANT_REF_ID },
	{ "item@refID",			WANT_REF_ID },
	{ "dc:creator",			WANT_CREATOR },
	{ "dc:date",			WANT_DATE },
	{ "upnp:artist",		WANT_ARTIST },
	{ "upnp:artist@role",		WANT_ARTIST | WANT_ARTIST_ROLE },
	{ "upnp:album",			WANT_ALBUM },
	{ "upnp:genre",			WANT_GENRE },
	{ "upnp:originalTrackNumber",	WANT_TRACK },
	{ "upnp:originalDiscNumber",	WANT_DISC },
	{ "upnp:storageUsed",		WANT_STORAGE_USED },
	{ "res",			WANT_RES },
	{ "res@protocolInfo",		WANT_RES },
	{ "res@size",			WANT_RES | WANT_RES_SIZE },
	{ "res@duration",		WANT_RES | WANT_RES_DURATION },
	{ "res@bitrate",		WANT_RES | WANT_RES_BITRATE },
	{ "res@sampleFrequency",	WANT_RES | WANT_RES_SAMPLE_RATE },
	{ "res@nrAudioChannels",	WANT_RES | WANT_RES_CHANNELS },
	{ "res@bitsPerSample",		WANT_RES | WANT_RES_BITS },
	{ "res@resolution",		WANT_RES | WANT_RES_RESOLUTION },
	/* Attributes of res without their element: seen in the field, and
	   understood by minidlna. */
	{ "@size",			WANT_RES | WANT_RES_SIZE },
	{ "size",			WANT_RES | WANT_RES_SIZE },
	{ "@duration",			WANT_RES | WANT_RES_DURATION },
	{ "duration",			WANT_RES | WANT_RES_DURATION },
	{ "@bitrate",			WANT_RES | WANT_RES_BITRATE },
	{ "bitrate",			WANT_RES | WANT_RES_BITRATE },
	{ "@resolution",		WANT_RES | WANT_RES_RESOLUTION },
	{ "resolution",			WANT_RES | WANT_RES_RESOLUTION },
	{ "childCount",			WANT_CHILD_COUNT },
};

static const struct {
	const char		*name;
	enum catalog_sort_key	 key;
} sort_keys[] = {
	{ "dc:title",			CATALOG_SORT_TITLE },
	{ "dc:date",			CATALOG_SORT_DATE },
	{ "upnp:class",			CATALOG_SORT_CLASS },
	{ "upnp:originalTrackNumber",	CATALOG_SORT_TRACK },
};

#define LENGTH(table)	(sizeof(table) / sizeof((table)[0]))
#define BLANKS		" \t\r\n"

/* One entry of a comma list, without the blanks around it. */
struct entry {
	const char	*text;
	size_t		 len;
};

/* Takes the next entry off *list, which becomes NULL behind the last. */
static bool
next_entry(const char **list, struct entry *e)
{
	const char *start = *list, *end;

	if (start == NULL)
		return false;
	end = start + strcspn(start, ",");
	*list = *end == ',' ? end + 1 : NULL;
	while (start < end && strchr(BLANKS, *start) != NULL)
		start++;
	while (end > start && strchr(BLANKS, end[-1]) != NULL)
		end--;
	e->text = start;
	e->len = (size_t)(end - start);
	return true;
}

static bool
is(const struct entry *e, const char *name)
{
	return strlen(name) == e->len && memcmp(e->text, name, e->len) == 0;
}

static uint32_t
property(const struct entry *e)
{
	size_t i;

	if (is(e, "*"))
		return WANT_ALL;
	for (i = 0; i < LENGTH(properties); i++)
		if (is(e, properties[i].name))
			return properties[i].want;
	return 0;
}

uint32_t
criteria_filter(const char *text)
{
	struct entry e;
	uint32_t want = 0;

	/* minidlna takes any single character for "*", and is relied on. */
	if (strlen(text) == 1)
		return WANT_ALL;
	while (next_entry(&text, &e))
		want |= property(&e);
	return want;
}

/* 0 with *key set, or -1. */
static int
sort_key(const struct entry *e, enum catalog_sort_key *key)
{
	size_t i;

	for (i = 0; i < LENGTH(sort_keys); i++)
		if (is(e, sort_keys[i].name)) {
			*key = sort_keys[i].key;
			return 0;
		}
	return -1;
}

/* A key that comes again cannot change the order any more: it is dropped, and
   so no list is too long. */
static void
add_key(struct catalog_query *q, enum catalog_sort_key key, bool descending)
{
	size_t i;

	for (i = 0; i < q->nsort; i++)
		if (q->sort[i].key == key)
			return;
	q->sort[q->nsort].key = key;
	q->sort[q->nsort].descending = descending;
	q->nsort++;
}

_Static_assert(LENGTH(sort_keys) <= CATALOG_SORT_MAX, "every key once fits");

int
criteria_sort(const char *text, struct catalog_query *q)
{
	struct catalog_query sorted = *q;
	enum catalog_sort_key key;
	struct entry e;
	bool descending;

	sorted.nsort = 0;
	if (text[strspn(text, BLANKS)] == '\0')
		text = NULL;
	while (next_entry(&text, &e)) {
		if (e.len == 0 || (e.text[0] != '+' && e.text[0] != '-'))
			return -1;
		descending = e.text[0] == '-';
		e.text++;
		e.len--;
		if (sort_key(&e, &key) == -1)
			return -1;
		add_key(&sorted, key, descending);
	}
	*q = sorted;
	return 0;
}

void
criteria_add_sort_capabilities(struct buf *b)
{
	size_t i;

	for (i = 0; i < LENGTH(sort_keys); i++)
		buf_addf(b, "%s%s", i > 0 ? "," : "", sort_keys[i].name);
}
