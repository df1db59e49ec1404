/* with: tests/unit/blank_kit.c */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "scanner/probe/blank_exif.h"
#include "tests/unit/blank_kit.h"

#define LITTLE	"II*\0\x08\0\0\0"	/* the directory at 8 */
#define BIG	"MM\0*\0\0\0\x08"
#define END	"\0\0\0\0"		/* no other directory */
#define SIDE	"\x12\1\3\0\1\0\0\0\6\0\0\0"	/* orientation */
#define SIDE_BE	"\1\x12\0\3\0\0\0\1\0\6\0\0"

/* GPS at 8 + 2 + 24 + 4 = 38 = 0x26: two entries, the second with its values
   behind them, at 38 + 2 + 24 + 4 = 68 = 0x44. */
#define GPS_AT	"\4\0\1\0\0\0\x26\0\0\0"
#define GPS	"\2\0" "\1\0\2\0\2\0\0\0N\0\0\0" \
		"\2\0\5\0\3\0\0\0\x44\0\0\0" END \
		"\x34\0\0\0\1\0\0\0\x1F\0\0\0\1\0\0\0\x0A\0\0\0\1\0\0\0"
#define NO_GPS	"\0\0" "\0\0\0\0\0\0\0\0\0\0\0\0" \
		"\0\0\0\0\0\0\0\0\0\0\0\0" END \
		"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"

#define GPS_BE	"\0\1" "\0\1\0\2\0\0\0\2N\0\0\0" END
#define NO_GPS_BE "\0\0" "\0\0\0\0\0\0\0\0\0\0\0\0" END

static void
blanks_gps(void **state)
{
	(void)state;
	kit_check(blank_exif, BYTES(LITTLE "\2\0" SIDE "\x25\x88" GPS_AT END
	    GPS), LITTLE "\2\0" SIDE "\x26\x88" GPS_AT END NO_GPS);
	kit_check(blank_exif, BYTES(BIG "\0\2" SIDE_BE
	    "\x88\x25\0\4\0\0\0\1\0\0\0\x26" END GPS_BE), BIG "\0\2" SIDE_BE
	    "\x88\x26\0\4\0\0\0\1\0\0\0\x26" END NO_GPS_BE);
	/* with its own name in front */
	kit_check(blank_exif, BYTES("Exif\0\0" LITTLE "\2\0" SIDE "\x25\x88"
	    GPS_AT END GPS), "Exif\0\0" LITTLE "\2\0" SIDE "\x26\x88" GPS_AT
	    END NO_GPS);
	/* a directory that lies outside leads nowhere */
	kit_check(blank_exif, BYTES(LITTLE "\1\0"
	    "\x25\x88\4\0\1\0\0\0\xFF\0\0\0" END), LITTLE "\1\0"
	    "\x26\x88\4\0\1\0\0\0\xFF\0\0\0" END);
}

/* EXIF's directory at 8 + 2 + 12 + 4 = 26; what is behind its four entries at
   26 + 2 + 48 + 4 = 80 = 0x50. */
#define EXIF_AT	LITTLE "\1\0" "\x69\x87\4\0\1\0\0\0\x1A\0\0\0" END

