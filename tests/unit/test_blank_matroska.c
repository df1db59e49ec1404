/* with: tests/unit/blank_kit.c */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "scanner/probe/blank_matroska.h"
#include "tests/unit/blank_kit.h"

#define EBML_ID		"\x1A\x45\xDF\xA3"
#define SEGMENT		"\x18\x53\x80\x67"
#define SEEK_HEAD	"\x11\x4D\x9B\x74"
#define CLUSTER		"\x1F\x43\xB6\x75"
#define ATTACHMENTS	"\x19\x41\xA4\x69"
#define ATTACHED_FILE	"\x61\xA7"
#define TAGS		"\x12\x54\xC3\x67"
#define TAG		"\x73\x73"
#define SIMPLE_TAG	"\x67\xC8"
#define OPEN		"\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF"

static void
keep(struct kit_film *f, const void *data, size_t n)
{
	kit_put(f, data, data, n);
}

/* An element whose length takes two bytes; where that stands. */
static size_t
open_element(struct kit_film *f, const char *id)
{
	keep(f, id, strlen(id));
	keep(f, "\x40\0", 2);
	return f->len - 2;
}

static void
close_element(struct kit_film *f, size_t at)
{
	size_t size = f->len - at - 2;

	f->data[at] = f->served[at] = 0x40 | (uint8_t)(size >> 8);
	f->data[at + 1] = f->served[at + 1] = (uint8_t)size;
}

/* What was put from at on is served as a Void element, of less than 256 bytes
   behind its head of nine. */
static void
goes(struct kit_film *f, size_t at)
{
	memset(f->served + at, 0, f->len - at);
	f->served[at] = 0xEC;
	f->served[at + 1] = 0x01;
	f->served[at + 8] = (uint8_t)(f->len - at - 9);
}

static void
add_tag(struct kit_film *f, const char *name, const char *value, bool private)
{
	size_t start = f->len, tag = open_element(f, SIMPLE_TAG), part;

	part = open_element(f, "\x45\xA3");
	keep(f, name, strlen(name));
	close_element(f, part);
	part = open_element(f, "\x44\x87");
	keep(f, value, strlen(value));
	close_element(f, part);
	close_element(f, tag);
	if (private)
		goes(f, start);
}

/* Tags of which the first is what a telephone had. */
static void
add_tags(struct kit_film *f, bool with_place)
{
	size_t tags = open_element(f, TAGS), tag, crc = f->len;

	keep(f, "\xBF\x84" "\1\2\3\4", 6);
	tag = open_element(f, TAG);
	keep(f, "\x63\xC0\x80", 3);
	if (with_place) {
		memcpy(f->served + crc, "\xEC\x84\0\0\0\0", 6);
		add_tag(f, "LOCATION-eng", "+64.1466-021.9426/", true);
		add_tag(f, "COM.APPLE.QUICKTIME.LOCATION.ISO6709", "N", true);
		add_tag(f, "COMMENT", "at 64.1466, -21.9426", true);
	}
	add_tag(f, "TITLE", "My GPS", false);
	add_tag(f, "DURATION", "00:00:02.023000000", false);
	close_element(f, tag);
	close_element(f, tags);
}

static void
begin(struct kit_film *f)
{
	*f = (struct kit_film){ .len = 0 };
	keep(f, EBML_ID "\x83\x42\x86\x80", 8);
	keep(f, SEGMENT OPEN, 12);
}

static void
check(const struct kit_film *f)
{
	kit_check(blank_matroska, f->data, f->len, (const char *)f->served);
}

static void
blanks_tags(void **state)
{
	struct kit_film f;

	(void)state;
	begin(&f);
	add_tags(&f, false);
	check(&f);
	begin(&f);
	keep(&f, "\xEC\x82\0\0", 4);
	kit_put(&f, "\xEC\x82Hi", "\xEC\x82\0\0", 4);
	add_tags(&f, true);
	keep(&f, CLUSTER "\x84GPS ", 9);
	add_tags(&f, true);		/* behind it, the file being short */
	check(&f);
	/* in a cluster that does not say how long it is may be anything */
	keep(&f, CLUSTER OPEN, 12);
	keep(&f, "Nobody knows", 12);
	check(&f);
}

/* A tag that has one, and is not one of two bytes; tags within tags; one that
   holds anything. */
static void
blanks_tags_within_tags(void **state)
{
	struct kit_film f;
	size_t tags, tag, simple, start;

	(void)state;
	begin(&f);
	tags = open_element(&f, TAGS);
	tag = open_element(&f, TAG);
	simple = open_element(&f, SIMPLE_TAG);
	keep(&f, "\x45\xA3\x84" "Kept", 7);
	add_tag(&f, "GPS_DATE", "x", true);
	add_tag(&f, "DATE", "x", false);
	close_element(&f, simple);
	start = f.len;
	simple = open_element(&f, SIMPLE_TAG);
	keep(&f, "\x45\xA3\x84" "Kept" "\x44\x85\x83" "Any", 13);
	close_element(&f, simple);
	goes(&f, start);
	kit_put(&f, "\x67\xC8\x84\x45\xA3\x81x" "\x67\xC8\x83\x44\x85\x80",
	    "\x67\xC8\x84\x45\xA3\x81x" "\xEC\x84\0\0\0\0", 13);
	close_element(&f, tag);
	close_element(&f, tags);
	check(&f);
}

