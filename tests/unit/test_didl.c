/* with: tests/unit/xml.c */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/buf.h"
#include "common/catalog_read.h"
#include "server/upnp/client.h"
#include "server/upnp/criteria.h"
#include "server/upnp/property.h"
#include "server/upnp/didl.h"
#include "tests/unit/xml.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))
#define BASE		"http://192.168.7.1:8200"
#define ITEM		"/didl:DIDL-Lite/didl:item"
#define CONTAINER	"/didl:DIDL-Lite/didl:container"

static const struct catalog_object song = {
	.id = 17, .parent = 4, .kind = MEDIA_AUDIO, .size = 4000000,
	.title = "Song", .mime = "audio/mpeg", .extension = "mp3",
	.duration_ms = 3723045, .bitrate = 128000, .sample_rate = 44100,
	.channels = 2, .bits_per_sample = 16, .track = 3, .disc = 2,
	.date = "1999", .artist = "Singer", .album = "Record",
	.album_artist = "Band", .genre = "Rock", .composer = "Writer",
	.series = "", .rating = "", .description = "", .director = "",
	.profile = "", .subtitles = "",
};

static const struct catalog_object folder = {
	.id = 4, .parent = 1, .kind = MEDIA_FOLDER, .child_count = 12,
	.title = "Folder", .mime = "", .extension = "", .date = "",
	.artist = "", .album = "", .album_artist = "", .genre = "",
	.composer = "", .series = "", .rating = "", .description = "",
	.director = "", .profile = "", .subtitles = "",
};

/* As a client does: the text of an element is read as a document. */
static struct xml *
parse_text(const struct buf *b)
{
	struct xml *outer = xml_parse(b->data, b->len), *x;
	const char *text;

	if (outer == NULL)
		fail_msg("not well-formed: %s", b->data);
	assert_int_equal(xml_count(outer, "/Result/*"), 0);
	text = xml_text(outer, "/Result");
	x = xml_parse(text, strlen(text));
	if (x == NULL)
		fail_msg("not well-formed: %s", text);
	xml_free(outer);
	return x;
}

static struct xml *
write_for(const struct client *client, const struct didl_object *o,
    uint64_t want)
{
	const struct client household = { client->flags, "de" };
	const struct didl_style style = { want, BASE, &household };
	struct buf b;
	struct xml *x;

	buf_init(&b, 1024 * 1024);
	buf_add_str(&b, "<Result>");
	didl_begin(&b, want);
	didl_add(&b, o, &style);
	didl_end(&b);
	buf_add_str(&b, "</Result>");
	assert_false(buf_failed(&b));
	x = parse_text(&b);
	buf_free(&b);
	return x;
}

static struct xml *
write_and_parse(const struct didl_object *o, uint64_t want)
{
	static const struct client nobody = { .flags = 0 };

	return write_for(&nobody, o, want);
}

static struct xml *
write_row(const struct catalog_object *row, uint64_t want)
{
	struct didl_object o = {
		.id = { .place = OBJECT_ROW, .row = row->id },
		.parent = { .place = OBJECT_ROW, .row = row->parent },
		.row = row,
	};

	return write_and_parse(&o, want);
}

static void
expect(struct xml *x, const char *path, const char *text)
{
	const char *found = xml_text(x, path);

	if (found == NULL)
		fail_msg("%s is missing", path);
	assert_string_equal(found, text);
}