static void
blanks_numbers_and_notes(void **state)
{
	(void)state;
	kit_check(blank_exif, BYTES(EXIF_AT "\4\0"
	    "\x7C\x92\7\0\6\0\0\0\x50\0\0\0"		/* MakerNote */
	    "\x86\x92\7\0\4\0\0\0Kept"
	    "\x30\xA4\2\0\4\0\0\0Ada\0"			/* owner */
	    "\x31\xA4\2\0\5\0\0\0\x56\0\0\0" END	/* serial number */
	    "Notes\0" "1234\0" "Kept"),
	    EXIF_AT "\4\0"
	    "\x7B\x92\7\0\6\0\0\0\x50\0\0\0" "\x86\x92\7\0\4\0\0\0Kept"
	    "\x30\xA4\2\0\4\0\0\0\0\0\0\0"
	    "\x31\xA4\2\0\5\0\0\0\x56\0\0\0" END "\0\0\0\0\0\0" "\0\0\0\0\0"
	    "Kept");
	/* longer than the block: all that there is */
	kit_check(blank_exif, BYTES(LITTLE "\1\0"
	    "\x7C\x92\7\0\xFF\xFF\xFF\xFF\x1A\0\0\0" END "Notes"),
	    LITTLE "\1\0" "\x7B\x92\7\0\xFF\xFF\xFF\xFF\x1A\0\0\0" END
	    "\0\0\0\0\0");
	/* words in a description, and others */
	kit_check(blank_exif, BYTES(LITTLE "\2\0"
	    "\x0E\1\2\0\4\0\0\0gps\0" "\x86\x92\7\0\4\0\0\0Kept" END),
	    LITTLE "\2\0"
	    "\x0E\1\2\0\4\0\0\0    " "\x86\x92\7\0\4\0\0\0Kept" END);
	/* of a type that nobody knows: where it may lie */
	kit_check(blank_exif, BYTES(LITTLE "\1\0"
	    "\x31\xA4\x63\0\1\0\0\0Here" END), LITTLE "\1\0"
	    "\x31\xA4\x63\0\1\0\0\0\0\0\0\0" END);
}

static void
walks_what_is_within(void **state)
{
	(void)state;
	/* XMP and IPTC at 8 + 2 + 24 + 4 = 38 */
	kit_check(blank_exif, BYTES(LITTLE "\2\0"
	    "\xBC\2\1\0\x0F\0\0\0\x26\0\0\0"
	    "\xBB\x83\7\0\6\0\0\0\x35\0\0\0" END
	    "<x City='abc'/>" "\x1C\2\x5A\0\1H"), LITTLE "\2\0"
	    "\xBC\2\1\0\x0F\0\0\0\x26\0\0\0"
	    "\xBB\x83\7\0\6\0\0\0\x35\0\0\0" END
	    "<x           />" "\x1C\2\x5A\0\1 ");
	/* the thumbnail of the second directory, and one that is none */
	kit_check(blank_exif, BYTES("Exif\0\0" LITTLE "\0\0" "\x0E\0\0\0"
	    "\2\0" "\1\2\4\0\1\0\0\0\x2C\0\0\0" "\2\2\4\0\1\0\0\0\4\0\0\0" END
	    "\xFF\xD8\xFF\xD9"), "Exif\0\0" LITTLE "\0\0" "\x0E\0\0\0"
	    "\2\0" "\1\2\4\0\1\0\0\0\x2C\0\0\0" "\2\2\4\0\1\0\0\0\4\0\0\0" END
	    "\xFF\xD8p\xD9");
	kit_check(blank_exif, BYTES("Exif\0\0" LITTLE "\0\0" "\x0E\0\0\0"
	    "\2\0" "\1\2\4\0\1\0\0\0\x2C\0\0\0" "\2\2\4\0\1\0\0\0\4\0\0\0" END
	    "Here"), "Exif\0\0" LITTLE "\0\0" "\x0E\0\0\0"
	    "\2\0" "\1\2\4\0\1\0\0\0\x2C\0\0\0" "\2\2\4\0\1\0\0\0\4\0\0\0" END
	    "\0\0\0\0");
	/* a file's own picture is not damaged: it is given up */
	kit_check(blank_exif, BYTES(LITTLE "\2\0"
	    "\1\2\4\0\1\0\0\0\x26\0\0\0" "\2\2\4\0\1\0\0\0\4\0\0\0" END
	    "Here"), NULL);
	/* two directories of one entry (SubIFDs) at 36 and 42 */
	kit_check(blank_exif, BYTES(LITTLE "\1\0"
	    "\x4A\1\4\0\2\0\0\0\x1A\0\0\0" END "\x22\0\0\0" "\x34\0\0\0"
	    "\1\0" "\x31\xA4\2\0\4\0\0\0One\0" END
	    "\1\0" "\x2F\xC6\2\0\4\0\0\0Two\0" END), LITTLE "\1\0"
	    "\x4A\1\4\0\2\0\0\0\x1A\0\0\0" END "\x22\0\0\0" "\x34\0\0\0"
	    "\1\0" "\x31\xA4\2\0\4\0\0\0\0\0\0\0" END
	    "\1\0" "\x2F\xC6\2\0\4\0\0\0\0\0\0\0" END);
}

