/*
 * DIDL-Lite: a row of the catalogue becomes the XML that clients know it by.
 * Pure, in lares-http. The only file that knows how an object is written; it
 * knows neither the catalogue nor who asks.
 */
#include <inttypes.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "common/art.h"
#include "common/buf.h"
#include "common/catalog_read.h"
#include "common/text.h"
#include "server/upnp/alias.h"
#include "server/upnp/bookmark.h"
#include "server/upnp/caption.h"
#include "server/upnp/client.h"
#include "server/upnp/didl.h"
#include "server/upnp/duration.h"
#include "server/upnp/markup.h"
#include "server/upnp/property.h"
#include "server/upnp/protocol_info.h"
#include "server/upnp/resource_adapt.h"

/* Text properties of an item, in the order they are written. */
static const struct element {
	uint64_t	 want;		/* all of these bits */
	const char	*open;
	const char	*close;
	size_t		 offset;	/* of a const char * in catalog_object */
} elements[] = {
#define ROW(field)	offsetof(struct catalog_object, field)
	{ WANT_CREATOR, BOTH("dc:creator"), ROW(artist) },
	{ WANT_DATE, BOTH("dc:date"), ROW(date) },
	{ WANT_ARTIST, BOTH("upnp:artist"), ROW(artist) },
	{ WANT_ARTIST | WANT_ARTIST_ROLE,
	    OPEN("upnp:artist role=\"AlbumArtist\""), CLOSE("upnp:artist"),
	    ROW(album_artist) },
	{ WANT_ARTIST | WANT_ARTIST_ROLE,
	    OPEN("upnp:artist role=\"Composer\""), CLOSE("upnp:artist"),
	    ROW(composer) },
	{ WANT_AUTHOR, OPEN("upnp:author role=\"Composer\""),
	    CLOSE("upnp:author"), ROW(composer) },
	{ WANT_ALBUM, BOTH("upnp:album"), ROW(album) },
	{ WANT_GENRE, BOTH("upnp:genre"), ROW(genre) },
	{ WANT_RATING, BOTH("upnp:rating"), ROW(rating) },
	{ WANT_DIRECTOR, BOTH("upnp:director"), ROW(director) },
	{ WANT_SERIES, BOTH("upnp:seriesTitle"), ROW(series) },
	{ WANT_DESCRIPTION, BOTH("dc:description"), ROW(description) },
#undef ROW
};

void
didl_begin(struct buf *b, uint64_t want)
{
	buf_add_str(b, LT "DIDL-Lite"
	    " xmlns=\"urn:schemas-upnp-org:metadata-1-0/DIDL-Lite/\""
	    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
	    " xmlns:upnp=\"urn:schemas-upnp-org:metadata-1-0/upnp/\""
	    " xmlns:dlna=\"urn:schemas-dlna-org:metadata-1-0/\"");
	caption_add_namespaces(b, want);
	buf_add_str(b, GT);
}

void
didl_end(struct buf *b)
{
	buf_add_str(b, CLOSE("DIDL-Lite"));
}

static void
add_attribute(struct buf *b, const char *name, uint64_t n)
{
	buf_add_str(b, " ");
	buf_add_str(b, name);
	buf_add_str(b, "=\"");
	buf_add_num(b, n);
	buf_add_str(b, "\"");
}

/* " name="n"", unless n is not known. */
static void
add_number(struct buf *b, bool wanted, const char *name, uint64_t n)
{
	if (wanted && n != 0)
		add_attribute(b, name, n);
}

/* res@resolution: WxH */
static void
add_resolution(struct buf *b, const struct resource *r)
{
	buf_add_str(b, " resolution=\"");
	buf_add_num(b, r->width);
	buf_add_str(b, "x");
	buf_add_num(b, r->height);
	buf_add_str(b, "\"");
}

/* res@bitrate is in bytes per second, whatever its name says; PlaysForSure
   devices read it as something else still. */
static uint64_t
bytes_per_sec(const struct resource *r)
{
	if (r->bitrate == 0 && r->duration_ms != 0 && r->sized &&
	    r->size <= UINT64_MAX / 1000)
		return r->size * 1000 / r->duration_ms;
	return r->bitrate / 8;
}

static void
add_res(struct buf *b, const struct resource *r,
    const struct catalog_object *row, const struct didl_style *style)
{
	const uint64_t want = style->want;
	const unsigned parts =
	    client_has(style->client, CLIENT_BITRATE_EIGHTH) ? 8 : 1;

	buf_add_str(b, LT "res protocolInfo=\"");
	protocol_info_add(b, &r->info);
	buf_add_str(b, "\"");
	if (want & WANT_RES_SIZE && r->sized)
		add_attribute(b, "size", r->size);
	if (want & WANT_RES_DURATION && r->duration_ms != 0) {
		buf_add_str(b, " duration=\"");
		duration_add(b, r->duration_ms);
		buf_add_str(b, "\"");
	}
	add_number(b, want & WANT_RES_BITRATE, "bitrate",
	    bytes_per_sec(r) / parts);
	add_number(b, want & WANT_RES_SAMPLE_RATE, "sampleFrequency",
	    r->sample_rate);
	add_number(b, want & WANT_RES_BITS, "bitsPerSample",
	    r->bits_per_sample);
	add_number(b, want & WANT_RES_CHANNELS, "nrAudioChannels",
	    r->channels);
	if (want & WANT_RES_RESOLUTION && r->width != 0 && r->height != 0)
		add_resolution(b, r);
	if (r->kind == RESOURCE_ORIGINAL)
		caption_add_attributes(b, row, style);
	buf_add_str(b, GT);
	buf_add_str(b, style->base);
	resource_add_path(b, r);
	buf_add_str(b, CLOSE("res"));
}

