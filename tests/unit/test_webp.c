#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "scanner/probe/webp.h"

#define BYTES(text)	(text), sizeof(text) - 1

/* A canvas of 320x240, with this flag. */
#define HEAD(flag)	"RIFF....WEBPVP8X\x0A\0\0\0" flag "\0\0\0" \
			"\x3F\x01\0\xEF\0\0"
#define ANIM		"ANIM\6\0\0\0......"
/* At 2 * x, 2 * y, of 160x120; three bytes of its own. */
#define FRAME(x, y)	"ANMF\x13\0\0\0" x y "\x9F\0\0" "\x77\0\0" "\0\0\0\0" \
			"abc\0"

static void
test_the_first(void **state)
{
	static const char file[] = HEAD("\x02") ANIM
	    FRAME("\x50\0\0", "\x3C\0\0") FRAME("\0\0\0", "\0\0\0");
	struct webp_first f;
	struct bytes b;

	(void)state;
	bytes_from_memory(&b, BYTES(file));
	assert_true(webp_read_first(&b, &f));
	assert_int_equal(f.canvas_width, 320);
	assert_int_equal(f.canvas_height, 240);
	assert_int_equal(f.x, 160);
	assert_int_equal(f.y, 120);
	assert_int_equal(f.width, 160);
	assert_int_equal(f.height, 120);
	assert_int_equal(f.len, 3);
	assert_memory_equal(file + f.at, "abc", 3);
}

static void
test_no_first(void **state)
{
	static const struct {
		const char	*data;
		size_t		 len;
	} files[] = {
		{ BYTES("") },
		{ BYTES("RIFF") },
		{ BYTES(HEAD("\x02")) },
		{ BYTES(HEAD("\x02") ANIM) },
		{ BYTES(HEAD("\x10") FRAME("\0\0\0", "\0\0\0")) },
		{ BYTES("RIFX....WEBPVP8X\x0A\0\0\0\x02" "\0\0\0"
		    "\x3F\x01\0\xEF\0\0" FRAME("\0\0\0", "\0\0\0")) },
		/* Beyond the canvas. */
		{ BYTES(HEAD("\x02") FRAME("\x51\0\0", "\0\0\0")) },
		{ BYTES(HEAD("\x02") FRAME("\0\0\0", "\x3D\0\0")) },
		{ BYTES(HEAD("\x02") FRAME("\xFF\xFF\xFF", "\0\0\0")) },
		/* Cut off, too short, too long. */
		{ HEAD("\x02") FRAME("\0\0\0", "\0\0\0"),
		    sizeof(HEAD("\x02") FRAME("\0\0\0", "\0\0\0")) - 3 },
		{ BYTES(HEAD("\x02") "ANMF\x0F\0\0\0...............\0") },
		{ BYTES(HEAD("\x02") "ANMF\xFF\xFF\xFF\xFF................") },
		/* Larger than any worker holds. */
		{ BYTES("RIFF....WEBPVP8X\x0A\0\0\0\x02\0\0\0"
		    "\xFF\xFF\xFF\xFF\xFF\xFF" FRAME("\0\0\0", "\0\0\0")) },
	};
	struct webp_first f;
	struct bytes b;

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		bytes_from_memory(&b, files[i].data, files[i].len);
		if (webp_read_first(&b, &f))
			fail_msg("file %zu has a first picture", i);
	}
}

static void
test_a_file_of_its_own(void **state)
{
	static const char wanted[] = "RIFF\x19\0\0\0WEBPVP8X\x0A\0\0\0"
	    "\x10\0\0\0" "\x9F\x02\0" "\x77\0\0";
	const struct webp_first f = { .width = 672, .height = 120, .len = 3 };
	uint8_t head[WEBP_HEAD_BYTES];

	(void)state;
	webp_write_head(head, &f);
	assert_memory_equal(head, wanted, sizeof(head));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_first),
		cmocka_unit_test(test_no_first),
		cmocka_unit_test(test_a_file_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