static void
writes_all_of_a_song(void **state)
{
	static const char *const cases[][2] = {
		{ ITEM "/@id", "17" },
		{ ITEM "/@parentID", "4" },
		{ ITEM "/@restricted", "1" },
		{ ITEM "/dc:title", "Song" },
		{ ITEM "/upnp:class", "object.item.audioItem.musicTrack" },
		{ ITEM "/dc:creator", "Singer" },
		{ ITEM "/dc:date", "1999-01-01" },
		{ ITEM "/upnp:artist[not(@role)]", "Singer" },
		{ ITEM "/upnp:artist[@role='AlbumArtist']", "Band" },
		{ ITEM "/upnp:artist[@role='Composer']", "Writer" },
		{ ITEM "/upnp:album", "Record" },
		{ ITEM "/upnp:genre", "Rock" },
		{ ITEM "/upnp:originalTrackNumber", "3" },
		{ ITEM "/upnp:originalDiscNumber", "2" },
		{ ITEM "/didl:res", BASE "/media/17.mp3" },
		{ ITEM "/didl:res/@protocolInfo", "http-get:*:audio/mpeg:"
		    "DLNA.ORG_OP=01;DLNA.ORG_CI=0;DLNA.ORG_FLAGS="
		    "01700000000000000000000000000000" },
		{ ITEM "/didl:res/@size", "4000000" },
		{ ITEM "/didl:res/@duration", "1:02:03.045" },
		{ ITEM "/didl:res/@bitrate", "16000" },
		{ ITEM "/didl:res/@sampleFrequency", "44100" },
		{ ITEM "/didl:res/@nrAudioChannels", "2" },
		{ ITEM "/didl:res/@bitsPerSample", "16" },
		/* The order old parsers rely on. */
		{ ITEM "/*[1][self::dc:title]", "Song" },
		{ ITEM "/*[2][self::upnp:class]",
		    "object.item.audioItem.musicTrack" },
		{ ITEM "/*[last()][self::didl:res]", BASE "/media/17.mp3" },
	};
	struct xml *x = write_row(&song, WANT_ALL);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++)
		expect(x, cases[i][0], cases[i][1]);
	assert_int_equal(xml_count(x, ITEM "/@refID"), 0);
	assert_int_equal(xml_count(x, ITEM "/didl:res/@resolution"), 0);
	xml_free(x);
}

static void
writes_only_what_is_required(void **state)
{
	struct xml *x = write_row(&song, 0);

	(void)state;
	assert_int_equal(xml_count(x, ITEM "/@*"), 3);
	assert_int_equal(xml_count(x, ITEM "/*"), 2);
	expect(x, ITEM "/dc:title", "Song");
	expect(x, ITEM "/upnp:class", "object.item.audioItem.musicTrack");
	xml_free(x);
}

/* Each wanted thing comes, alone. */
static void
honours_the_filter_exactly(void **state)
{
	static const struct {
		const char	*filter, *path;
		int		 elements, res_attributes;
	} cases[] = {
		{ "dc:creator", ITEM "/dc:creator", 3, 0 },
		{ "dc:date", ITEM "/dc:date", 3, 0 },
		{ "upnp:artist", ITEM "/upnp:artist[not(@role)]", 3, 0 },
		{ "upnp:artist@role", ITEM "/upnp:artist[@role]", 5, 0 },
		{ "upnp:album", ITEM "/upnp:album", 3, 0 },
		{ "upnp:genre", ITEM "/upnp:genre", 3, 0 },
		{ "upnp:originalTrackNumber",
		    ITEM "/upnp:originalTrackNumber", 3, 0 },
		{ "upnp:originalDiscNumber",
		    ITEM "/upnp:originalDiscNumber", 3, 0 },
		{ "res", ITEM "/didl:res/@protocolInfo", 3, 1 },
		{ "res@size", ITEM "/didl:res/@size", 3, 2 },
		{ "res@duration", ITEM "/didl:res/@duration", 3, 2 },
		{ "res@bitrate", ITEM "/didl:res/@bitrate", 3, 2 },
		{ "res@sampleFrequency",
		    ITEM "/didl:res/@sampleFrequency", 3, 2 },
		{ "res@nrAudioChannels",
		    ITEM "/didl:res/@nrAudioChannels", 3, 2 },
		{ "res@bitsPerSample",
		    ITEM "/didl:res/@bitsPerSample", 3, 2 },
	};
	struct xml *x;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		x = write_row(&song, criteria_filter(cases[i].filter));
		assert_true(xml_count(x, cases[i].path) > 0);
		assert_int_equal(xml_count(x, ITEM "/*"), cases[i].elements);
		assert_int_equal(xml_count(x, ITEM "/didl:res/@*"),
		    cases[i].res_attributes);
		xml_free(x);
	}
}