static void
add_resources(struct buf *b, const struct resource *list, size_t n,
    const struct catalog_object *row, const struct didl_style *style)
{
	for (size_t i = 0; i < n; i++)
		add_res(b, &list[i], row, style);
}

/* Text from a file. Some read nothing but ASCII, and references. */
static void
add_outside(struct buf *b, const struct didl_style *style, const char *text,
    size_t len)
{
	uint32_t c;
	size_t n;

	if (!client_has(style->client, CLIENT_ASCII_XML)) {
		buf_add_xml_twice(b, text, len);
		return;
	}
	for (; len > 0; text += n, len -= n) {
		n = text_decode(text, len, &c);
		if (n == 1)
			buf_add_xml_twice(b, text, 1);
		else if (n == 0 || c == 0xfffe || c == 0xffff)
			buf_add_str(b, "?");
		else
			buf_addf(b, "&amp;#%" PRIu32 ";", c);
		n = n > 0 ? n : 1;
	}
}

/*
 * dc:date is CCYY-MM-DD with an optional time: a year or a month alone gets
 * its first day.
 */
static void
add_date(struct buf *b, const struct didl_style *style, const char *date)
{
	const size_t len = client_has(style->client, CLIENT_DATE_ONLY) ?
	    strcspn(date, "T") : strlen(date);

	buf_add_xml_twice(b, date, len);
	buf_add_str(b, len == 4 ? "-01-01" : len == 7 ? "-01" : "");
}

/* One element for each of the values; dc:creator, which is single, names the
   first. */
static void
add_text(struct buf *b, const struct didl_style *style,
    const struct element *p, const char *lines)
{
	size_t len;

	do {
		len = strcspn(lines, "\n");
		buf_add_str(b, p->open);
		if (p->want == WANT_DATE)
			add_date(b, style, lines);
		else
			add_outside(b, style, lines, len);
		buf_add_str(b, p->close);
		lines += len + (lines[len] == '\n');
	} while (*lines != '\0' && p->want != WANT_CREATOR);
}

static void
add_count(struct buf *b, const char *open, const char *close, uint32_t n)
{
	if (n == 0)
		return;
	buf_add_str(b, open);
	buf_add_num(b, n);
	buf_add_str(b, close);
}

static void
add_properties(struct buf *b, const struct catalog_object *row,
    const struct didl_style *style)
{
	const uint64_t want = style->want;
	const struct element *p;
	const char *text;
	size_t i;

	for (i = 0; i < sizeof(elements) / sizeof(elements[0]); i++) {
		p = &elements[i];
		memcpy(&text, (const char *)row + p->offset, sizeof(text));
		if ((want & p->want) == p->want && text[0] != '\0')
			add_text(b, style, p, text);
	}
	if (want & WANT_ALBUM && row->kind == MEDIA_PICTURE &&
	    row->album[0] == '\0' &&
	    client_has(style->client, CLIENT_ALBUM_KEYWORDS))
		buf_add_str(b, OPEN("upnp:album") "[No Keywords]"
		    CLOSE("upnp:album"));
	add_count(b, BOTH("upnp:originalTrackNumber"),
	    want & WANT_TRACK ? row->track : 0);
	add_count(b, BOTH("upnp:originalDiscNumber"),
	    want & WANT_DISC ? row->disc : 0);
	add_count(b, BOTH("upnp:episodeNumber"),
	    want & WANT_EPISODE ? row->episode : 0);
	add_count(b, BOTH("upnp:episodeSeason"),
	    want & WANT_SEASON ? row->season : 0);
}

/* The id attributes, in the order of the schema. */
static void
add_ids(struct buf *b, const struct didl_object *o,
    const struct didl_style *style)
{
	const struct object_id original = { .place = OBJECT_ROW,
	    .row = o->id.row };
	const int64_t version = o->row->kind != MEDIA_FOLDER ? o->row->mtime :
	    0;

	buf_add_str(b, " id=\"");
	alias_add(b, style->client, &o->id, version);
	if (o->id.place == OBJECT_IN_CONTAINER && style->want & WANT_REF_ID) {
		buf_add_str(b, "\" refID=\"");
		alias_add(b, style->client, &original, version);
	}
	buf_add_str(b, "\" parentID=\"");
	if (o->is_root)
		buf_add_str(b, "-1");
	else
		alias_add(b, style->client, &o->parent, 0);
	buf_add_str(b, "\" restricted=\"1\"");
}