/* What seems to follow the directory of GPS is its first value with some who
   write it, and leads nowhere; that of Kodak; and two of GPS. */
static void
blanks_private_directories(void **state)
{
	(void)state;
	/* the second at 38 + 2 + 12 + 4 = 56 = 0x38 */
	kit_check(blank_exif, BYTES("Exif\0\0" LITTLE "\2\0" SIDE "\x25\x88"
	    GPS_AT END "\1\0" "\1\0\2\0\2\0\0\0N\0\0\0" "\x38\0\0\0"
	    "\1\0" "\2\0\2\0\4\0\0\0Here" END), "Exif\0\0" LITTLE "\2\0"
	    SIDE "\x26\x88" GPS_AT END
	    "\0\0" "\0\0\0\0\0\0\0\0\0\0\0\0" "\0\0\0\0"
	    "\0\0" "\0\0\0\0\0\0\0\0\0\0\0\0" END);
	/* that of EXIF the same: 1/60 s leads to no directory at 1 */
	kit_check(blank_exif, BYTES("Exif\0\0" BIG "\0\2" SIDE_BE
	    "\x87\x69\0\4\0\0\0\1\0\0\0\x26" END
	    "\0\1" "\x82\x9A\0\5\0\0\0\1\0\0\0\x34"
	    "\0\0\0\1\0\0\0\x3C" "note"), "Exif\0\0" BIG "\0\2" SIDE_BE
	    "\x87\x69\0\4\0\0\0\1\0\0\0\x26" END
	    "\0\1" "\x82\x9A\0\5\0\0\0\1\0\0\0\x34"
	    "\0\0\0\1\0\0\0\x3C" "\0\0\0\0");
	/* as it would lead to the first entry of all */
	kit_check(blank_exif, BYTES("Exif\0\0" LITTLE "\2\0" SIDE "\x25\x88"
	    GPS_AT END "\1\0" "\1\0\5\0\1\0\0\0\x34\0\0\0"
	    "\x0A\0\0\0\1\0\0\0"), "Exif\0\0" LITTLE "\2\0" SIDE
	    "\x26\x88" GPS_AT END "\0\0" "\0\0\0\0\0\0\0\0\0\0\0\0"
	    "\0\0\0\0\0\0\0\0");
	kit_check(blank_exif, BYTES(LITTLE "\2\0" SIDE
	    "\x90\x82\4\0\1\0\0\0\x26\0\0\0" END
	    "\1\0" "\x00\xFA\2\0\4\0\0\0SN1\0" END), LITTLE "\2\0" SIDE
	    "\x91\x82\4\0\1\0\0\0\x26\0\0\0" END
	    "\0\0" "\0\0\0\0\0\0\0\0\0\0\0\0" END);
	kit_check(blank_exif, BYTES(LITTLE "\1\0"
	    "\x25\x88\4\0\2\0\0\0\x1A\0\0\0" END "\x22\0\0\0\x22\0\0\0"
	    GPS), NULL);
}

static void
blanks_texts(void **state)
{
	(void)state;
	/* of EXIF 3.0: UTF-8, at 26; of any name; and Windows's, at 50 */
	kit_check(blank_exif, BYTES(LITTLE "\1\0"
	    "\x31\xA4\x81\0\5\0\0\0\x1A\0\0\0" END "1234\0"), LITTLE "\1\0"
	    "\x31\xA4\x81\0\5\0\0\0\x1A\0\0\0" END "\0\0\0\0\0");
	kit_check(blank_exif, BYTES(LITTLE "\3\0"
	    "\x0F\1\2\0\4\0\0\0Kept"
	    "\x9C\x9C\1\0\x08\0\0\0\x32\0\0\0"
	    "\x99\x99\2\0\4\0\0\0GPS\0" END "G\0P\0S\0\0\0"),
	    LITTLE "\3\0"
	    "\x0F\1\2\0\4\0\0\0Kept"
	    "\x9C\x9C\1\0\x08\0\0\0\x32\0\0\0"
	    "\x99\x99\2\0\4\0\0\0    " END "        ");
}

