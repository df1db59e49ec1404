#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "scanner/probe/image.h"
#include "scanner/probe/xml.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))
#define BYTES(text)	(text), sizeof(text) - 1

/* A TIFF directory with orientation 6 and DateTime, behind a header. */
#define TIFF_SIZES	"\x00\x01\x03\x00\x01\x00\x00\x00\xA0\x00\x00\x00" \
			"\x01\x01\x03\x00\x01\x00\x00\x00\x78\x00\x00\x00"
#define TIFF_TURN	"\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00"
#define TIFF_DAY(at)	"\x32\x01\x02\x00\x14\x00\x00\x00" at "\0\0\0"
#define DAY		"2004:05:12 10:11:12\0"
/* 8 + 2 + 2 * 12 + 4 = 38: the day lies behind the directory */
#define EXIF_BLOCK	"II*\0\x08\0\0\0" "\x02\0" TIFF_TURN TIFF_DAY("\x26") \
			"\0\0\0\0" DAY
#define TIFF_FILE	"II*\0\x08\0\0\0" "\x04\0" TIFF_SIZES TIFF_TURN \
			TIFF_DAY("\x3E") "\0\0\0\0" DAY
#define TIFF_BIG	"MM\0*\0\0\0\x08" "\0\x02" \
			"\x01\x00\0\x04\0\0\0\x01\0\0\0\xA0" \
			"\x01\x01\0\x03\0\0\0\x01\0\x78\0\0" "\0\0\0\0"

#define SOF		"\xFF\xC0\0\x11\x08\0\x78\0\xA0\x03"
#define APP0		"\xFF\xE0\0\x04" "JF"
#define JPEG		"\xFF\xD8" APP0 "\xFF\xC4\0\x02" "\xFF\xFF\xFF\xDB\0\x02" SOF
/* the segment: 2 + 6 + 58 = 66 */
#define JPEG_EXIF	"\xFF\xD8" "\xFF\xE1\0\x42" "Exif\0\0" EXIF_BLOCK SOF
#define PNG_HEAD	"\x89PNG\r\n\x1A\n" "\0\0\0\x0D" "IHDR" \
			"\0\0\0\xA0\0\0\0\x78\x08\x02\0\0\0" "crc."
#define PNG		PNG_HEAD "\0\0\0\0" "IDAT" "crc."
#define PNG_EXIF	PNG_HEAD "\0\0\0\x3A" "eXIf" EXIF_BLOCK "crc."
#define GIF		"GIF89a\xA0\0\x78\0"
#define RIFF		"RIFF\0\0\0\0WEBP"
#define WEBP_LOSSY	RIFF "VP8 \0\0\0\0" "\0\0\0\x9D\x01\x2A\xA0\x40\x78\x00"
/* 159 | 119 << 14 = 0x1DC09F */
#define WEBP_LOSSLESS	RIFF "VP8L\0\0\0\0" "\x2F\x9F\xC0\x1D\0"
#define WEBP_EXTENDED	RIFF "VP8X\x0A\0\0\0" "\x08\0\0\0\x9F\0\0\x77\0\0" \
			"ODD.\x01\0\0\0x\0" "EXIF\x3A\0\0\0" EXIF_BLOCK
#define BMP_HEAD	"BM\0\0\0\0\0\0\0\0\x36\0\0\0"
#define BMP		BMP_HEAD "\x28\0\0\0\xA0\0\0\0\x78\0\0\0\x01\0\x18\0"
#define BMP_DOWN	BMP_HEAD "\x28\0\0\0\xA0\0\0\0\x88\xFF\xFF\xFF\x01\0\x18\0"
#define BMP_OLD		BMP_HEAD "\x0C\0\0\0\xA0\0\x78\0\x01\0\x18\0"

static const struct sample {
	const char	*data;
	size_t		 len;
	const char	*format;
	uint32_t	 orientation;
	const char	*date;
} samples[] = {
	{ BYTES(JPEG),		"jpeg",	0, "" },
	{ BYTES(JPEG_EXIF),	"jpeg",	6, "2004-05-12T10:11:12" },
	{ BYTES(PNG),		"png",	0, "" },
	{ BYTES(PNG_EXIF),	"png",	6, "2004-05-12T10:11:12" },
	{ BYTES(GIF),		"gif",	0, "" },
	{ BYTES(WEBP_LOSSY),	"webp",	0, "" },
	{ BYTES(WEBP_LOSSLESS),	"webp",	0, "" },
	{ BYTES(WEBP_EXTENDED),	"webp",	6, "2004-05-12T10:11:12" },
	{ BYTES(BMP),		"bmp",	0, "" },
	{ BYTES(BMP_DOWN),	"bmp",	0, "" },
	{ BYTES(BMP_OLD),	"bmp",	0, "" },
	{ BYTES(TIFF_FILE),	"tiff",	6, "2004-05-12T10:11:12" },
	{ BYTES(TIFF_BIG),	"tiff",	0, "" },
};