static bool
ends_in(const char *text, size_t len, const char *extension)
{
	const size_t n = strlen(extension);

	return len > n && text[len - n - 1] == '.' &&
	    strncasecmp(text + len - n, extension, n) == 0;
}

static void
add_shown_title(struct buf *b, const struct didl_style *style,
    const struct catalog_object *row)
{
	const struct client *client = style->client;
	const bool subtitled = row->kind == MEDIA_VIDEO &&
	    row->subtitles[0] != '\0';
	size_t len = strlen(row->title);

	if (client_has(client, CLIENT_TITLE_100))
		len = text_first(row->title, 100);
	if (subtitled && client_has(client, CLIENT_TITLE_23))
		len = text_first(row->title, 23);
	add_outside(b, style, row->title, len);
	if (row->extension[0] != '\0' &&
	    client_has(client, CLIENT_TITLE_EXTENSION) &&
	    !ends_in(row->title, len, row->extension)) {
		buf_add_str(b, ".");
		add_outside(b, style, row->extension, strlen(row->extension));
	} else if (subtitled && client_has(client, CLIENT_TITLE_DOT) &&
	    memchr(row->title, '.', len) == NULL) {
		buf_add_str(b, ".");
	}
}

static void
add_title(struct buf *b, const struct didl_style *style,
    const struct catalog_object *row, const char *class)
{
	buf_add_str(b, GT OPEN("dc:title"));
	add_shown_title(b, style, row);
	buf_add_str(b, CLOSE("dc:title") OPEN("upnp:class"));
	buf_add_str(b, class);
	buf_add_str(b, CLOSE("upnp:class"));
}

/* The larger one first: who takes only the first has the better picture, and
   whoever needs JPEG_TN finds it. */
static void
add_art(struct buf *b, const struct resource *list, size_t n,
    const struct didl_style *style)
{
	const bool one = client_has(style->client, CLIENT_ART_ONE);

	while (n-- > 0) {
		if (list[n].kind != RESOURCE_ART || (one && n > 0 &&
		    list[n - 1].kind == RESOURCE_ART))
			continue;
		buf_add_str(b, LT "upnp:albumArtURI dlna:profileID=\"");
		buf_add_str(b, list[n].info.profile);
		buf_add_str(b, "\"" GT);
		buf_add_str(b, style->base);
		resource_add_path(b, &list[n]);
		buf_add_str(b, CLOSE("upnp:albumArtURI"));
	}
}

static void
add_container(struct buf *b, const struct didl_object *o,
    const struct didl_style *style)
{
	const bool on_disk = o->id.place == OBJECT_ROW;
	const bool plain = client_has(style->client, CLIENT_PLAIN_CLASSES);
	struct didl_style own = *style;
	const uint64_t want = style->want;
	struct resource art[ART_SIZES];

	if (client_has(style->client, CLIENT_NO_FOLDER_DATE))
		own.want &= ~(uint64_t)WANT_DATE;
	buf_add_str(b, LT "container");
	add_ids(b, o, style);
	if (want & WANT_SEARCHABLE)
		buf_add_str(b, " searchable=\"1\"");
	/* Must be true: Samsung sets take 0 for empty and do not look. */
	if (want & WANT_CHILD_COUNT)
		add_attribute(b, "childCount", o->row->child_count);
	add_title(b, style, o->row, plain ? "object.container" :
	    on_disk ? view_item_class(MEDIA_FOLDER) :
	    view_class(o->row->view, o->row->level));
	if (!on_disk)
		add_properties(b, o->row, &own);
	if (want & WANT_ART)
		add_art(b, art, resource_list_art(o->row, art), style);
	/* Required of a storageFolder; -1: not known. */
	if (on_disk && !plain && want & WANT_STORAGE_USED)
		buf_add_str(b, OPEN("upnp:storageUsed") "-1"
		    CLOSE("upnp:storageUsed"));
	buf_add_str(b, CLOSE("container"));
}

static void
add_item(struct buf *b, const struct didl_object *o,
    const struct didl_style *style)
{
	struct resource list[RESOURCES_MAX];
	const size_t n = style->want & (WANT_RES | WANT_ART) ?
	    resource_adapt(o->row, style->client, list) : 0;

	buf_add_str(b, LT "item");
	add_ids(b, o, style);
	add_title(b, style, o->row, view_item_class(o->row->kind));
	add_properties(b, o->row, style);
	if (style->want & WANT_ART)
		add_art(b, list, n, style);
	if (o->position_ms != 0)
		bookmark_add_elements(b, o->row, o->position_ms, style);
	caption_add_elements(b, o->row, style);
	if (style->want & WANT_RES)
		add_resources(b, list, n, o->row, style);
	buf_add_str(b, CLOSE("item"));
}

void
didl_add(struct buf *b, const struct didl_object *o,
    const struct didl_style *style)
{
	if (o->row->kind == MEDIA_FOLDER)
		add_container(b, o, style);
	else
		add_item(b, o, style);
}