static void
leaves_out_what_is_not_known(void **state)
{
	static const struct catalog_object bare = {
		.id = 5, .parent = 4, .kind = MEDIA_VIDEO, .size = 0,
		.title = "x", .mime = "video/mp4", .extension = "",
		.date = "", .artist = "", .album = "", .album_artist = "",
		.genre = "", .composer = "", .series = "", .rating = "",
		.description = "", .director = "", .profile = "", .subtitles = "", .width = 640,
	};
	struct xml *x = write_row(&bare, WANT_ALL);

	(void)state;
	assert_int_equal(xml_count(x, ITEM "/*"), 3);
	assert_int_equal(xml_count(x, ITEM "/didl:res/@*"), 2);
	expect(x, ITEM "/didl:res/@size", "0");
	expect(x, ITEM "/didl:res", BASE "/media/5");
	xml_free(x);
}

static void
writes_videos_and_pictures(void **state)
{
	struct catalog_object o = song;
	struct xml *x;

	(void)state;
	o.kind = MEDIA_VIDEO;
	o.bitrate = 0;
	o.size = UINT64_C(10) << 32;
	o.width = 1920;
	o.height = 1080;
	o.date = "2001-02";
	x = write_row(&o, WANT_ALL);
	expect(x, ITEM "/upnp:class", "object.item.videoItem");
	expect(x, ITEM "/dc:date", "2001-02-01");
	expect(x, ITEM "/didl:res/@size", "42949672960");
	expect(x, ITEM "/didl:res/@resolution", "1920x1080");
	/* size / duration */
	expect(x, ITEM "/didl:res/@bitrate", "11536168");
	xml_free(x);

	o.kind = MEDIA_PICTURE;
	o.date = "2001-02-03T04:05:06";
	o.extension = "jp g";
	o.mime = "image/jpeg";
	o.profile = "JPEG_LRG";
	x = write_row(&o, WANT_ALL);
	expect(x, ITEM "/didl:res/@protocolInfo", "http-get:*:image/jpeg:"
	    "DLNA.ORG_PN=JPEG_LRG;DLNA.ORG_OP=01;DLNA.ORG_CI=0;DLNA.ORG_FLAGS="
	    "00F00000000000000000000000000000");
	expect(x, ITEM "/upnp:class", "object.item.imageItem.photo");
	expect(x, ITEM "/dc:date", "2001-02-03T04:05:06");
	expect(x, ITEM "/didl:res", BASE "/media/17");
	xml_free(x);
}

static void
writes_containers(void **state)
{
	struct didl_object root = { .is_root = true, .row = &folder };
	struct xml *x = write_row(&folder, WANT_ALL);

	(void)state;
	expect(x, CONTAINER "/@id", "4");
	expect(x, CONTAINER "/@parentID", "1");
	expect(x, CONTAINER "/@childCount", "12");
	expect(x, CONTAINER "/@searchable", "1");
	expect(x, CONTAINER "/upnp:class", "object.container.storageFolder");
	expect(x, CONTAINER "/upnp:storageUsed", "-1");
	assert_int_equal(xml_count(x, CONTAINER "/didl:res"), 0);
	xml_free(x);

	x = write_row(&folder, 0);
	assert_int_equal(xml_count(x, CONTAINER "/@*"), 3);
	assert_int_equal(xml_count(x, CONTAINER "/*"), 2);
	xml_free(x);

	x = write_and_parse(&root, WANT_ALL);
	expect(x, CONTAINER "/@id", "0");
	expect(x, CONTAINER "/@parentID", "-1");
	expect(x, CONTAINER "/upnp:class", "object.container");
	xml_free(x);
}

