/*
 * The properties of objects that clients may name: one table for Search, Sort
 * and Filter. Pure, in lares-http.
 */
#include <string.h>

#include "common/buf.h"
#include "server/upnp/property.h"

#define SEARCH	PROPERTY_SEARCH
#define SORT	PROPERTY_SORT
#define FILTER	PROPERTY_FILTER
#define ALL	(SEARCH | SORT | FILTER)
#define NONE	CATALOG_NO_FIELD

static const struct property properties[] = {
{ "dc:title",		CATALOG_TITLE,	PROPERTY_TEXT,	SEARCH | SORT, 0, false },
{ "upnp:class",		CATALOG_CLASS,	PROPERTY_CLASS,	SEARCH | SORT, 0, false },
{ "dc:creator",		CATALOG_ARTIST,	PROPERTY_TEXT,	ALL, WANT_CREATOR,
    false },
{ "dc:date",		CATALOG_DATE,	PROPERTY_TEXT,	ALL, WANT_DATE, false },
{ "dc:description",	CATALOG_DESCRIPTION, PROPERTY_TEXT, SEARCH | FILTER,
    WANT_DESCRIPTION, false },
{ "upnp:artist",	CATALOG_ARTIST,	PROPERTY_TEXT,	ALL, WANT_ARTIST, false },
{ "upnp:artist@role",	CATALOG_ARTIST, PROPERTY_TEXT,	FILTER,
    WANT_ARTIST | WANT_ARTIST_ROLE, false },
/* Roles, as UPnP has no other way of naming them (and Kodi asks so). */
{ "upnp:artist[@role=\"AlbumArtist\"]", CATALOG_ALBUM_ARTIST, PROPERTY_TEXT,
    ALL, WANT_ARTIST | WANT_ARTIST_ROLE, false },
{ "upnp:artist[@role=\"Composer\"]", CATALOG_COMPOSER, PROPERTY_TEXT,
    ALL, WANT_ARTIST | WANT_ARTIST_ROLE, false },
{ "upnp:albumArtist",	CATALOG_ALBUM_ARTIST, PROPERTY_TEXT, ALL,
    WANT_ARTIST | WANT_ARTIST_ROLE, true },
{ "upnp:author",	CATALOG_COMPOSER, PROPERTY_TEXT, ALL, WANT_AUTHOR,
    false },
{ "upnp:author@role",	CATALOG_COMPOSER, PROPERTY_TEXT, FILTER, WANT_AUTHOR,
    false },
{ "upnp:album",		CATALOG_ALBUM,	PROPERTY_TEXT,	ALL, WANT_ALBUM, false },
{ "upnp:genre",		CATALOG_GENRE,	PROPERTY_TEXT,	ALL, WANT_GENRE, false },
{ "upnp:originalTrackNumber", CATALOG_TRACK, PROPERTY_NUMBER, ALL, WANT_TRACK,
    false },
{ "upnp:originalDiscNumber", CATALOG_DISC, PROPERTY_NUMBER, ALL, WANT_DISC,
    false },
{ "upnp:rating",	CATALOG_RATING,	PROPERTY_TEXT,	ALL, WANT_RATING, false },
{ "upnp:director",	NONE,		PROPERTY_TEXT,	FILTER, WANT_DIRECTOR,
    false },
{ "upnp:albumArtURI",	NONE,		PROPERTY_TEXT,	FILTER, WANT_ART, false },
{ "upnp:albumArtURI@dlna:profileID", NONE, PROPERTY_TEXT, FILTER, WANT_ART,
    true },
{ "upnp:seriesTitle",	CATALOG_SERIES,	PROPERTY_TEXT,	ALL, WANT_SERIES, false },
{ "upnp:episodeSeason",	CATALOG_SEASON,	PROPERTY_NUMBER, ALL, WANT_SEASON, false },
{ "upnp:episodeNumber",	CATALOG_EPISODE, PROPERTY_NUMBER, ALL, WANT_EPISODE,
    false },
{ "upnp:lastPlaybackPosition", NONE,	PROPERTY_DURATION, FILTER,
    WANT_POSITION, false },
{ "upnp:storageUsed",	NONE,		PROPERTY_NUMBER, FILTER,
    WANT_STORAGE_USED, false },
{ "@id",		CATALOG_ID,	PROPERTY_ID,	SEARCH, 0, false },
{ "@parentID",		CATALOG_PARENT,	PROPERTY_PARENT, SEARCH, 0, false },
{ "@refID",		CATALOG_REFERENCE, PROPERTY_REFERENCE, SEARCH | FILTER,
    WANT_REF_ID, false },
{ "item@refID",		CATALOG_REFERENCE, PROPERTY_REFERENCE, FILTER,
    WANT_REF_ID, true },
{ "@childCount",	NONE,		PROPERTY_NUMBER, FILTER, WANT_CHILD_COUNT,
    false },
{ "container@childCount", NONE,		PROPERTY_NUMBER, FILTER,
    WANT_CHILD_COUNT, true },
{ "childCount",		NONE,		PROPERTY_NUMBER, FILTER,
    WANT_CHILD_COUNT, true },
{ "@searchable",	NONE,		PROPERTY_NUMBER, FILTER, WANT_SEARCHABLE,
    false },
{ "container@searchable", NONE,		PROPERTY_NUMBER, FILTER, WANT_SEARCHABLE,
    true },
{ "res",		CATALOG_SIZE,	PROPERTY_RES,	SEARCH | FILTER, WANT_RES,
    false },
{ "res@protocolInfo",	CATALOG_PROTOCOL_INFO, PROPERTY_TEXT, SEARCH | FILTER,
    WANT_RES, false },
{ "res@size",		CATALOG_SIZE,	PROPERTY_NUMBER, ALL,
    WANT_RES | WANT_RES_SIZE, false },
{ "res@duration",	CATALOG_DURATION, PROPERTY_DURATION, ALL,
    WANT_RES | WANT_RES_DURATION, false },
{ "res@resolution",	CATALOG_RESOLUTION, PROPERTY_RESOLUTION, SEARCH | FILTER,
    WANT_RES | WANT_RES_RESOLUTION, false },
{ "res@bitrate",	NONE,		PROPERTY_NUMBER, FILTER,
    WANT_RES | WANT_RES_BITRATE, false },
{ "res@sampleFrequency", NONE,		PROPERTY_NUMBER, FILTER,
    WANT_RES | WANT_RES_SAMPLE_RATE, false },
{ "res@nrAudioChannels", NONE,		PROPERTY_NUMBER, FILTER,
    WANT_RES | WANT_RES_CHANNELS, false },
{ "res@bitsPerSample",	NONE,		PROPERTY_NUMBER, FILTER,
    WANT_RES | WANT_RES_BITS, false },
{ "sec:CaptionInfo",	NONE,		PROPERTY_TEXT,	FILTER,
    WANT_CAPTION_INFO, false },
{ "sec:CaptionInfoEx",	NONE,		PROPERTY_TEXT,	FILTER,
    WANT_CAPTION_INFO_EX, false },
{ "sec:dcmInfo",	NONE,		PROPERTY_TEXT,	FILTER,
    WANT_DCM_INFO, false },
{ "res@pv:subtitleFileUri", NONE,	PROPERTY_TEXT,	FILTER,
    WANT_RES | WANT_SUBTITLE_URI, false },
{ "res@pv:subtitleFileType", NONE,	PROPERTY_TEXT,	FILTER,
    WANT_RES | WANT_SUBTITLE_URI, false },
{ "pv:subtitleFileUri",	NONE,		PROPERTY_TEXT,	FILTER,
    WANT_RES | WANT_SUBTITLE_URI, true },
/* Without their element, as some clients name them. */
{ "@size",		NONE,		PROPERTY_NUMBER, FILTER,
    WANT_RES | WANT_RES_SIZE, true },
{ "size",		NONE,		PROPERTY_NUMBER, FILTER,
    WANT_RES | WANT_RES_SIZE, true },
{ "@duration",		NONE,		PROPERTY_NUMBER, FILTER,
    WANT_RES | WANT_RES_DURATION, true },
{ "duration",		NONE,		PROPERTY_NUMBER, FILTER,
    WANT_RES | WANT_RES_DURATION, true },
{ "@bitrate",		NONE,		PROPERTY_NUMBER, FILTER,
    WANT_RES | WANT_RES_BITRATE, true },
{ "bitrate",		NONE,		PROPERTY_NUMBER, FILTER,
    WANT_RES | WANT_RES_BITRATE, true },
{ "@resolution",	NONE,		PROPERTY_NUMBER, FILTER,
    WANT_RES | WANT_RES_RESOLUTION, true },
{ "resolution",		NONE,		PROPERTY_NUMBER, FILTER,
    WANT_RES | WANT_RES_RESOLUTION, true },
};
#define NPROPERTIES	(sizeof(properties) / sizeof(properties[0]))

const struct property *
property_find(const char *name, size_t len, unsigned use)
{
	const struct property *p;

	for (p = properties; p < properties + NPROPERTIES; p++)
		if ((p->use & use) != 0 && strlen(p->name) == len &&
		    memcmp(p->name, name, len) == 0)
			return p;
	return NULL;
}

void
property_add_capabilities(struct buf *b, unsigned use)
{
	const struct property *p;
	const char *comma = "";

	for (p = properties; p < properties + NPROPERTIES; p++) {
		if ((p->use & use) == 0 || p->alias)
			continue;
		buf_addf(b, "%s%s", comma, p->name);
		comma = ",";
	}
}