static int
read_memory(const void *data, size_t len, struct media_facts *f)
{
	struct bytes b;

	bytes_from_memory(&b, data, len);
	return image_read(&b, f);
}

static void
reads_headers(void **state)
{
	struct media_facts f;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(samples); i++) {
		assert_int_equal(read_memory(samples[i].data, samples[i].len,
		    &f), 1);
		assert_int_equal(f.kind, MEDIA_PICTURE);
		assert_string_equal(f.format, samples[i].format);
		assert_int_equal(f.width, 160);
		assert_int_equal(f.height, 120);
		assert_int_equal(f.orientation, samples[i].orientation);
		assert_string_equal(f.date, samples[i].date);
	}
}

/* The packet of 232 bytes, 0xE8. */
#define XMP \
	"<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>" \
	"<r:Description xmlns:x='http://ns.adobe.com/xap/1.0/' " \
	"xmlns:t='http://ns.adobe.com/tiff/1.0/' x:CreateDate='2001-02-03' " \
	"x:Rating='4' t:Model='Box'/></r:RDF>" "               "
#define XMP_BYTES	"\xE8"
#define XMP_NAME	"http://ns.adobe.com/xap/1.0/\0"
/* 2 + 29 + 232 = 263 */
#define JPEG_XMP	"\xFF\xE1\x01\x07" XMP_NAME XMP
#define JPEG_APP1	"\xFF\xE1\0\x42" "Exif\0\0" EXIF_BLOCK
/* Make, Model, and Windows's stars: 8 + 2 + 3 * 12 + 4 = 50 */
#define EXIF_CAMERA	"II*\0\x08\0\0\0" "\x03\0" \
			"\x0F\x01\x02\0\6\0\0\0\x32\0\0\0" \
			"\x10\x01\x02\0\4\0\0\0D70\0" \
			"\x46\x47\x03\0\1\0\0\0\3\0\0\0" "\0\0\0\0" "NIKON"
/* six entries: 8 + 2 + 6 * 12 + 4 = 86, 0x56; the packet behind "NIKON" */
#define TIFF_XMP	"II*\0\x08\0\0\0" "\6\0" TIFF_SIZES \
			"\x0F\x01\x02\0\6\0\0\0\x56\0\0\0" \
			"\x10\x01\x02\0\4\0\0\0D70\0" \
			"\xBC\x02\x01\0" XMP_BYTES "\0\0\0\x5C\0\0\0" \
			"\x46\x47\x03\0\1\0\0\0\3\0\0\0" "\0\0\0\0" \
			"NIKON\0" XMP

static const struct told {
	const char	*data;
	size_t		 len;
	const char	*date, *camera;
	uint32_t	 stars;
} told[] = {
	{ BYTES("\xFF\xD8" JPEG_XMP SOF), "2001-02-03", "Box", 4 },
	/* EXIF knows better, on either side of it */
	{ BYTES("\xFF\xD8" JPEG_XMP JPEG_APP1 SOF),
	    "2004-05-12T10:11:12", "Box", 4 },
	{ BYTES("\xFF\xD8" JPEG_APP1 JPEG_XMP SOF),
	    "2004-05-12T10:11:12", "Box", 4 },
	/* 2 + 6 + 56 = 64 */
	{ BYTES("\xFF\xD8" "\xFF\xE1\0\x40" "Exif\0\0" EXIF_CAMERA "\0" SOF),
	    "", "NIKON D70", 3 },
	{ BYTES("\xFF\xD8" "\xFF\xE1\0\x40" "Exif\0\0" EXIF_CAMERA "\0"
	    JPEG_XMP SOF), "2001-02-03", "NIKON D70", 4 },
	/* 22 + 232 = 254 */
	{ BYTES(PNG_HEAD "\0\0\0\xFE" "iTXt" "XML:com.adobe.xmp\0\0\0\0\0" XMP
	    "crc." "\0\0\0\0" "IDAT" "crc."), "2001-02-03", "Box", 4 },
	/* compressed, and another text */
	{ BYTES(PNG_HEAD "\0\0\0\xFE" "iTXt" "XML:com.adobe.xmp\0\1\0\0\0" XMP
	    "crc."), "", "", 0 },
	{ BYTES(PNG_HEAD "\0\0\0\xFE" "iTXt" "XML:com.adobe.xml\0\0\0\0\0" XMP
	    "crc."), "", "", 0 },
	{ BYTES(RIFF "VP8X\x0A\0\0\0" "\x04\0\0\0\x9F\0\0\x77\0\0"
	    "XMP " XMP_BYTES "\0\0\0" XMP), "2001-02-03", "Box", 4 },
	{ BYTES(RIFF "VP8X\x0A\0\0\0" "\0\0\0\0\x9F\0\0\x77\0\0"
	    "XMP " XMP_BYTES "\0\0\0" XMP), "", "", 0 },
	{ BYTES(TIFF_XMP), "2001-02-03", "NIKON D70", 4 },
};

