#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/buf.h"
#include "server/upnp/protocol_info.h"

#define ZEROS	"000000000000000000000000"

static void
says_how_a_thing_can_be_had(void **state)
{
	static const struct {
		struct protocol_info	 info;
		const char		*features;
	} cases[] = {
		{ { "video/mp4", "", MEDIA_VIDEO, true, false, false, false },
		    "DLNA.ORG_OP=01;DLNA.ORG_CI=0;"
		    "DLNA.ORG_FLAGS=01700000" ZEROS },
		{ { "audio/mpeg", "MP3", MEDIA_AUDIO, true, true, false, false },
		    "DLNA.ORG_PN=MP3;DLNA.ORG_OP=11;DLNA.ORG_CI=0;"
		    "DLNA.ORG_FLAGS=01700000" ZEROS },
		{ { "image/jpeg", "JPEG_LRG", MEDIA_PICTURE, false, false,
		    true, false }, "DLNA.ORG_PN=JPEG_LRG;DLNA.ORG_OP=00;"
		    "DLNA.ORG_CI=1;DLNA.ORG_FLAGS=00F00000" ZEROS },
		{ { "text/srt", "", MEDIA_FOLDER, true, false, false, false }, "*" },
	};
	char features[PROTOCOL_INFO_BYTES];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		protocol_info_features(&cases[i].info, features);
		assert_string_equal(features, cases[i].features);
	}
}

static void
puts_the_type_in_third_place(void **state)
{
	static const struct protocol_info info = { .mime = "video/mp4",
	    .profile = "", .kind = MEDIA_VIDEO, .byte_seek = true };
	struct buf b;

	(void)state;
	buf_init(&b, 1024);
	protocol_info_add(&b, &info);
	assert_string_equal(b.data, "http-get:*:video/mp4:"
	    "DLNA.ORG_OP=01;DLNA.ORG_CI=0;DLNA.ORG_FLAGS=01700000" ZEROS);
	buf_free(&b);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_how_a_thing_can_be_had),
		cmocka_unit_test(puts_the_type_in_third_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
