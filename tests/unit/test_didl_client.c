/*
 * What each flag makes of DIDL-Lite: the bytes are those that nobody special
 * gets, but for what the flag is about.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/buf.h"
#include "common/catalog_read.h"
#include "server/upnp/client.h"
#include "server/upnp/didl.h"
#include "server/upnp/property.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))
#define TEXT_MAX	65536

#define NOTHING .album_artist = "", .genre = "", .composer = "", \
	.series = "", .rating = "", .description = "", .director = "", \
	.profile = ""
#define NOWHERE	.artist = "", .album = ""

enum object { SONG, FILM, PHOTO, FOLDER, ALBUM, OBJECTS };

static const struct catalog_object rows[OBJECTS] = {
	[SONG] = { NOTHING, .subtitles = "", .id = 17, .parent = 14, .kind = MEDIA_AUDIO,
	    .size = 4000000, .mtime = 1700000000, .title = "Caf\xc3\xa9",
	    .mime = "audio/ogg", .extension = "ogg", .bitrate = 128000,
	    .date = "1999", .artist = "A \xff", .album = "Record" },
	[FILM] = { NOTHING, NOWHERE, .date = "", .subtitles = "srt", .id = 18, .parent = 14, .kind = MEDIA_VIDEO,
	    .title = "A film of twenty-three letters and more",
	    .mime = "video/ogg", .extension = "ogv", .mtime = 1700000001 },
	[PHOTO] = { NOTHING, .subtitles = "", NOWHERE, .id = 19, .parent = 14, .kind = MEDIA_PICTURE,
	    .title = "beach.jpg", .mime = "image/jpeg", .extension = "jpg",
	    .date = "2005-06-07T08:09:10", .mtime = 1700000002 },
	[FOLDER] = { NOTHING, .subtitles = "", NOWHERE, .date = "", .id = 14, .parent = 1,
	    .kind = MEDIA_FOLDER, .title = "Folder", .mime = "",
	    .extension = "" },
	[ALBUM] = { NOTHING, .subtitles = "", NOWHERE, .mime = "", .extension = "", .id = -300, .parent = -4, .kind = MEDIA_FOLDER,
	    .title = "Record", .view = VIEW_MUSIC_ALBUMS, .level = 1,
	    .date = "1999", .art = INT64_C(5) << 35 | INT64_C(640) << 25 |
		360 << 16 | 160 << 8 | 90 },
};

#define STREAMED ";DLNA.ORG_FLAGS=01700000000000000000000000000000"
#define LOOKED_AT ";DLNA.ORG_FLAGS=00F00000000000000000000000000000"

static const struct difference {
	enum client_flag flag;
	enum object	 object;
	const char	*plain, *changed;
} differences[] = {
	{ CLIENT_NO_DLNA_FLAGS, SONG, STREAMED, "" },
	{ CLIENT_NO_DLNA_FLAGS, FILM, STREAMED, "" },
	{ CLIENT_NO_DLNA_FLAGS, PHOTO, LOOKED_AT, "" },
	{ CLIENT_NO_SUBTITLE_RES, FILM, "&lt;res protocolInfo=\"http-get:*:"
	    "text/srt:*\"&gt;http://192.168.7.1:8200/subtitle/18/1.srt"
	    "&lt;/res&gt;", "" },
	{ CLIENT_ART_ONE, ALBUM, "&lt;upnp:albumArtURI dlna:profileID="
	    "\"JPEG_SM\"&gt;http://192.168.7.1:8200/art/c300/5/JPEG_SM.jpg"
	    "&lt;/upnp:albumArtURI&gt;", "" },
	{ CLIENT_BITRATE_EIGHTH, SONG, "bitrate=\"16000\"",
	    "bitrate=\"2000\"" },
	{ CLIENT_PLAIN_CLASSES, FOLDER, "object.container.storageFolder"
	    "&lt;/upnp:class&gt;&lt;upnp:storageUsed&gt;-1"
	    "&lt;/upnp:storageUsed&gt;",
	    "object.container&lt;/upnp:class&gt;" },
	{ CLIENT_PLAIN_CLASSES, ALBUM, "object.container.album.musicAlbum",
	    "object.container" },
	{ CLIENT_DATE_ONLY, PHOTO, "2005-06-07T08:09:10", "2005-06-07" },
	{ CLIENT_NO_FOLDER_DATE, ALBUM, "&lt;dc:date&gt;1999-01-01"
	    "&lt;/dc:date&gt;", "" },
	{ CLIENT_ASCII_XML, SONG, "Caf\xc3\xa9", "Caf&amp;#233;" },
	{ CLIENT_ASCII_XML, SONG, "dc:creator&gt;A \xef\xbf\xbd",
	    "dc:creator&gt;A ?" },
	{ CLIENT_ASCII_XML, SONG, "upnp:artist&gt;A \xef\xbf\xbd",
	    "upnp:artist&gt;A ?" },
	{ CLIENT_TITLE_DOT, FILM, " and more", " and more." },
	{ CLIENT_TITLE_EXTENSION, SONG, "Caf\xc3\xa9", "Caf\xc3\xa9.ogg" },
	{ CLIENT_TITLE_EXTENSION, FILM, " and more", " and more.ogv" },
	{ CLIENT_TITLE_23, FILM, "A film of twenty-three letters and more",
	    "A film of twenty-three " },
	{ CLIENT_ALBUM_KEYWORDS, PHOTO, "&lt;/dc:date&gt;", "&lt;/dc:date&gt;"
	    "&lt;upnp:album&gt;[No Keywords]&lt;/upnp:album&gt;" },
	{ CLIENT_VERSIONED_IDS, SONG, " id=\"17\"", " id=\"17v1700000000\"" },
	{ CLIENT_VERSIONED_IDS, FILM, " id=\"18\"", " id=\"18v1700000001\"" },
	{ CLIENT_VERSIONED_IDS, PHOTO, " id=\"19\"",
	    " id=\"19v1700000002\"" },
};

static void
write_object(struct buf *b, enum object object, uint64_t flags)
{
	const struct client client = { .flags = flags, .language = "en" };
	const struct didl_style style = { .want = WANT_ALL,
	    .base = "http://192.168.7.1:8200", .client = &client };
	const struct catalog_object *row = &rows[object];
	struct didl_object o = { .row = row,
	    .id = { .place = OBJECT_ROW, .row = row->id },
	    .parent = { .place = OBJECT_ROW, .row = row->parent } };

	if (row->id < 0) {
		o.id = (struct object_id){ .place = OBJECT_CONTAINER,
		    .container = -row->id };
		o.parent = (struct object_id){ .place = OBJECT_CONTAINER,
		    .container = -row->parent };
	}
	buf_init(b, TEXT_MAX);
	didl_add(b, &o, &style);
	assert_false(buf_failed(b));
}

/* Puts changed in the one place of plain. */
static void
replace(struct buf *b, const struct difference *d)
{
	const char *at = strstr(b->data, d->plain);
	struct buf out;

	if (at == NULL || strstr(at + 1, d->plain) != NULL)
		fail_msg("not once: %s in %s", d->plain, b->data);
	buf_init(&out, TEXT_MAX);
	buf_add(&out, b->data, (size_t)(at - b->data));
	buf_add_str(&out, d->changed);
	buf_add_str(&out, at + strlen(d->plain));
	buf_free(b);
	*b = out;
}

