/* with: tests/unit/blank_kit.c */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "scanner/probe/blank_jpeg.h"
#include "tests/unit/blank_kit.h"

#define SOI	"\xFF\xD8"
#define EOI	"\xFF\xD9"
/* A table, a scan with what looks like markers in it, and a second scan. */
#define DATA	"\xFF\xDB\0\3t" "\xFF\xDA\0\3s" "ab\xFF\0\xFF\xD3 \xFF\xFF\0" \
		"\xFF\xDA\0\2" "cd"
#define JFIF	"\xFF\xE0\0\x10" "JFIF\0" "\1\2" "\0\0\1\0\1" "\0\0"

static void
keeps_what_the_picture_needs(void **state)
{
	static const char plain[] = SOI JFIF "\xFF\xE2\0\x0F" "ICC_PROFILE\0p"
	    "\xFF\xEE\0\x08" "Adobe0" "\xFF\xFE\0\x06" "Kept" DATA EOI;

	(void)state;
	kit_check(blank_jpeg, BYTES(plain), plain);
	/* fill bytes, a marker without a length, cut off */
	kit_check(blank_jpeg, BYTES(SOI "\xFF\xFF\xFF\xFE\0\3x" "\xFF\1" DATA),
	    SOI "\xFF\xFF\xFF\xFE\0\3x" "\xFF\1" DATA);
}

static void
blanks_what_is_private(void **state)
{
	(void)state;
	/* EXIF of one entry: 8 + 2 + 12 + 4 = 26; 2 + 6 + 26 = 34 = 0x22 */
	kit_check(blank_jpeg, BYTES(SOI "\xFF\xE1\0\x22" "Exif\0\0"
	    "II*\0\x08\0\0\0" "\1\0\x31\xA4\2\0\4\0\0\0SN1\0" "\0\0\0\0" DATA
	    EOI), SOI "\xFF\xE1\0\x22" "Exif\0\0"
	    "II*\0\x08\0\0\0" "\1\0\x31\xA4\2\0\4\0\0\0\0\0\0\0" "\0\0\0\0"
	    DATA EOI);
	/* and such that is none */
	kit_check(blank_jpeg, BYTES(SOI "\xFF\xE1\0\x0C" "Exif\0\0Here" DATA
	    EOI), SOI "\xFF\xE1\0\x0C" "Exif\0\0\0\0\0\0" DATA EOI);
	/* XMP: 2 + 29 + 11 = 42 = 0x2A */
	kit_check(blank_jpeg, BYTES(SOI "\xFF\xE1\0\x2A"
	    "http://ns.adobe.com/xap/1.0/\0" "<x lat='1'>" DATA EOI),
	    SOI "\xFF\xE1\0\x2A" "http://ns.adobe.com/xap/1.0/\0"
	    "           " DATA EOI);
	kit_check(blank_jpeg, BYTES(SOI "\xFF\xE1\0\x2A"
	    "http://ns.adobe.com/xap/1.0/\0" "<x City=''/" DATA EOI),
	    SOI "\xFF\xE1\0\x2A" "http://ns.adobe.com/xap/1.0/\0"
	    "           " DATA EOI);
	/* Photoshop's: 2 + 14 + 18 = 34 */
	kit_check(blank_jpeg, BYTES(SOI "\xFF\xED\0\x22" "Photoshop 3.0\0"
	    "8BIM\4\4\0\0" "\0\0\0\6\x1C\2\x5A\0\1H" DATA EOI),
	    SOI "\xFF\xED\0\x22" "Photoshop 3.0\0"
	    "8BIM\4\4\0\0" "\0\0\0\6\x1C\2\x5A\0\1 " DATA EOI);
	/* any other application's, MPF and the rest of XMP among them */
	kit_check(blank_jpeg, BYTES(SOI "\xFF\xE2\0\x08" "MPF\0ab"
	    "\xFF\xE1\0\x25" "http://ns.adobe.com/xmp/extension/\0"
	    "\xFF\xE5\0\4Hi" "\xFF\xEF\0\2" DATA EOI),
	    SOI "\xFF\xE2\0\x08" "\0\0\0\0\0\0" "\xFF\xE1\0\x25"
	    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
	    "\0\0\0\0" "\xFF\xE5\0\4\0\0" "\xFF\xEF\0\2" DATA EOI);
	/* words in a comment, in UTF-16 as well */
	kit_check(blank_jpeg, BYTES(SOI "\xFF\xFE\0\x0B" "my gps: 1" "\xFF\xFE\0\x09"
	    "\0G\0P\0S\0" DATA EOI), SOI "\xFF\xFE\0\x0B" "         "
	    "\xFF\xFE\0\x09" "       " DATA EOI);
	/* between two scans, and behind the picture */
	kit_check(blank_jpeg, BYTES(SOI DATA "\xFF\xE5\0\4Hi" DATA EOI
	    SOI DATA EOI), SOI DATA "\xFF\xE5\0\4\0\0" DATA EOI
	    "\0\0" "\0\0\0\0\0" "\0\0\0\0\0" "\0\0\0\0\0\0\0\0\0\0"
	    "\0\0\0\0\0\0" "\0\0");
}