static void
refers_from_a_view_to_the_folder(void **state)
{
	struct didl_object o = {
		.id = { .place = OBJECT_IN_CONTAINER, .row = 17,
		    .container = VIEW_MUSIC_ALL },
		.parent = { .place = OBJECT_CONTAINER,
		    .container = VIEW_MUSIC_ALL },
		.row = &song,
	};
	struct xml *x = write_and_parse(&o, WANT_ALL);

	(void)state;
	expect(x, ITEM "/@id", "17c1");
	expect(x, ITEM "/@parentID", "music-all");
	expect(x, ITEM "/@refID", "17");
	expect(x, ITEM "/didl:res", BASE "/media/17.mp3");
	xml_free(x);
	x = write_and_parse(&o, 0);
	assert_int_equal(xml_count(x, ITEM "/@refID"), 0);
	xml_free(x);
}

static void
stays_well_formed_whatever_a_title_holds(void **state)
{
	static const char *const cases[][2] = {
		{ "<b>&amp;</b>", "<b>&amp;</b>" },
		{ "]]>", "]]>" },
		{ "\"'", "\"'" },
		{ "a\x01\x02\x1f" "b", "ab" },
		{ "Beyonc\xc3\xa9 \xe6\x9d\xb1\xe4\xba\xac \xf0\x9f\x94\xa5",
		    "Beyonc\xc3\xa9 \xe6\x9d\xb1\xe4\xba\xac \xf0\x9f\x94\xa5" },
		{ "bad \xff byte", "bad \xef\xbf\xbd byte" },
		{ "\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
		{ "\xef\xbf\xbe", "\xef\xbf\xbd" },
		{ "<?xml?><!-- -->", "<?xml?><!-- -->" },
		{ "&#0;&nosuch;", "&#0;&nosuch;" },
	};
	struct catalog_object o = song;
	struct xml *x;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		o.title = o.artist = o.album = o.genre = cases[i][0];
		o.composer = o.album_artist = cases[i][0];
		x = write_row(&o, WANT_ALL);
		expect(x, ITEM "/dc:title", cases[i][1]);
		expect(x, ITEM "/upnp:album", cases[i][1]);
		xml_free(x);
	}
}

static const struct catalog_object film = {
	.id = 18, .parent = 4, .kind = MEDIA_VIDEO, .size = 5,
	.title = "Film", .mime = "video/mp4", .extension = "mp4", .date = "",
	.artist = "", .album = "", .album_artist = "", .genre = "",
	.composer = "", .series = "", .rating = "", .description = "",
	.director = "", .profile = "",
	.subtitles = "en.srt\nde.forced.srt\nde.srt\nde.ass\nidx",
};

static void
offers_subtitles(void **state)
{
	static const char *const cases[][2] = {
		{ ITEM "/didl:res[1]", BASE "/media/18.mp4" },
		{ ITEM "/didl:res[2]", BASE "/subtitle/18/3.de.srt" },
		{ ITEM "/didl:res[2]/@protocolInfo", "http-get:*:text/srt:*" },
		{ ITEM "/didl:res[3]", BASE "/subtitle/18/4.de.ass" },
		{ ITEM "/didl:res[3]/@protocolInfo",
		    "http-get:*:text/x-ssa:*" },
		{ ITEM "/didl:res[4]", BASE "/subtitle/18/5.idx" },
		{ ITEM "/didl:res[4]/@protocolInfo", "http-get:*:text/idx:*" },
		{ ITEM "/didl:res[5]", BASE "/subtitle/18/5.sub" },
		{ ITEM "/didl:res[5]/@protocolInfo", "http-get:*:text/sub:*" },
		{ ITEM "/didl:res[6]", BASE "/subtitle/18/1.en.srt" },
		{ ITEM "/didl:res[7]", BASE "/subtitle/18/2.de.forced.srt" },
	};
	struct catalog_object sound = film;
	struct xml *x = write_row(&film, WANT_ALL);

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		expect(x, cases[i][0], cases[i][1]);
	assert_int_equal(xml_count(x, ITEM "/didl:res"), 7);
	/* Nothing else, unless it is asked for by its name. */
	assert_int_equal(xml_count(x, ITEM "//sec:* | " ITEM "//@pv:* | " ITEM
	    "/didl:res[position() > 1]/@size"), 0);
	xml_free(x);
	/* Only videos have any. */
	sound.kind = MEDIA_AUDIO;
	x = write_row(&sound, ~0u);
	assert_int_equal(xml_count(x, ITEM "/didl:res"), 1);
	assert_int_equal(xml_count(x, ITEM "//sec:* | " ITEM "//@pv:*"), 0);
	xml_free(x);
}