static void
check(enum client_flag flag, enum object object)
{
	struct buf plain, changed;

	write_object(&plain, object, 0);
	write_object(&changed, object, CLIENT_BIT(flag));
	for (size_t i = 0; i < COUNT(differences); i++)
		if (differences[i].flag == flag &&
		    differences[i].object == object)
			replace(&plain, &differences[i]);
	if (strcmp(plain.data, changed.data) != 0)
		fail_msg("%s: %s\nnot: %s", client_flag_name(flag),
		    changed.data, plain.data);
	buf_free(&plain);
	buf_free(&changed);
}

static void
changes_what_a_flag_is_about(void **state)
{
	(void)state;
	for (int flag = 0; flag < CLIENT_FLAGS; flag++)
		for (int object = 0; object < OBJECTS; object++)
			check((enum client_flag)flag, (enum object)object);
}

/* A title with a dot, one that is too long by characters, and those of a film
   without subtitles. */
static void
leaves_good_titles_alone(void **state)
{
	const struct client both = { .flags =
	    CLIENT_BIT(CLIENT_TITLE_100) | CLIENT_BIT(CLIENT_TITLE_DOT) };
	const struct didl_style style = { .base = "", .client = &both };
	const struct client both_others = { .flags =
	    CLIENT_BIT(CLIENT_TITLE_23) | CLIENT_BIT(CLIENT_TITLE_DOT) };
	const struct didl_style with_subtitles = { .base = "",
	    .client = &both_others };
	struct catalog_object row = rows[FILM];
	struct didl_object o = { .row = &row, .id = { .place = OBJECT_ROW,
	    .row = 18 }, .parent = { .place = OBJECT_ROW, .row = 14 } };
	char title[256] = "";
	struct buf b;

	(void)state;
	for (int i = 0; i < 60; i++)
		strcat(title, i == 0 ? "." : "\xc3\xa9\xc3\xa9");
	row.title = title;
	buf_init(&b, TEXT_MAX);
	didl_add(&b, &o, &style);
	title[1 + 99 * 2] = '\0';
	strcat(title, "&lt;/dc:title&gt;");
	assert_non_null(strstr(b.data, title));
	buf_free(&b);

	row = rows[FILM];
	row.subtitles = "";
	buf_init(&b, TEXT_MAX);
	didl_add(&b, &o, &with_subtitles);
	assert_non_null(strstr(b.data, "letters and more&lt;/dc:title&gt;"));
	buf_free(&b);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(changes_what_a_flag_is_about),
		cmocka_unit_test(leaves_good_titles_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
