/* with: tests/unit/blank_kit.c */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "scanner/probe/blank_heif.h"
#include "tests/unit/blank_kit.h"

/* 4 + 26 = 30 = 0x1E */
#define EXIF	"\0\0\0\0" "II*\0\x08\0\0\0" \
		"\1\0\x31\xA4\2\0\4\0\0\0SN1\0" "\0\0\0\0"
#define NO_EXIF	"\0\0\0\0" "II*\0\x08\0\0\0" \
		"\1\0\x31\xA4\2\0\4\0\0\0\0\0\0\0" "\0\0\0\0"

/* A meta box with one item: what it is, where it lies, what is in idat. */
#define VERSION	"\0\0\0\0"
#define IINF(type, content) \
	"\0\0\0\x2A" "iinf" VERSION "\0\1" \
	"\0\0\0\x1C" "infe" "\2\0\0\0" "\0\5" "\0\0" type "\0" content
/* version 1, offsets and lengths of 4 bytes; the item is in idat */
#define ILOC(method, extents) \
	"\0\0\0\x20" "iloc" "\1\0\0\0" "\x44\0" "\0\1" "\0\5" \
	"\0" method "\0\0" extents
#define ONE(len)	"\0\1" "\0\0\0\0" "\0\0\0" len
#define IDAT(size)	"\0\0\0" size "idat"

/* Whether what is served of it is what is expected. */
static void
check(const char *head, size_t head_len, const char *body, size_t len,
    const char *served)
{
	char file[1024], expected[1024];

	memcpy(file, head, head_len);
	memcpy(file + head_len, body, len);
	memcpy(expected, head, head_len);
	if (served != NULL)
		memcpy(expected + head_len, served, len);
	kit_check(blank_heif_meta, file, head_len + len,
	    served == NULL ? NULL : expected);
}

static void
walks_items(void **state)
{
	(void)state;
	/* infe: 12 + 2 + 2 + 4 + 1 + 7 = 28, iinf: 8 + 4 + 2 + 28 = 42 */
	check(BYTES(VERSION IINF("Exif", "\0\0\0\0\0\0\0")
	    ILOC("\1", ONE("\x1E")) IDAT("\x26")), BYTES(EXIF), NO_EXIF);
	/* of length 0: up to the end; broken: it goes whole */
	check(BYTES(VERSION IINF("Exif", "\0\0\0\0\0\0\0")
	    ILOC("\1", ONE("\0")) IDAT("\x0C")), BYTES("Here"), "\0\0\0\0");
	check(BYTES(VERSION IINF("jpeg", "\0\0\0\0\0\0\0")
	    ILOC("\1", ONE("\4")) IDAT("\x0C")), BYTES("\xFF\xD8\xFF\xD9"),
	    "\xFF\xD8p\xD9");
	/* its TIFF would be outside of it */
	check(BYTES(VERSION IINF("Exif", "\0\0\0\0\0\0\0")
	    ILOC("\1", ONE("\4")) IDAT("\x28")),
	    BYTES("\0\0\0\2" "ab" "II*\0\x08\0\0\0"
	    "\1\0\x31\xA4\2\0\4\0\0\0SN1\0" "\0\0\0\0"),
	    "\0\0\0\0" "ab" "II*\0\x08\0\0\0"
	    "\1\0\x31\xA4\2\0\4\0\0\0SN1\0" "\0\0\0\0");
	/* pictures stay, what is not known goes */
	check(BYTES(VERSION IINF("hvc1", "\0\0\0\0\0\0\0")
	    ILOC("\1", ONE("\4")) IDAT("\x0C")), BYTES("Kept"), "Kept");
	check(BYTES(VERSION IINF("uri ", "\0\0\0\0\0\0\0")
	    ILOC("\1", ONE("\4")) IDAT("\x0C")), BYTES("Here"), "\0\0\0\0");
	check(BYTES(VERSION IINF("mime", "a/text\0")
	    ILOC("\1", ONE("\4")) IDAT("\x0C")), BYTES("Here"), "\0\0\0\0");
	/* it is made of other items */
	check(BYTES(VERSION IINF("Exif", "\0\0\0\0\0\0\0")
	    ILOC("\2", ONE("\4")) IDAT("\x0C")), BYTES("Here"), NULL);
	/* beyond the end: nothing is there */
	check(BYTES(VERSION IINF("Exif", "\0\0\0\0\0\0\0")
	    ILOC("\0", "\0\1" "\0\1\0\0" "\0\0\0\4") IDAT("\x0C")),
	    BYTES("Kept"), "Kept");
}

