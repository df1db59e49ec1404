/* with: tests/unit/blank_kit.c */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "scanner/probe/blank_mp4.h"
#include "tests/unit/blank_kit.h"

static size_t
open_box(struct kit_film *f, const char *type, const char *served)
{
	size_t at = f->len;

	kit_put(f, "\0\0\0\0", "\0\0\0\0", 4);
	kit_put(f, type, served, 4);
	return at;
}

static void
close_box(struct kit_film *f, size_t at)
{
	size_t size = f->len - at;

	f->data[at + 2] = f->served[at + 2] = (uint8_t)(size >> 8);
	f->data[at + 3] = f->served[at + 3] = (uint8_t)size;
}

/* A box that stays, and one that goes. */
static void
keep(struct kit_film *f, const char *type, const void *body, size_t len)
{
	size_t at = open_box(f, type, type);

	kit_put(f, body, body, len);
	close_box(f, at);
}

static void
blank(struct kit_film *f, const char *type, const void *body, size_t len)
{
	static const uint8_t zeros[256];
	size_t at = open_box(f, type, "free");

	kit_put(f, body, zeros, len);
	close_box(f, at);
}

static void
check(const struct kit_film *f, bool given_up)
{
	kit_check(blank_mp4, f->data, f->len,
	    given_up ? NULL : (const char *)f->served);
}

/* hdlr, and stsd with one entry */
static void
add_track(struct kit_film *f, const char *handler, const char *entry,
    const char *body)
{
	size_t trak = open_box(f, "trak", "trak"), mdia, minf, stbl, stsd, e;

	mdia = open_box(f, "mdia", "mdia");
	e = open_box(f, "hdlr", "hdlr");
	kit_put(f, "\0\0\0\0mhlr", "\0\0\0\0mhlr", 8);
	kit_put(f, handler, handler, 4);
	close_box(f, e);
	minf = open_box(f, "minf", "minf");
	keep(f, "hdlr", BYTES("\0\0\0\0dhlrurl "));
	stbl = open_box(f, "stbl", "stbl");
	stsd = open_box(f, "stsd", "stsd");
	kit_put(f, "\0\0\0\0\0\0\0\1", "\0\0\0\0\0\0\0\1", 8);
	keep(f, entry, body, strlen(body));
	close_box(f, stsd);
	/* its only sample is the head of the file */
	keep(f, "stco", BYTES("\0\0\0\0" "\0\0\0\1" "\0\0\0\x08"));
	close_box(f, stbl);
	close_box(f, minf);
	close_box(f, mdia);
	close_box(f, trak);
}

static void
blanks_boxes(void **state)
{
	struct kit_film f = { .len = 0 };
	size_t moov, udta;

	(void)state;
	keep(&f, "ftyp", BYTES("isom\0\0\0\0"));
	blank(&f, "uuid", BYTES("0123456789abcdef<x/>"));
	moov = open_box(&f, "moov", "moov");
	keep(&f, "mvhd", BYTES("head"));
	add_track(&f, "vide", "avc1", "GPS");
	blank(&f, "what", BYTES("Here"));
	udta = open_box(&f, "udta", "udta");
	keep(&f, "\xA9nam", BYTES("\0\4\0\0Kept"));
	blank(&f, "\xA9xyz", BYTES("\0\4\0\0Here"));
	blank(&f, "loci", BYTES("Here"));
	blank(&f, "CAME", BYTES("SN1"));
	keep(&f, "\xA9" "cmt", BYTES("\0\4\0\0Kept"));
	blank(&f, "\xA9" "cmt", BYTES("\0\5\0\0GPS 1"));
	keep(&f, "\xA9nam", BYTES("\0\5\0\0GPS 1"));
	blank(&f, "dscp", BYTES("\0\0\0\0\x15\xC7" "1.234, 5.678"));
	kit_put(&f, "\0\0\0\0", "\0\0\0\0", 4);
	close_box(&f, udta);
	close_box(&f, moov);
	keep(&f, "mdat", BYTES("loci"));
	blank(&f, "free", BYTES("GPS "));
	blank(&f, "skip", BYTES(""));
	check(&f, false);
	kit_put(&f, "Here it was made", "\0\0\0\0free\0\0\0\0\0\0\0\0", 16);
	check(&f, false);
	f.len -= 12;
	memset(f.served + f.len - 4, 0, 4);
	check(&f, false);
}