static void
reads_what_it_is_told(void **state)
{
	struct media_facts f;
	size_t i;

	(void)state;
	assert_int_equal(strlen(XMP), (uint8_t)XMP_BYTES[0]);
	for (i = 0; i < COUNT(told); i++) {
		assert_int_equal(read_memory(told[i].data, told[i].len, &f),
		    1);
		assert_int_equal(f.width, 160);
		assert_string_equal(f.date, told[i].date);
		assert_string_equal(f.camera, told[i].camera);
		assert_int_equal(f.stars, told[i].stars);
	}
}

static void
leaves_other_files_alone(void **state)
{
	static const struct {
		const char	*data;
		size_t		 len;
	} cases[] = {
		{ BYTES("") }, { BYTES("\xFF") }, { BYTES("ID3\x04") },
		{ BYTES("BMX is a bicycle, and this is a text about it") },
		{ BYTES("RIFF\0\0\0\0WAVEfmt ") }, { BYTES("GIF88a") },
	};
	struct media_facts f = { .track = 77 };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++)
		assert_int_equal(read_memory(cases[i].data, cases[i].len, &f),
		    0);
	assert_int_equal(f.track, 77);
}

static void
sees_damage(void **state)
{
	static const struct {
		const char	*data;
		size_t		 len;
	} cases[] = {
		{ BYTES("\xFF\xD8\xFF\xD9") },
		{ BYTES("\xFF\xD8\xFF\xE0\0\0" SOF) },
		{ BYTES("\xFF\xD8\xFF\xDA\0\x08" SOF) },
		{ BYTES("\xFF\xD8\xFF\xC0\0\x11\x08\0\x78\0\0\x03") },
		{ BYTES("GIF89a\0\0\x78\0") },
		{ BYTES(RIFF "VP8 \0\0\0\0" "\0\0\0\0\0\0\xA0\0\x78\0") },
		{ BYTES(RIFF "ALPH\0\0\0\0") },
		{ BYTES("II*\0\xFF\xFF\xFF\xFF") },
		{ BYTES("\0\0\0\x18" "ftypheic\0\0\0\0mif1heic") },
	};
	struct media_facts f = { .track = 77 };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++)
		assert_int_equal(read_memory(cases[i].data, cases[i].len, &f),
		    -1);
	assert_int_equal(f.track, 77);
}

