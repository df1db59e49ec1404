#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "scanner/probe/blank.h"

#define BYTES(text)	(text), sizeof(text) - 1
#define SCAN		"\xFF\xDA\0\2" "data"
#define EOI		"\xFF\xD9"
#define PNG		"\x89PNG\r\n\x1A\n"

static struct blank_list list;

static enum blanks_state
read_memory(const void *data, size_t len, const char **reason)
{
	struct bytes b;

	bytes_from_memory(&b, data, len);
	return blank_read(&b, blank_sniff(&b), &list, reason);
}

static void
sees_formats(void **state)
{
	static const struct {
		const char	*data;
		size_t		 len;
		enum blank_format format;
	} cases[] = {
		{ BYTES("\xFF\xD8\xFF\xE0"), BLANK_JPEG },
		{ BYTES("\xFF\xD8rubbish"), BLANK_JPEG },
		{ BYTES(PNG "\0\0\0\0"), BLANK_PNG },
		{ BYTES("RIFF\0\0\0\0WEBP"), BLANK_WEBP },
		{ BYTES("RIFF\0\0\0\0WAVE"), BLANK_NO_FORMAT },
		{ BYTES("II*\0\x08\0\0\0"), BLANK_TIFF },
		{ BYTES("MM\0*\0\0\0\x08"), BLANK_TIFF },
		{ BYTES("MM\0+\0\0\0\x08"), BLANK_TIFF },
		{ BYTES("\0\0\0\x18" "ftypqt  "), BLANK_MP4 },
		{ BYTES("\0\0\0\x08" "wide"), BLANK_MP4 },
		{ BYTES("\0\0\1\0" "moov"), BLANK_MP4 },
		{ BYTES("\x1A\x45\xDF\xA3"), BLANK_MATROSKA },
		{ BYTES("ID3\4\0\0"), BLANK_NO_FORMAT },
		{ BYTES(""), BLANK_NO_FORMAT },
	};
	struct bytes b;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		bytes_from_memory(&b, cases[i].data, cases[i].len);
		assert_int_equal(blank_sniff(&b), cases[i].format);
	}
}

/* Of transport streams only those whose cameras say where they are. */
static void
sees_streams_that_say_places(void **state)
{
	static uint8_t stream[2 * 188];
	const char *reason;
	struct bytes b;

	(void)state;
	memcpy(stream, "G\x41\1\x10\0\0\1\xE0" "MDPM\1\xA1\0\0\0\0", 18);
	stream[188] = 'G';
	bytes_from_memory(&b, stream, sizeof(stream));
	assert_int_equal(blank_sniff(&b), BLANK_NO_FORMAT);
	stream[13] = 0xB1;
	assert_int_equal(blank_sniff(&b), BLANK_AVCHD);
	assert_int_equal(read_memory(stream, sizeof(stream), &reason),
	    BLANKS_UNKNOWN);
	assert_string_equal(reason, "it says between its frames where it was "
	    "made");
	assert_true(blank_is_seldom_private(BLANK_AVCHD));
	assert_true(blank_is_seldom_private(BLANK_MATROSKA));
	assert_false(blank_is_seldom_private(BLANK_MP4));
	assert_false(blank_is_seldom_private(BLANK_NO_FORMAT));
}

static void
says_what_comes_of_it(void **state)
{
	const char *reason;

	(void)state;
	assert_int_equal(read_memory(BYTES("ID3\4 GPS"), &reason),
	    BLANKS_NONE);
	assert_int_equal(read_memory(BYTES("\xFF\xD8" SCAN EOI), &reason),
	    BLANKS_NONE);
	assert_null(reason);
	assert_int_equal(list.n, 0);
	assert_int_equal(read_memory(BYTES("\xFF\xD8" SCAN EOI "trailer"),
	    &reason), BLANKS_FOUND);
	assert_null(reason);
	assert_int_equal(list.n, 1);
	assert_int_equal(list.ranges[0].offset, 12);
	assert_int_equal(list.ranges[0].len, 7);
	assert_int_equal(read_memory(BYTES("\xFF\xD8rubbish" EOI), &reason),
	    BLANKS_UNKNOWN);
	assert_non_null(reason);
	assert_int_equal(list.n, 0);
}

static enum blanks_state
say(const void *data, size_t len, struct buf *said)
{
	struct bytes b;

	bytes_from_memory(&b, data, len);
	return blank_say(&b, blank_sniff(&b), said);
}