/* All that a fragment may hold besides its samples. */
static void
blanks_fragments(void **state)
{
	struct kit_film f = { .len = 0 };
	size_t moof, traf, udta, mfra;

	(void)state;
	keep(&f, "moov", BYTES(""));
	moof = open_box(&f, "moof", "moof");
	keep(&f, "mfhd", BYTES("head"));
	traf = open_box(&f, "traf", "traf");
	keep(&f, "trun", BYTES("GPS "));
	udta = open_box(&f, "udta", "udta");
	blank(&f, "\xA9xyz", BYTES("\0\4\0\0Here"));
	close_box(&f, udta);
	blank(&f, "uuid", BYTES("0123456789abcdef<x/>"));
	keep(&f, "uuid", BYTES("\x6D\x1D\x9B\x05\x42\xD5\x44\xE6"
	    "\x80\xE2\x14\x1D\xAF\xF7\x57\xB2time"));
	blank(&f, "what", BYTES("Here"));
	close_box(&f, traf);
	udta = open_box(&f, "udta", "udta");
	blank(&f, "loci", BYTES("Here"));
	close_box(&f, udta);
	close_box(&f, moof);
	mfra = open_box(&f, "mfra", "mfra");
	keep(&f, "tfra", BYTES("GPS "));
	blank(&f, "free", BYTES("Here"));
	close_box(&f, mfra);
	check(&f, false);
}

/* A track's boxes that nobody knows, wherever they are. */
static void
blanks_boxes_of_tracks(void **state)
{
	static const char *const path[] = { "trak", "mdia", "minf", "stbl" };
	struct kit_film f = { .len = 0 };
	size_t moov, open[4], e, i;

	(void)state;
	moov = open_box(&f, "moov", "moov");
	for (i = 0; i < 4; i++) {
		open[i] = open_box(&f, path[i], path[i]);
		blank(&f, "free", BYTES("Here"));
		blank(&f, "what", BYTES("Here"));
		keep(&f, "stts", BYTES("Here"));
	}
	while (i-- > 1)
		close_box(&f, open[i]);
	/* what it is of comes last */
	open[1] = open_box(&f, "mdia", "mdia");
	e = open_box(&f, "hdlr", "hdlr");
	kit_put(&f, "\0\0\0\0mhlrvide", "\0\0\0\0mhlrvide", 12);
	close_box(&f, e);
	close_box(&f, open[1]);
	close_box(&f, open[0]);
	close_box(&f, moov);
	check(&f, false);
	memcpy(f.data + f.len - 4, "gps ", 4);
	check(&f, true);
}

static void
keeps_a_film_that_is_cut_off(void **state)
{
	struct kit_film f = { .len = 0 };

	(void)state;
	keep(&f, "moov", BYTES(""));
	kit_put(&f, "\0\0\1\0mdatsome", "\0\0\1\0mdatsome", 12);
	check(&f, false);
	f.len = 0;
	kit_put(&f, "\0\0\1\0mdatsome", "\0\0\1\0mdatsome", 12);
	check(&f, true);
	/* one whose size is nonsense is none */
	f.len = 0;
	keep(&f, "moov", BYTES(""));
	kit_put(&f, "\0\0\0\4mdatHere", "\0\0\0\0free\0\0\0\0", 12);
	check(&f, false);
}

