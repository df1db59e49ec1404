/* with: tests/unit/blank_kit.c */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "scanner/probe/blank_webp.h"
#include "tests/unit/blank_kit.h"

/* RIFF's size is what follows it: 4 + the chunks. */
#define PICTURE	"VP8 \3\0\0\0abc\0"	/* 12 */

static void
blanks_chunks(void **state)
{
	(void)state;
	/* 4 + 12 + 20 = 36 = 0x24 */
	kit_check(blank_webp, BYTES("RIFF\x24\0\0\0WEBP" PICTURE
	    "XMP \x0C\0\0\0<x lat='1'/>"), "RIFF\x24\0\0\0WEBP" PICTURE
	    "XMP \x0C\0\0\0<x        />");
	/* 4 + 34 + 12 = 50 = 0x32 */
	kit_check(blank_webp, BYTES("RIFF\x32\0\0\0WEBP" "EXIF\x1A\0\0\0"
	    "II*\0\x08\0\0\0" "\1\0\x31\xA4\2\0\4\0\0\0SN1\0" "\0\0\0\0"
	    PICTURE), "RIFF\x32\0\0\0WEBP" "EXIF\x1A\0\0\0"
	    "II*\0\x08\0\0\0" "\1\0\x31\xA4\2\0\4\0\0\0\0\0\0\0" "\0\0\0\0"
	    PICTURE);
	/* an unknown one, an odd one, and what follows; 4 + 10 + 10 + 12 */
	kit_check(blank_webp, BYTES("RIFF\x24\0\0\0WEBP" "SERI\2\0\0\0SN"
	    "EXIF\1\0\0\0x\0" PICTURE "Here"), "RIFF\x24\0\0\0WEBP"
	    "SERI\2\0\0\0\0\0" "EXIF\1\0\0\0\0\0" PICTURE "\0\0\0\0");
	/* cut off */
	kit_check(blank_webp, BYTES("RIFF\x24\0\0\0WEBP" "SERI\x09\0\0\0SN"),
	    "RIFF\x24\0\0\0WEBP" "SERI\x09\0\0\0\0\0");
	kit_check(blank_webp, BYTES("RIFF\x24\0\0\0WEBP" "SERI\2"), NULL);
	kit_check(blank_webp, BYTES("RIFF\x24\0\0"), NULL);
}

/* 4 + 8 + 16 + 12 + 10 = 50 = 0x32; a frame in a frame is none */
static void
blanks_chunks_of_frames(void **state)
{
	(void)state;
	kit_check(blank_webp, BYTES("RIFF\x32\0\0\0WEBP"
	    "ANMF\x26\0\0\0" "0123456789abcdef" PICTURE "SERI\2\0\0\0SN"),
	    "RIFF\x32\0\0\0WEBP"
	    "ANMF\x26\0\0\0" "0123456789abcdef" PICTURE "SERI\2\0\0\0\0\0");
	kit_check(blank_webp, BYTES("RIFF\x34\0\0\0WEBP"
	    "ANMF\x28\0\0\0" "0123456789abcdef"
	    "ANMF\x10\0\0\0" "0123456789abcdef"), "RIFF\x34\0\0\0WEBP"
	    "ANMF\x28\0\0\0" "0123456789abcdef"
	    "ANMF\x10\0\0\0" "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
}

static void
bears_damage(void **state)
{
	(void)state;
	kit_damage(blank_webp, BYTES("RIFF\x24\0\0\0WEBP" PICTURE
	    "XMP \x0C\0\0\0<x lat='1'/>" "rest"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blanks_chunks),
		cmocka_unit_test(blanks_chunks_of_frames),
		cmocka_unit_test(bears_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