/* In the words of two companies, whose clients ask for it by name. */
static void
tells_of_one_subtitle(void **state)
{
	static const struct client no_res = {
		.flags = CLIENT_BIT(CLIENT_NO_SUBTITLE_RES) };
	const struct didl_object o = { .id = { .place = OBJECT_ROW, .row = 18 },
		.parent = { .place = OBJECT_ROW, .row = 4 }, .row = &film };
	const char *const url = BASE "/subtitle/18/3.de.srt";
	struct catalog_object bare = film;
	struct xml *x;

	(void)state;
	x = write_row(&film, criteria_filter("sec:CaptionInfoEx,res"));
	expect(x, ITEM "/sec:CaptionInfoEx", url);
	expect(x, ITEM "/sec:CaptionInfoEx/@sec:type", "srt");
	assert_int_equal(xml_count(x, ITEM "/sec:CaptionInfo"), 0);
	assert_int_equal(xml_count(x, ITEM "/didl:res"), 7);
	xml_free(x);
	x = write_row(&film, criteria_filter("sec:CaptionInfo"));
	expect(x, ITEM "/sec:CaptionInfo", url);
	assert_int_equal(xml_count(x, ITEM "/sec:CaptionInfoEx"), 0);
	xml_free(x);
	x = write_row(&film, criteria_filter("res@pv:subtitleFileUri"));
	expect(x, ITEM "/didl:res[1]/@pv:subtitleFileUri", url);
	expect(x, ITEM "/didl:res[1]/@pv:subtitleFileType", "SRT");
	assert_int_equal(xml_count(x, ITEM "/didl:res/@pv:*"), 2);
	xml_free(x);
	x = write_for(&no_res, &o, WANT_ALL | WANT_SUBTITLE_URI);
	expect(x, ITEM "/didl:res/@pv:subtitleFileUri", url);
	assert_int_equal(xml_count(x, ITEM "/didl:res"), 1);
	xml_free(x);
	/* There is none, or none that is text. */
	bare.subtitles = "de.idx";
	x = write_row(&bare, ~0u);
	assert_int_equal(xml_count(x, ITEM "//sec:* | " ITEM "//@pv:*"), 0);
	xml_free(x);
}

/* A picture of 160 x 90 and of 640 x 360, as common/art.h packs it. */
#define ART	(INT64_C(5) << 35 | INT64_C(640) << 25 | 360 << 16 | \
		 160 << 8 | 90)
#define URI	"/upnp:albumArtURI"
#define PROFILE	"/@*[local-name() = 'profileID']"

static void
shows_artwork(void **state)
{
	static const char *const cases[][2] = {
		{ ITEM URI "[1]", BASE "/art/17/5/JPEG_SM.jpg" },
		{ ITEM URI "[1]" PROFILE, "JPEG_SM" },
		{ ITEM URI "[2]", BASE "/art/17/5/JPEG_TN.jpg" },
		{ ITEM URI "[2]" PROFILE, "JPEG_TN" },
		{ ITEM "/didl:res[1]", BASE "/media/17.mp3" },
		{ ITEM "/didl:res[2]", BASE "/art/17/5/JPEG_TN.jpg" },
		{ ITEM "/didl:res[2]/@resolution", "160x90" },
		{ ITEM "/didl:res[3]", BASE "/art/17/5/JPEG_SM.jpg" },
		{ ITEM "/didl:res[3]/@resolution", "640x360" },
		{ ITEM "/didl:res[3]/@protocolInfo", "http-get:*:image/jpeg:"
		    "DLNA.ORG_PN=JPEG_SM;DLNA.ORG_OP=01;DLNA.ORG_CI=1;"
		    "DLNA.ORG_FLAGS=00F00000000000000000000000000000" },
	};
	struct catalog_object o = song;
	struct xml *x;

	(void)state;
	o.art = ART;
	x = write_row(&o, WANT_ALL);
	for (size_t i = 0; i < COUNT(cases); i++)
		expect(x, cases[i][0], cases[i][1]);
	xml_free(x);
	x = write_row(&o, WANT_ALL & ~WANT_ART);
	assert_int_equal(xml_count(x, ITEM URI), 0);
	xml_free(x);
	o.art = ART & ~(INT64_C(0x7ffff) << 16);	/* a small one only */
	x = write_row(&o, WANT_ALL);
	assert_int_equal(xml_count(x, ITEM URI), 1);
	expect(x, ITEM URI PROFILE, "JPEG_TN");
	assert_int_equal(xml_count(x, ITEM "/didl:res"), 2);
	xml_free(x);
}