static void
blanks_named_tags(void **state)
{
	struct kit_film f = { .len = 0 };
	size_t moov, meta, keys, ilst;

	(void)state;
	moov = open_box(&f, "moov", "moov");
	meta = open_box(&f, "meta", "meta");
	keep(&f, "hdlr", BYTES("\0\0\0\0\0\0\0\0mdta"));
	keys = open_box(&f, "keys", "keys");
	kit_put(&f, "\0\0\0\0\0\0\0\4", "\0\0\0\0\0\0\0\4", 8);
	keep(&f, "mdta", BYTES("a.make"));
	kit_put(&f, "\0\0\0\x13mdtaa.location.b",
	    "\0\0\0\x13mdtaxxxxxxxxxxx", 0x13);
	kit_put(&f, "\0\0\0\x0C" "udta\xA9xyz", "\0\0\0\x0C" "udtaxxxx", 12);
	kit_put(&f, "\0\0\0\x0B" "mdtaxyz", "\0\0\0\x0B" "mdtaxxx", 11);
	close_box(&f, keys);
	ilst = open_box(&f, "ilst", "ilst");
	keep(&f, "\0\0\0\1", BYTES("\0\0\0\x14" "data\0\0\0\1\0\0\0\0Kept"));
	blank(&f, "\0\0\0\2", BYTES("\0\0\0\x14" "data\0\0\0\1\0\0\0\0Here"));
	blank(&f, "\0\0\0\3", BYTES("\0\0\0\x14" "data\0\0\0\1\0\0\0\0Here"));
	blank(&f, "\0\0\0\4", BYTES("\0\0\0\x14" "data\0\0\0\1\0\0\0\0Here"));
	blank(&f, "\0\0\0\5", BYTES("of no name"));
	close_box(&f, ilst);
	blank(&f, "xml ", BYTES("<a serialNo='1'/>"));
	close_box(&f, meta);
	close_box(&f, moov);
	check(&f, false);
}

static void
blanks_tags_of_itunes(void **state)
{
	struct kit_film f = { .len = 0 };
	size_t moov, meta, ilst, item;

	(void)state;
	moov = open_box(&f, "moov", "moov");
	meta = open_box(&f, "meta", "meta");
	kit_put(&f, "\0\0\0\0", "\0\0\0\0", 4);
	ilst = open_box(&f, "ilst", "ilst");
	keep(&f, "\xA9nam", BYTES("\0\0\0\x14" "data\0\0\0\1\0\0\0\0Kept"));
	blank(&f, "apID", BYTES("\0\0\0\x14" "data\0\0\0\1\0\0\0\0Here"));
	keep(&f, "----", BYTES("\0\0\0\x10name\0\0\0\0Mood"));
	blank(&f, "----", BYTES("\0\0\0\x13name\0\0\0\0Owner 1"));
	blank(&f, "----", BYTES("\0\0\0\x10mean\0\0\0\0Mood"));
	keep(&f, "\xA9" "cmt", BYTES("\0\0\0\x14" "data\0\0\0\1\0\0\0\0Kept"));
	item = open_box(&f, "\xA9" "cmt", "\xA9" "cmt");
	kit_put(&f, "\0\0\0\x15" "data\0\0\0\1\0\0\0\0GPS 1",
	    "\0\0\0\x15" "data\0\0\0\1\0\0\0\0     ", 21);
	close_box(&f, item);
	/* of a film, what happens in it */
	keep(&f, "desc", BYTES("\0\0\0\x15" "data\0\0\0\1\0\0\0\0GPS 1"));
	item = open_box(&f, "ldes", "ldes");
	kit_put(&f, "\0\0\0\x1C" "data\0\0\0\1\0\0\0\0" "1.234, 5.678",
	    "\0\0\0\x1C" "data\0\0\0\1\0\0\0\0            ", 28);
	close_box(&f, item);
	item = open_box(&f, "covr", "covr");
	kit_put(&f, "\0\0\0\x14" "data\0\0\0\x0D\0\0\0\0\xFF\xD8\xFF\xD9",
	    "\0\0\0\x14" "data\0\0\0\x0D\0\0\0\0\xFF\xD8p\xD9", 20);
	kit_put(&f, "\0\0\0\x14" "data\0\0\0\x0E\0\0\0\0Here",
	    "\0\0\0\x14" "data\0\0\0\x0E\0\0\0\0\0\0\0\0", 20);
	close_box(&f, item);
	close_box(&f, ilst);
	close_box(&f, meta);
	/* one that is no list of boxes goes whole */
	item = open_box(&f, "udta", "udta");
	kit_put(&f, "\0\0\0\3Here", "\0\0\0\0\0\0\0\0", 8);
	close_box(&f, item);
	close_box(&f, moov);
	check(&f, false);
}