/* In another picture nothing stays that nobody refers to. */
static void
blanks_gaps(void **state)
{
	(void)state;
	/* between header and directory at 12 = 0x0C, and behind its value at
	   12 + 2 + 12 + 4 = 30 = 0x1E */
	kit_check(blank_exif, BYTES("Exif\0\0" "II*\0\x0C\0\0\0" "Here"
	    "\1\0" "\x0F\1\2\0\6\0\0\0\x1E\0\0\0" END "Maker\0" "Here"),
	    "Exif\0\0" "II*\0\x0C\0\0\0" "\0\0\0\0"
	    "\1\0" "\x0F\1\2\0\6\0\0\0\x1E\0\0\0" END "Maker\0"
	    "\0\0\0\0");
	/* of a whole file it may be pixels */
	kit_check(blank_exif, BYTES(LITTLE "\1\0" SIDE END "Kept"),
	    LITTLE "\1\0" SIDE END "Kept");
	/* a thumbnail that is said to be shorter than it is, or has no length */
	kit_check(blank_exif, BYTES("Exif\0\0" LITTLE "\2\0"
	    "\1\2\4\0\1\0\0\0\x26\0\0\0" "\2\2\4\0\1\0\0\0\4\0\0\0" END
	    "\xFF\xD8\xFF\xD9" "Here"), "Exif\0\0" LITTLE "\2\0"
	    "\1\2\4\0\1\0\0\0\x26\0\0\0" "\2\2\4\0\1\0\0\0\4\0\0\0" END
	    "\xFF\xD8p\xD9" "\0\0\0\0");
	kit_check(blank_exif, BYTES("Exif\0\0" LITTLE "\1\0"
	    "\1\2\4\0\1\0\0\0\x1A\0\0\0" END "\xFF\xD8\xFF\xD9"),
	    "Exif\0\0" LITTLE "\1\0"
	    "\1\2\4\0\1\0\0\0\x1A\0\0\0" END "\0\0\0\0");
	/* its pixels: a strip */
	kit_check(blank_exif, BYTES("Exif\0\0" LITTLE "\2\0"
	    "\x11\1\4\0\1\0\0\0\x26\0\0\0"
	    "\x17\1\4\0\1\0\0\0\4\0\0\0" END "Kept" "Here"),
	    "Exif\0\0" LITTLE "\2\0"
	    "\x11\1\4\0\1\0\0\0\x26\0\0\0"
	    "\x17\1\4\0\1\0\0\0\4\0\0\0" END "Kept" "\0\0\0\0");
}

static void
gives_up_what_it_does_not_know(void **state)
{
	(void)state;
	kit_check(blank_exif, BYTES("II+\0\x08\0\0\0\x10\0\0\0"), NULL);
	kit_check(blank_exif, BYTES("II*\0\x08\0"), NULL);
	kit_check(blank_exif, BYTES("IIII\x08\0\0\0"), NULL);
	/* more directories than anybody has */
	kit_check(blank_exif, BYTES(LITTLE "\1\0"
	    "\x4A\1\4\0\x41\0\0\0\x1A\0\0\0" END), NULL);
	/* a circle is no more than its directories */
	kit_check(blank_exif, BYTES(LITTLE "\1\0" SIDE "\x08\0\0\0"),
	    LITTLE "\1\0" SIDE "\x08\0\0\0");
}

static void
bears_damage(void **state)
{
	(void)state;
	kit_damage(blank_exif, BYTES(LITTLE "\2\0" SIDE "\x25\x88" GPS_AT END
	    GPS));
	kit_damage(blank_exif, BYTES(LITTLE "\2\0"
	    "\xBC\2\1\0\x0F\0\0\0\x26\0\0\0"
	    "\xBB\x83\7\0\6\0\0\0\x35\0\0\0" END
	    "<x City='abc'/>" "\x1C\2\x5A\0\1H"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blanks_gps),
		cmocka_unit_test(blanks_numbers_and_notes),
		cmocka_unit_test(walks_what_is_within),
		cmocka_unit_test(blanks_private_directories),
		cmocka_unit_test(blanks_texts),
		cmocka_unit_test(blanks_gaps),
		cmocka_unit_test(gives_up_what_it_does_not_know),
		cmocka_unit_test(bears_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