/* Thumbnails of JFIF, and what is longer than it needs to be. */
static void
blanks_what_is_in_names_that_stay(void **state)
{
	(void)state;
	/* one pixel: 2 + 5 + 9 + 3 + 4 = 23 = 0x17 */
	kit_check(blank_jpeg, BYTES(SOI "\xFF\xE0\0\x17" "JFIF\0"
	    "\1\2" "\0\0\1\0\1" "\1\1" "rgb" "Here" DATA EOI),
	    SOI "\xFF\xE0\0\x17" "JFIF\0" "\1\2" "\0\0\1\0\1" "\1\1" "rgb"
	    "\0\0\0\0" DATA EOI);
	kit_check(blank_jpeg, BYTES(SOI "\xFF\xE0\0\x0B" "JFIF\0Here" DATA EOI),
	    SOI "\xFF\xE0\0\x0B" "JFIF\0\0\0\0\0" DATA EOI);
	kit_check(blank_jpeg, BYTES(SOI "\xFF\xE0\0\x0C" "JFXX\0\x10"
	    "\xFF\xD8\xFF\xD9" "\xFF\xE0\0\x0A" "JFXX\0\x13" "rg"
	    "\xFF\xE0\0\x0A" "JFXX\0\x99" "Hi" DATA EOI),
	    SOI "\xFF\xE0\0\x0C" "JFXX\0\x10" "\xFF\xD8p\xD9"
	    "\xFF\xE0\0\x0A" "JFXX\0\x13" "rg"
	    "\xFF\xE0\0\x0A" "JFXX\0\0" "\0\0" DATA EOI);
	kit_check(blank_jpeg, BYTES(SOI "\xFF\xEE\0\x12" "Adobe"
	    "\0d\0\0\0\0\1" "Here" DATA EOI), SOI "\xFF\xEE\0\x12" "Adobe"
	    "\0d\0\0\0\0\1" "\0\0\0\0" DATA EOI);
}

static void
gives_up_what_is_no_jpeg(void **state)
{
	(void)state;
	kit_check(blank_jpeg, BYTES(EOI), NULL);
	kit_check(blank_jpeg, BYTES(SOI "rubbish" DATA EOI), NULL);
	kit_check(blank_jpeg, BYTES(SOI "\xFF\xE1\0\1" DATA EOI), NULL);
	kit_check(blank_jpeg, BYTES(SOI "\xFF\xE1\0\x40" "Exif\0\0"), NULL);
	kit_check(blank_jpeg, BYTES(SOI "\xFF\x02\0\2" DATA EOI), NULL);
	kit_check(blank_jpeg, BYTES(SOI DATA "\xFF\x02" "x" EOI), NULL);
	kit_check(blank_jpeg, BYTES(SOI JFIF), NULL);
}

/* A marker at every place around the end of a block that is read at once. */
static void
sees_markers_between_blocks(void **state)
{
	static uint8_t file[32900];
	size_t at;

	(void)state;
	for (at = 32760; at < 32790; at++) {
		memset(file, 'x', sizeof(file));
		memcpy(file, SOI "\xFF\xDA\0\2", 6);
		memcpy(file + at, EOI "secret", 8);
		assert_true(kit_serve(blank_jpeg, file, at + 8));
		assert_memory_equal(file + at, EOI "\0\0\0\0\0\0", 8);
		assert_int_equal(file[at - 1], 'x');
	}
}

static void
bears_damage(void **state)
{
	(void)state;
	kit_damage(blank_jpeg, BYTES(SOI "\xFF\xE1\0\x22" "Exif\0\0"
	    "II*\0\x08\0\0\0" "\1\0\x31\xA4\2\0\4\0\0\0SN1\0" "\0\0\0\0"
	    "\xFF\xE1\0\x2A" "http://ns.adobe.com/xap/1.0/\0" "<x City=''/"
	    DATA EOI "rest"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_what_the_picture_needs),
		cmocka_unit_test(blanks_what_is_private),
		cmocka_unit_test(blanks_what_is_in_names_that_stay),
		cmocka_unit_test(gives_up_what_is_no_jpeg),
		cmocka_unit_test(sees_markers_between_blocks),
		cmocka_unit_test(bears_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