static void
says_it_in_a_few_bytes(void **state)
{
	struct buf said;

	(void)state;
	buf_init(&said, 64);
	assert_int_equal(say(BYTES("\xFF\xD8" SCAN EOI "trailer"), &said),
	    BLANKS_FOUND);
	assert_true(blanks_unpack(&list, said.data, said.len));
	assert_int_equal(list.n, 1);
	assert_int_equal(list.ranges[0].offset, 12);
	assert_int_equal(list.ranges[0].len, 7);
	assert_int_equal(say(BYTES("\xFF\xD8" SCAN EOI), &said), BLANKS_NONE);
	assert_int_equal(said.len, 0);
	assert_int_equal(say(BYTES("\xFF\xD8rubbish" EOI), &said),
	    BLANKS_UNKNOWN);
	assert_string_equal(said.data, "its structure is damaged or unknown");
	buf_free(&said);
}

/* One list is too long for what is at most said, 64 bytes here. */
static void
gives_up_what_it_has_no_room_to_say(void **state)
{
	static const char part[] = "\xFF\xE5\0\4Hi";
	uint8_t file[2 + 6 * 22 + 10];
	struct buf said;
	size_t at = 2;

	(void)state;
	buf_init(&said, 64);
	memcpy(file, "\xFF\xD8", 2);
	for (; at < sizeof(file) - 10; at += 6)
		memcpy(file + at, part, 6);
	memcpy(file + at, SCAN EOI, 10);
	assert_int_equal(say(file, sizeof(file), &said), BLANKS_UNKNOWN);
	assert_non_null(strstr(said.data, "too many"));
	buf_free(&said);
}

static void
gives_up_too_many_parts(void **state)
{
	static uint8_t file[2 + 6 * (BLANKS_MAX + 1) + 10];
	const char *reason;
	size_t i, at = 2;

	(void)state;
	memcpy(file, "\xFF\xD8", 2);
	for (i = 0; i < BLANKS_MAX; i++, at += 6)
		memcpy(file + at, "\xFF\xE5\0\4Hi", 6);
	memcpy(file + at, SCAN EOI, 10);
	assert_int_equal(read_memory(file, at + 10, &reason), BLANKS_FOUND);
	assert_int_equal(list.n, BLANKS_MAX);
	memcpy(file + at, "\xFF\xE5\0\4Hi" SCAN EOI, 16);
	assert_int_equal(read_memory(file, at + 16, &reason), BLANKS_UNKNOWN);
	assert_non_null(strstr(reason, "too many"));
}

/* EXIF with a thumbnail: 2 + 6 + 44 bytes before it. */
#define NEST(len1, len2) \
	"\xFF\xD8" "\xFF\xE1" len1 "Exif\0\0" "II*\0\x08\0\0\0" "\0\0" \
	"\x0E\0\0\0" "\2\0" "\1\2\4\0\1\0\0\0\x2C\0\0\0" \
	"\2\2\4\0\1\0\0\0" len2 "\0\0\0\0"

/* A picture in a picture in a picture: the last is not looked at any more. */
static void
walks_pictures_within_pictures(void **state)
{
	static const char inner[] = "\xFF\xD8" "\xFF\xE5\0\4Hi" SCAN EOI;
	uint8_t file[512], part[512];
	size_t len = sizeof(inner) - 1, levels;
	const char *reason;

	(void)state;
	memcpy(file, inner, len);
	for (levels = 1; levels <= 5; levels++) {
		/* the thumbnail is at 44 of 52 + 44 bytes, with its length */
		memcpy(part, NEST("\0\0", "\0\0\0\0"), 56);
		part[4] = (uint8_t)((52 + len) >> 8);
		part[5] = (uint8_t)(52 + len);
		part[48] = (uint8_t)len;
		part[49] = (uint8_t)(len >> 8);
		memcpy(part + 56, file, len);
		memcpy(part + 56 + len, SCAN EOI, 10);
		len += 66;
		memcpy(file, part, len);
		assert_int_equal(read_memory(file, len, &reason),
		    BLANKS_FOUND);
		blanks_apply(&list, 0, file, len);
		assert_null(memmem(file, len, "Hi", 2));
		/* three thumbnails are kept, each begins 56 bytes further */
		assert_int_equal(file[56], 0xFF);
		if (levels > 3) {
			assert_int_equal(file[56 * 3], 0xFF);
			assert_int_equal(file[56 * 4], 0);
		}
		memcpy(file, part, len);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sees_formats),
		cmocka_unit_test(sees_streams_that_say_places),
		cmocka_unit_test(says_what_comes_of_it),
		cmocka_unit_test(says_it_in_a_few_bytes),
		cmocka_unit_test(gives_up_what_it_has_no_room_to_say),
		cmocka_unit_test(gives_up_too_many_parts),
		cmocka_unit_test(walks_pictures_within_pictures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