/* What DLNA's profiles of JPEG and PNG ask for. */
static void
tells_what_every_player_decodes(void **state)
{
#define JFIF	"\xFF\xE0\0\x07" "JFIF\0"
#define EXIF	"\xFF\xE1\0\x09" "Exif\0\0\0"
#define FRAME(marker, bits, n)	"\xFF" marker "\0\x11" bits "\0\x78\0\xA0" n
#define YUV(y, u, v)	"\1" y "\0\2" u "\1\3" v "\1"
#define SOF0	FRAME("\xC0", "\x08", "\3")
	static const struct {
		const char	*data;
		size_t		 len;
		bool		 plain;
	} cases[] = {
		{ BYTES("\xFF\xD8" JFIF SOF0 YUV("\x22", "\x11", "\x11")),
		    true },
		{ BYTES("\xFF\xD8" JFIF SOF0 YUV("\x21", "\x11", "\x11")),
		    true },
		{ BYTES("\xFF\xD8" EXIF SOF0 YUV("\x22", "\x11", "\x11")),
		    true },
		{ BYTES("\xFF\xD8" SOF0 YUV("\x22", "\x11", "\x11")),
		    false },
		{ BYTES("\xFF\xD8" JFIF SOF0 YUV("\x11", "\x11", "\x11")),
		    false },
		{ BYTES("\xFF\xD8" JFIF SOF0 YUV("\x22", "\x12", "\x12")),
		    false },
		{ BYTES("\xFF\xD8" JFIF SOF0 YUV("\x22", "\x11", "\x22")),
		    false },
		{ BYTES("\xFF\xD8" JFIF FRAME("\xC2", "\x08", "\3")
		    YUV("\x22", "\x11", "\x11")), false },
		{ BYTES("\xFF\xD8" JFIF FRAME("\xC0", "\x0C", "\3")
		    YUV("\x22", "\x11", "\x11")), false },
		{ BYTES("\xFF\xD8" JFIF FRAME("\xC0", "\x08", "\4")
		    YUV("\x22", "\x11", "\x11")), false },
		/* It ends in the middle of them. */
		{ BYTES("\xFF\xD8" JFIF SOF0 "\1\x22\0\2\x11\1\3\x11"),
		    false },
	};
	char png[sizeof(PNG) - 1];
	struct media_facts f;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(read_memory(cases[i].data, cases[i].len, &f),
		    1);
		assert_int_equal(f.plain_jpeg, cases[i].plain);
	}
	memcpy(png, PNG, sizeof(png));
	assert_int_equal(read_memory(png, sizeof(png), &f), 1);
	assert_false(f.interlaced);
	png[28] = 1;
	assert_int_equal(read_memory(png, sizeof(png), &f), 1);
	assert_true(f.interlaced);
}

static bool
is_cut_off(const void *data, size_t len)
{
	struct bytes b;

	bytes_from_memory(&b, data, len);
	return image_is_cut_off(&b);
}

static void
sees_what_is_missing(void **state)
{
	static const char head[] = JPEG SOF;
	uint8_t large[20000] = JPEG;
	uint8_t webp[] = WEBP_LOSSLESS;

	(void)state;
	assert_true(is_cut_off(BYTES("")));
	assert_true(is_cut_off(BYTES(JPEG)));
	assert_true(is_cut_off(BYTES(JPEG "\xFF")));
	assert_false(is_cut_off(BYTES(JPEG "\xFF\xD9")));
	assert_false(is_cut_off(BYTES(JPEG "\xFF\xD9" "and more")));
	/* The end of a picture in front of it. */
	assert_true(is_cut_off(BYTES("\xFF\xD8" "\xFF\xE1\0\x04\xFF\xD9"
	    SOF)));
	/* Wherever it lies. */
	for (size_t at = sizeof(head); at + 2 <= sizeof(large); at++) {
		memcpy(large + at, "\xFF\xD9", 2);
		assert_false(is_cut_off(large, at + 2));
		assert_true(is_cut_off(large, at + 1));
		large[at] = 0;
	}
	webp[4] = sizeof(webp) - 1 - 8;
	assert_false(is_cut_off(webp, sizeof(webp) - 1));
	webp[4] += 1;
	assert_false(is_cut_off(webp, sizeof(webp) - 1));
	webp[4] += 1;
	assert_true(is_cut_off(webp, sizeof(webp) - 1));
	assert_false(is_cut_off(BYTES(PNG)));
}

/* The sanitizers watch. */
static void
bears_cuts_and_flips(void **state)
{
	struct media_facts f;
	uint8_t copy[256];
	size_t i, j;

	(void)state;
	for (i = 0; i < COUNT(samples); i++) {
		assert_true(samples[i].len <= sizeof(copy));
		for (j = 0; j < samples[i].len; j++) {
			memcpy(copy, samples[i].data, samples[i].len);
			read_memory(copy, j, &f);
			copy[j] ^= 0xFF;
			read_memory(copy, samples[i].len, &f);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_headers),
		cmocka_unit_test(reads_what_it_is_told),
		cmocka_unit_test(leaves_other_files_alone),
		cmocka_unit_test(sees_damage),
		cmocka_unit_test(tells_what_every_player_decodes),
		cmocka_unit_test(sees_what_is_missing),
		cmocka_unit_test(bears_cuts_and_flips),
	};

	xml_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