static void
shows_artwork_of_containers(void **state)
{
	struct catalog_object o = folder;
	struct didl_object album = {
		.id = { .place = OBJECT_CONTAINER, .container = 123 },
		.parent = { .place = OBJECT_CONTAINER, .container = 4 },
		.row = &o,
	};
	struct xml *x;

	(void)state;
	o.art = ART;
	x = write_row(&o, WANT_ALL);
	expect(x, CONTAINER URI "[2]", BASE "/art/4/5/JPEG_TN.jpg");
	assert_int_equal(xml_count(x, CONTAINER "/didl:res"), 0);
	xml_free(x);
	o.id = -123;
	o.view = VIEW_MUSIC_ALBUMS;
	o.level = 1;
	x = write_and_parse(&album, WANT_ALL);
	expect(x, CONTAINER URI "[1]", BASE "/art/c123/5/JPEG_SM.jpg");
	expect(x, CONTAINER URI "[2]", BASE "/art/c123/5/JPEG_TN.jpg");
	xml_free(x);
}

/* Where it was left; nothing where it was not. */
static void
tells_where_it_was_left(void **state)
{
	static const struct client samsung = {
		.flags = CLIENT_BIT(CLIENT_BOOKMARK),
	};
	struct didl_object o = {
		.id = { .place = OBJECT_ROW, .row = film.id }, .row = &film,
	};
	struct xml *x = write_for(&samsung, &o, WANT_EVERY);

	(void)state;
	assert_int_equal(xml_count(x, "//upnp:lastPlaybackPosition"), 0);
	assert_int_equal(xml_count(x, "//sec:dcmInfo"), 0);
	xml_free(x);
	o.position_ms = 61500;
	x = write_for(&samsung, &o, WANT_EVERY);
	expect(x, "//didl:item/upnp:lastPlaybackPosition", "0:01:01.500");
	assert_non_null(strstr(xml_text(x, "//didl:item/sec:dcmInfo"),
	    ",BM=61"));
	xml_free(x);
	x = write_for(&samsung, &o, WANT_ALL);
	assert_int_equal(xml_count(x, "//upnp:lastPlaybackPosition"), 1);
	assert_int_equal(xml_count(x, "//sec:dcmInfo"), 0);
	xml_free(x);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_where_it_was_left),
		cmocka_unit_test(writes_all_of_a_song),
		cmocka_unit_test(offers_subtitles),
		cmocka_unit_test(tells_of_one_subtitle),
		cmocka_unit_test(writes_only_what_is_required),
		cmocka_unit_test(honours_the_filter_exactly),
		cmocka_unit_test(leaves_out_what_is_not_known),
		cmocka_unit_test(writes_videos_and_pictures),
		cmocka_unit_test(writes_containers),
		cmocka_unit_test(refers_from_a_view_to_the_folder),
		cmocka_unit_test(stays_well_formed_whatever_a_title_holds),
		cmocka_unit_test(shows_artwork),
		cmocka_unit_test(shows_artwork_of_containers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