static void
gives_up_telemetry(void **state)
{
	static const struct {
		const char	*handler, *entry, *body;
		bool		 given_up;
	} cases[] = {
		{ "vide", "avc1", "", false },
		{ "soun", "mp4a", "location", false },
		{ "data", "gpmd", "", true },
		{ "vide", "camm", "", true },
		{ "camm", "xxxx", "", true },
		{ "data", "rtmd", "", true },
		{ "data", "djmd", "", true },
		{ "meta", "xxxx", "", true },
		{ "gps ", "xxxx", "", true },
		{ "nrtm", "xxxx", "", true },
		{ "vide", "CTMD", "", true },
		{ "sbtl", "tx3g", "", false },
		{ "meta", "mebx", "keys: mdtacom.x.video-orientation", false },
		{ "meta", "mebx", "keys: mdtacom.x.LOCATION.iso", true },
		{ "text", "text", "", false },
	};
	struct kit_film f;
	size_t i, moov, trak, mdia;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		f.len = 0;
		keep(&f, "ftyp", BYTES("isom some text, no place"));
		moov = open_box(&f, "moov", "moov");
		add_track(&f, cases[i].handler, cases[i].entry,
		    cases[i].body);
		close_box(&f, moov);
		check(&f, cases[i].given_up);
	}
	/* a track of metadata that does not say what it is of */
	f.len = 0;
	moov = open_box(&f, "moov", "moov");
	trak = open_box(&f, "trak", "trak");
	mdia = open_box(&f, "mdia", "mdia");
	keep(&f, "hdlr", BYTES("\0\0\0\0mhlrmeta"));
	close_box(&f, mdia);
	close_box(&f, trak);
	close_box(&f, moov);
	check(&f, true);
}

/* As drones write them, and cameras in cars. */
static void
gives_up_subtitles_that_say_places(void **state)
{
	static const char *const places[] = {
		"GPS(1,2)", "$GPRMC,1", "1.234 -5.678",
	};
	struct kit_film f = { .len = 0 };
	size_t moov;

	(void)state;
	keep(&f, "ftyp", BYTES("isom some text, no place"));
	moov = open_box(&f, "moov", "moov");
	add_track(&f, "text", "text", "");
	close_box(&f, moov);
	check(&f, false);
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		memcpy(f.data + 20, places[i], strlen(places[i]));
		check(&f, true);
	}
	/* What lies behind the text is another track's. */
	memcpy(f.data + 8, "\0\x0A", 2);
	memcpy(f.served, f.data, f.len);
	check(&f, false);
	f.data[9] = 10 + 12;
	check(&f, true);
}

/* As AVCHD has them, once it was put into a file of this format. */
static void
gives_up_frames_that_say_places(void **state)
{
	struct kit_film f = { .len = 0 };
	size_t moov;

	(void)state;
	keep(&f, "ftyp", BYTES("isomMDPM\1\xA1\1\2\3\4"));
	moov = open_box(&f, "moov", "moov");
	add_track(&f, "vide", "avc1", "");
	close_box(&f, moov);
	check(&f, false);
	f.data[8 + 9] = 0xB1;
	check(&f, true);
}

/* Items of which none is the first; and what describes one. */
static void
blanks_items(void **state)
{
	static const char item[] = "\0\0\0\0" "Here";
	struct kit_film f = { .len = 0 };
	size_t meta, iprp, ipco;

	(void)state;
	keep(&f, "moov", BYTES(""));
	blank(&f, "skip", BYTES(item));		/* from 16 on */
	memcpy(f.data + 12, "mdat", 4);
	memcpy(f.served + 12, "mdat", 4);
	meta = open_box(&f, "meta", "meta");
	kit_put(&f, "\0\0\0\0", "\0\0\0\0", 4);
	keep(&f, "iinf", BYTES("\0\0\0\0\0\1\0\0\0\x15infe\2\0\0\0\0\1\0\0"
	    "Exif\0"));
	keep(&f, "iloc", BYTES("\0\0\0\0\x44\0\0\1\0\1\0\0\0\1"
	    "\0\0\0\x10\0\0\0\x08"));
	iprp = open_box(&f, "iprp", "iprp");
	ipco = open_box(&f, "ipco", "ipco");
	keep(&f, "ispe", BYTES("GPS "));
	blank(&f, "udes", BYTES("\0\0\0\0en\0Here\0\0\0"));
	close_box(&f, ipco);
	close_box(&f, iprp);
	close_box(&f, meta);
	check(&f, false);
}