/* 12 + 2 + 2 + 4 + 1 + 20 = 41 = 0x29, 41 + 14 = 55 = 0x37 */
#define XMP_ITEM(encoding) \
	"\0\0\0\x38" "iinf" VERSION "\0\1" "\0\0\0\x2A" "infe" "\2\0\0\0" \
	"\0\5" "\0\0" "mime" "\0" "application/rdf+xml\0" encoding

static void
walks_xmp(void **state)
{
	(void)state;
	check(BYTES(VERSION XMP_ITEM("\0") ILOC("\1", ONE("\x0C"))
	    IDAT("\x14")), BYTES("<x lat='1'/>"), "<x        />");
	check(BYTES(VERSION XMP_ITEM("z") ILOC("\1", ONE("\x0C"))
	    IDAT("\x14")), BYTES("<x lat='1'/>"),
	    "\0\0\0\0\0\0\0\0\0\0\0\0");
}

static void
blanks_what_is_in_pieces(void **state)
{
	(void)state;
	/* iloc: 32 + 8 = 40 = 0x28 */
	check(BYTES(VERSION IINF("jpeg", "\0\0\0\0\0\0\0")
	    "\0\0\0\x28" "iloc" "\1\0\0\0" "\x44\0" "\0\1" "\0\5" "\0\1"
	    "\0\0" "\0\2" "\0\0\0\0" "\0\0\0\4" "\0\0\0\6" "\0\0\0\2"
	    IDAT("\x10")), BYTES("\xFF\xD8\xFF\xD9" "cdef"),
	    "\0\0\0\0" "cd\0\0");
}

static void
gives_up_what_it_does_not_know(void **state)
{
	(void)state;
	check(BYTES(VERSION), BYTES(""), NULL);
	check(BYTES(VERSION IINF("Exif", "\0\0\0\0\0\0\0")), BYTES(""), NULL);
	/* an item as it was before HEIF */
	check(BYTES(VERSION "\0\0\0\x2A" "iinf" VERSION "\0\1"
	    "\0\0\0\x1C" "infe" "\0\0\0\0" "\0\5" "\0\0"
	    "\0a/text\0\0\0\0" ILOC("\1", ONE("\4")) IDAT("\x0C")),
	    BYTES("Here"), NULL);
	/* a list of pieces without an end */
	check(BYTES(VERSION IINF("uri ", "\0\0\0\0\0\0\0")
	    "\0\0\0\x18" "iloc" "\1\0\0\0" "\0\0" "\0\1" "\0\5" "\0\1"
	    "\0\0" "\0\2" IDAT("\x0C")), BYTES("Here"), NULL);
	/* which of two lists of places counts? */
	check(BYTES(VERSION IINF("uri ", "\0\0\0\0\0\0\0")
	    ILOC("\1", ONE("\1")) ILOC("\1", ONE("\4")) IDAT("\x0C")),
	    BYTES("Here"), NULL);
	/* an item's box that is cut off may be followed by more */
	check(BYTES(VERSION "\0\0\0\x1E" "iinf" VERSION "\0\2"
	    "\0\0\0\x2C" "infe" "\2\0\0\0" "\0\5"), BYTES("\0\0"), NULL);
}

static void
bears_damage(void **state)
{
	(void)state;
	kit_damage(blank_heif_meta, BYTES(VERSION
	    IINF("Exif", "\0\0\0\0\0\0\0") ILOC("\1", ONE("\x1E"))
	    IDAT("\x26") EXIF));
	kit_damage(blank_heif_meta, BYTES(VERSION XMP_ITEM("\0")
	    ILOC("\1", ONE("\x0C")) IDAT("\x14") "<x lat='1'/>"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(walks_items),
		cmocka_unit_test(walks_xmp),
		cmocka_unit_test(blanks_what_is_in_pieces),
		cmocka_unit_test(gives_up_what_it_does_not_know),
		cmocka_unit_test(bears_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