/* Deeper than anybody has them: the last goes unread. */
static void
blanks_what_is_too_deep(void **state)
{
	size_t open[9], i, start;
	struct kit_film f;

	(void)state;
	begin(&f);
	open[0] = open_element(&f, TAGS);
	for (i = 1; i < 9; i++)
		open[i] = open_element(&f, SIMPLE_TAG);
	start = f.len;
	add_tag(&f, "DATE", "x", false);
	goes(&f, start);
	while (i-- > 0)
		close_element(&f, open[i]);
	check(&f);
}

static void
add_attachment(struct kit_film *f, const char *type, const char *data,
    const char *served)
{
	size_t attachments = open_element(f, ATTACHMENTS);
	size_t file = open_element(f, ATTACHED_FILE), part;

	kit_put(f, "\x46\x6E\x84GPS ", served == data ? "\x46\x6E\x84GPS " :
	    "\x46\x6E\x84    ", 7);
	part = open_element(f, "\x46\x60");
	keep(f, type, strlen(type));
	close_element(f, part);
	part = open_element(f, "\x46\x5C");
	kit_put(f, data, served, 4);
	close_element(f, part);
	close_element(f, file);
	close_element(f, attachments);
}

static void
walks_pictures_that_are_attached(void **state)
{
	static const char font[] = "GPS ";
	struct kit_film f;

	(void)state;
	begin(&f);
	add_attachment(&f, "image/jpeg", "\xFF\xD8\xFF\xD9", "\xFF\xD8p\xD9");
	add_attachment(&f, "image/png", "Here", "\0\0\0\0");
	add_attachment(&f, "font/ttf", font, font);
	check(&f);
}

/* Behind more clusters than are stepped over: only what SeekHead names is
   found, and what follows that. With one, no cluster is stepped over. */
static void
finds_what_is_referred_to(void **state)
{
	const size_t clusters = 129 * 5;
	struct kit_film f;
	size_t i, at;

	(void)state;
	for (int seeks = 0; seeks < 2; seeks++) {
		begin(&f);
		if (seeks) {
			/* Tags, at 21 + 645 + 6 from the segment's start */
			at = open_element(&f, SEEK_HEAD);
			keep(&f, "\x4D\xBB\x8C\x53\xAB\x84" TAGS
			    "\x53\xAC\x82\x02\xA0", 15);
			close_element(&f, at);
		}
		for (i = 0; i < clusters; i += 5)
			keep(&f, CLUSTER "\x80", 5);
		if (seeks)
			memcpy(f.data + 51, "\xEC\x83Old", 5);
		memcpy(f.served, f.data, f.len);
		keep(&f, "\xEC\x84OldX", 6);	/* nobody comes by */
		assert_int_equal(f.len - 20, seeks ? 0x2A0 : 0x28B);
		at = f.len;
		add_tags(&f, true);
		if (!seeks)
			memcpy(f.served + at, f.data + at, f.len - at);
		check(&f);
	}
}

static void
gives_up_frames_that_say_places(void **state)
{
	struct kit_film f;

	(void)state;
	begin(&f);
	keep(&f, CLUSTER "\x8A" "MDPM\1\xA1\1\2\3\4", 15);
	check(&f);
	f.data[f.len - 5] = 0xB2;
	kit_check(blank_matroska, f.data, f.len, NULL);
}

/* As a film that is being written, or loaded, is; and anything else that begins
   like one. */
static void
bears_damage(void **state)
{
	struct kit_film f;

	(void)state;
	begin(&f);
	check(&f);
	keep(&f, "\0\0\0\0\0\0\0\0", 8);
	check(&f);
	/* the rest of tags that are none */
	begin(&f);
	keep(&f, TAGS "\x48\0", 6);
	kit_put(&f, "\0What", "\0\0\0\0\0", 5);
	check(&f);
	begin(&f);
	add_attachment(&f, "image/jpeg", "\xFF\xD8\xFF\xD9",
	    "\xFF\xD8p\xD9");
	add_tags(&f, true);
	keep(&f, CLUSTER "\x84GPS ", 9);
	kit_damage(blank_matroska, f.data, f.len);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blanks_tags),
		cmocka_unit_test(blanks_tags_within_tags),
		cmocka_unit_test(blanks_what_is_too_deep),
		cmocka_unit_test(walks_pictures_that_are_attached),
		cmocka_unit_test(finds_what_is_referred_to),
		cmocka_unit_test(gives_up_frames_that_say_places),
		cmocka_unit_test(bears_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