/* A picture of which one item is left, at 20 (and the last byte of it, at 32);
   what was another's is still there. */
static void
blanks_what_is_no_items(void **state)
{
	static const char infe[] = "\0\0\0\0\0\1\0\0\0\x15infe\2\0\0\0\0\1"
	    "\0\0hvc1\0";
	static const char iloc[] = "\0\0\0\0\x44\0\0\1\0\1\0\0\0\2"
	    "\0\0\0\x14\0\0\0\x04" "\0\0\0\x20\0\0\0\x01";
	struct kit_film f = { .len = 0 };
	size_t mdat, meta;

	(void)state;
	keep(&f, "wide", BYTES(""));
	mdat = open_box(&f, "mdat", "mdat");
	kit_put(&f, "HereKeptGPS \0\0\0\0pHereAgain", "\0\0\0\0Kept\0\0\0\0\0\0\0\0p"
	    "\0\0\0\0\0\0\0\0\0", 26);
	close_box(&f, mdat);
	meta = open_box(&f, "meta", "meta");
	kit_put(&f, "\0\0\0\0", "\0\0\0\0", 4);
	keep(&f, "pitm", BYTES("\0\0\0\0\0\1"));
	keep(&f, "iinf", BYTES(infe));
	keep(&f, "iloc", BYTES(iloc));
	close_box(&f, meta);
	check(&f, false);
	/* where there are tracks, their samples may lie anywhere */
	keep(&f, "moov", BYTES(""));
	memcpy(f.served, f.data, 42);
	check(&f, false);
	/* there should be more items than there are */
	f.len -= 8;
	f.data[f.len - 23] = 0x48;
	check(&f, true);
}

static void
gives_up_what_it_does_not_know(void **state)
{
	struct kit_film f = { .len = 0 };
	size_t boxes[40], i, moov;

	(void)state;
	keep(&f, "ftyp", BYTES("isom\0\0\0\0"));
	check(&f, true);			/* nothing in it */
	moov = open_box(&f, "moov", "moov");
	keep(&f, "cmov", BYTES("zip"));
	close_box(&f, moov);
	check(&f, true);
	f.len = 0;
	boxes[0] = open_box(&f, "moov", "moov");
	boxes[1] = open_box(&f, "trak", "trak");
	for (i = 2; i < 40; i++)
		boxes[i] = open_box(&f, "mdia", "mdia");
	while (i-- > 0)
		close_box(&f, boxes[i]);
	check(&f, true);
}

static void
bears_damage(void **state)
{
	struct kit_film f = { .len = 0 };
	size_t moov, udta, meta;

	(void)state;
	keep(&f, "ftyp", BYTES("isom\0\0\0\0"));
	moov = open_box(&f, "moov", "moov");
	add_track(&f, "meta", "mebx", "keys");
	udta = open_box(&f, "udta", "udta");
	meta = open_box(&f, "meta", "meta");
	keep(&f, "hdlr", BYTES("\0\0\0\0\0\0\0\0mdta"));
	keep(&f, "keys", BYTES("\0\0\0\0\0\0\0\1\0\0\0\x0Cmdtagps "));
	keep(&f, "ilst", BYTES("\0\0\0\x1C\0\0\0\1\0\0\0\x14" "data"
	    "\0\0\0\1\0\0\0\0Here"));
	close_box(&f, meta);
	keep(&f, "\xA9xyz", BYTES("Here"));
	close_box(&f, udta);
	close_box(&f, moov);
	kit_damage(blank_mp4, f.data, f.len);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blanks_boxes),
		cmocka_unit_test(blanks_fragments),
		cmocka_unit_test(blanks_boxes_of_tracks),
		cmocka_unit_test(keeps_a_film_that_is_cut_off),
		cmocka_unit_test(blanks_named_tags),
		cmocka_unit_test(blanks_tags_of_itunes),
		cmocka_unit_test(gives_up_telemetry),
		cmocka_unit_test(gives_up_subtitles_that_say_places),
		cmocka_unit_test(gives_up_frames_that_say_places),
		cmocka_unit_test(blanks_items),
		cmocka_unit_test(blanks_what_is_no_items),
		cmocka_unit_test(gives_up_what_it_does_not_know),
		cmocka_unit_test(bears_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
