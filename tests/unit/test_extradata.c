/* What the bytes that set up decoders say, as encoders write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scanner/probe/extradata.h"

static const struct {
	const char	*codec, *bytes;
	size_t		 len;
	int		 profile;
	uint32_t	 level;
	uint64_t	 bitrate;
} cases[] = {
#define BYTES(s)	s, sizeof(s) - 1
	{ "h264", BYTES("\x01\x64\x00\x28\xff"), 100, 40, 0 },
	{ "h264", BYTES("\x01\x4d\x40\x1f\xff"), 77, 31, 0 },
	/* Baseline that is Main, too; and level 1b, which has no number. */
	{ "h264", BYTES("\x01\x42\xc0\x1e\xff"), 66 | 1 << 9, 30, 0 },
	{ "h264", BYTES("\x01\x42\x80\x1e\xff"), 66, 30, 0 },
	{ "h264", BYTES("\x01\x42\xd0\x0b\xff"), 66 | 1 << 9, 9, 0 },
	{ "h264", BYTES("\x01\x64\x10\x0b\xff"), 100, 11, 0 },
	/* A stream's own bytes are not of this form. */
	{ "h264", BYTES("\x00\x00\x00\x01\x67\x64\x00\x28"), -1, 0, 0 },
	{ "h264", BYTES("\x01\x64\x00"), -1, 0, 0 },
	{ "aac", BYTES("\x12\x10"), 1, 0, 0 },
	{ "aac", BYTES("\x2b\x92\x08\x00"), 4, 0, 0 },
	{ "aac", BYTES("\xf8\x00"), -1, 0, 0 },
	{ "aac", BYTES(""), -1, 0, 0 },
	{ "mpeg4", BYTES("\x00\x00\x01\xb0\x01\x00\x00\x01\xb5"), 0, 1, 0 },
	{ "mpeg4", BYTES("\x00\x00\x01\xb0\x09\x00"), 0, 9, 0 },
	{ "mpeg4", BYTES("\x00\x00\x01\xb0\xf5\x00"), 15, 5, 0 },
	{ "mpeg4", BYTES("\x00\x00\x01\xb0"), -1, 0, 0 },
	{ "mpeg1video", BYTES("\x00\x00\x01\xb3\x16\x01\x20\x13\x02\xce\xe0"
	    "\xa4"), -1, 0, 1150000 },
	{ "mpeg2video", BYTES("\x00\x00\x01\xb3\x2d\x02\x40\x23\xff\xff\xe0"
	    "\x00"), -1, 0, 0 },
	{ "mpeg2video", BYTES("\x00\x00\x01\xb3\x2d\x02\x40\x23\x00"), -1, 0,
	    0 },
	{ "wmv3", BYTES("\x4e\x11\x1a\x01"), 1, 0, 0 },
	{ "wmv3", BYTES("\x0f\xf1\x80\x01"), 0, 0, 0 },
	{ "wmv3", BYTES("\x4e"), -1, 0, 0 },
	{ "other", BYTES("\x01\x64\x00\x28\xff"), -1, 0, 0 },
};

static void
reads_what_encoders_write(void **state)
{
	struct extradata e;
	uint8_t *copy;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		/* Exactly so many bytes, for sanitizers to guard. */
		copy = malloc(cases[i].len > 0 ? cases[i].len : 1);
		assert_non_null(copy);
		memcpy(copy, cases[i].bytes, cases[i].len);
		e = extradata_read(cases[i].codec, copy, cases[i].len);
		free(copy);
		assert_int_equal(e.profile, cases[i].profile);
		assert_int_equal(e.level, cases[i].level);
		assert_int_equal(e.bitrate, cases[i].bitrate);
	}
	e = extradata_read("h264", NULL, 0);
	assert_int_equal(e.profile, -1);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_encoders_write),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
