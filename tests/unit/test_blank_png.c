/* with: tests/unit/blank_kit.c */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "scanner/probe/blank_png.h"
#include "tests/unit/blank_kit.h"

#define START	"\x89PNG\r\n\x1A\n" "\0\0\0\5" "IHDR" "abcde" "crc0"
#define END	"\0\0\0\2" "IDAT" "xy" "crc1" "\0\0\0\0" "IEND" "\xAE\x42\x60\x82"

static void
keeps_what_the_picture_needs(void **state)
{
	static const char plain[] = START "\0\0\0\1" "gAMA" "g" "crc2"
	    "\0\0\0\7" "tEXt" "Title\0T" "crc3" "\0\0\0\2" "CgBI" "ab" "crc4"
	    END;

	(void)state;
	kit_check(blank_png, BYTES(plain), plain);
	/* cut off within the picture */
	kit_check(blank_png, BYTES(START "\0\0\0\5" "IDAT" "xy"),
	    START "\0\0\0\5" "IDAT" "xy");
}

/* The CRCs are Python's. */
static void
turns_chunks_into_unknown_ones(void **state)
{
	(void)state;
	kit_check(blank_png, BYTES(START "\0\0\0\x0A" "tEXt" "Location\0H"
	    "crc2" "\0\0\0\1" "zTXt" "x" "crc3" "\0\0\0\1" "caBX" "x" "crc4"
	    END), START "\0\0\0\x0A" "blAn" "\0\0\0\0\0\0\0\0\0\0"
	    "\x81\x25\x17\x47" "\0\0\0\1" "blAn" "\0" "\xDE\x06\x3A\x55"
	    "\0\0\0\1" "blAn" "\0" "\xDE\x06\x3A\x55" END);
	/* a text that says more than its keyword does */
	kit_check(blank_png, BYTES(START "\0\0\0\x14" "tEXt"
	    "Comment\0GPS 52.5 7.5" "crc2" END), START "\0\0\0\x14" "tEXt"
	    "Comment\0            " "\x5E\x50\x26\xC2" END);
	kit_check(blank_png, BYTES(START "\0\0\0\x0B" "iTXt" "Title\0\0\0\0\0T"
	    "crc2" END), START "\0\0\0\x0B" "iTXt" "Title\0\0\0\0\0T" "crc2"
	    END);
	kit_check(blank_png, BYTES(START "\0\0\0\x0D" "iTXt"
	    "Title\0\0\0\0\0GPS" "crc2" END), START "\0\0\0\x0D" "iTXt"
	    "Title\0\0\0\0\0   " "\x0C\xBC\xFA\xF6" END);
	/* compressed */
	kit_check(blank_png, BYTES(START "\0\0\0\x0A" "iTXt" "Title\0\1\0\0\0"
	    "crc2" END), START "\0\0\0\x0A" "blAn" "\0\0\0\0\0\0\0\0\0\0"
	    "\x81\x25\x17\x47" END);
	kit_check(blank_png, BYTES(START END "Here"), START END "\0\0\0\0");
}

static void
walks_exif_and_xmp(void **state)
{
	(void)state;
	kit_check(blank_png, BYTES(START "\0\0\0\x1A" "eXIf" "II*\0\x08\0\0\0"
	    "\1\0\x31\xA4\2\0\4\0\0\0SN1\0" "\0\0\0\0" "crc2" END),
	    START "\0\0\0\x1A" "eXIf" "II*\0\x08\0\0\0"
	    "\1\0\x31\xA4\2\0\4\0\0\0\0\0\0\0" "\0\0\0\0" "\xBF\xB9\x31\xE9" END);
	/* 22 + 12 = 34 */
	kit_check(blank_png, BYTES(START "\0\0\0\x22" "iTXt"
	    "XML:com.adobe.xmp\0\0\0\0\0" "<x lat='1'/>" "crc2" END),
	    START "\0\0\0\x22" "iTXt" "XML:com.adobe.xmp\0\0\0\0\0"
	    "<x        />" "\x66\x7B\x1A\xFC" END);
	/* nothing private: even a wrong CRC stays */
	kit_check(blank_png, BYTES(START "\0\0\0\x1A" "iTXt"
	    "XML:com.adobe.xmp\0\0\0\0\0" "<x/>" "crc2" END),
	    START "\0\0\0\x1A" "iTXt" "XML:com.adobe.xmp\0\0\0\0\0"
	    "<x/>" "crc2" END);
}

static void
gives_up_what_is_cut_off_elsewhere(void **state)
{
	(void)state;
	kit_check(blank_png, BYTES(START "\0\0\0\5" "eXIf" "xy"), NULL);
	kit_check(blank_png, BYTES("\x89PNG"), NULL);
}

static void
bears_damage(void **state)
{
	(void)state;
	kit_damage(blank_png, BYTES(START "\0\0\0\x22" "iTXt"
	    "XML:com.adobe.xmp\0\0\0\0\0" "<x lat='1'/>" "crc2"
	    "\0\0\0\x1A" "eXIf" "II*\0\x08\0\0\0"
	    "\1\0\x31\xA4\2\0\4\0\0\0SN1\0" "\0\0\0\0" "crc3" END "rest"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_what_the_picture_needs),
		cmocka_unit_test(turns_chunks_into_unknown_ones),
		cmocka_unit_test(walks_exif_and_xmp),
		cmocka_unit_test(gives_up_what_is_cut_off_elsewhere),
		cmocka_unit_test(bears_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
