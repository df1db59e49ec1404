/* with: tests/unit/blank_kit.c */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "scanner/probe/blank_iptc.h"
#include "tests/unit/blank_kit.h"

#define TITLE	"\x1C\2\5\0\4" "Kept"
#define CITY	"\x1C\2\x5A\0\4" "Here"
#define NO_CITY	"\x1C\2\x5A\0\4" "    "

static void
blanks_places(void **state)
{
	(void)state;
	kit_check(blank_iptc, BYTES(TITLE CITY "\0" TITLE),
	    TITLE NO_CITY "\0" TITLE);
	kit_check(blank_iptc, BYTES("\x1C\2\x65\0\1X" "\x1C\2\x64\0\3ISL"
	    "\x1C\2\x5C\0\1X" "\x1C\2\x5F\0\1X" "\x1C\2\x1A\0\1X"
	    "\x1C\2\x1B\0\1X" "\x1C\2\x5A\0\0"),
	    "\x1C\2\x65\0\1 " "\x1C\2\x64\0\3   "
	    "\x1C\2\x5C\0\1 " "\x1C\2\x5F\0\1 " "\x1C\2\x1A\0\1 "
	    "\x1C\2\x1B\0\1 " "\x1C\2\x5A\0\0");
	/* words in a caption */
	kit_check(blank_iptc, BYTES(TITLE "\x1C\2\x78\0\4GPS1"),
	    TITLE "\x1C\2\x78\0\4    ");
	/* the same number in another record */
	kit_check(blank_iptc, BYTES("\x1C\1\x5A\0\4Kept"),
	    "\x1C\1\x5A\0\4Kept");
}

static void
gives_up_what_is_no_iptc(void **state)
{
	(void)state;
	kit_check(blank_iptc, BYTES(TITLE "x" CITY), NULL);
	kit_check(blank_iptc, BYTES("\x1C\2\x5A\0\5Here"), NULL);
	kit_check(blank_iptc, BYTES("\x1C\2\x5A\x80\4\0\0\0\1H"), NULL);
	kit_check(blank_iptc, BYTES("\x1C\2\x5A\0"), NULL);
}

#define IPTC	"8BIM\4\4" "\3odd" "\0\0\0\x09" CITY "\0"
#define NO_IPTC	"8BIM\4\4" "\3odd" "\0\0\0\x09" NO_CITY "\0"
#define NOTHING_28	"\0\0\0\0\0\0\0" "\0\0\0\0\0\0\0" "\0\0\0\0\0\0\0" \
			"\0\0\0\0\0\0\0"

static void
walks_resources(void **state)
{
	(void)state;
	kit_check(blank_resources, BYTES("8BIM\3\xED\0\0" "\0\0\0\2ab" IPTC),
	    "8BIM\3\xED\0\0" "\0\0\0\2ab" NO_IPTC);
	/* the digest of IPTC; EXIF and XMP */
	kit_check(blank_resources, BYTES("8BIM\4\x25\0\0" "\0\0\0\2ab"
	    "8BIM\4\x22\0\0" "\0\0\0\2ab" "8BIM\4\x24\0\0" "\0\0\0\2ab"),
	    "8BIM\4\x25\0\0" "\0\0\0\2\0\0"
	    "8BIM\4\x22\0\0" "\0\0\0\2\0\0" "8BIM\4\x24\0\0" "\0\0\0\2\0\0");
	/* a thumbnail, and one that is none */
	kit_check(blank_resources, BYTES("8BIM\4\x0C\0\0" "\0\0\0\x20"
	    NOTHING_28 "\xFF\xD8\xFF\xD9"), "8BIM\4\x0C\0\0" "\0\0\0\x20"
	    NOTHING_28 "\xFF\xD8p\xD9");
	kit_check(blank_resources, BYTES("8BIM\4\x0C\0\0" "\0\0\0\x20"
	    NOTHING_28 "Here"), "8BIM\4\x0C\0\0" "\0\0\0\x20"
	    NOTHING_28 "\0\0\0\0");
	/* IPTC that is none goes whole */
	kit_check(blank_resources, BYTES("8BIM\4\4\0\0" "\0\0\0\4Here"),
	    "8BIM\4\4\0\0" "\0\0\0\4\0\0\0\0");
	kit_check(blank_resources, BYTES("8BIM\4\4\0\0" "\0\0\0\5Here"),
	    NULL);
	kit_check(blank_resources, BYTES("8BIM\4\4\0\0" "\0\0"), NULL);
	kit_check(blank_resources, BYTES("PHUT\4\4\0\0" "\0\0\0\0"), NULL);
}

static void
bears_damage(void **state)
{
	(void)state;
	kit_damage(blank_iptc, BYTES(TITLE CITY));
	kit_damage(blank_resources, BYTES("8BIM\4\x0C\0\0" "\0\0\0\x20"
	    NOTHING_28 "\xFF\xD8\xFF\xD9" IPTC));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blanks_places),
		cmocka_unit_test(gives_up_what_is_no_iptc),
		cmocka_unit_test(walks_resources),
		cmocka_unit_test(bears_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
