/* needs: common/buf.c common/text.c common/mime.c server/upnp/protocol_info.c */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/buf.h"
#include "common/mime.h"
#include "server/upnp/protocol_info.h"

#define ZEROS	"000000000000000000000000"

static void
says_what_a_kind_can(void **state)
{
	(void)state;
	assert_string_equal(protocol_info_features(MEDIA_VIDEO),
	    "DLNA.ORG_OP=01;DLNA.ORG_CI=0;DLNA.ORG_FLAGS=01700000" ZEROS);
	assert_string_equal(protocol_info_features(MEDIA_AUDIO),
	    protocol_info_features(MEDIA_VIDEO));
	assert_string_equal(protocol_info_features(MEDIA_PICTURE),
	    "DLNA.ORG_OP=01;DLNA.ORG_CI=0;DLNA.ORG_FLAGS=00F00000" ZEROS);
}

static void
puts_the_type_in_third_place(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 1024);
	protocol_info_add(&b, "video/mp4", MEDIA_VIDEO);
	assert_string_equal(b.data, "http-get:*:video/mp4:"
	    "DLNA.ORG_OP=01;DLNA.ORG_CI=0;DLNA.ORG_FLAGS=01700000" ZEROS);
	buf_free(&b);
}

/* Every type of the table is there once, and nothing runs together: minidlna
   has lost commas here for years. */
static void
lists_every_type_once(void **state)
{
	const struct mime *m;
	char wanted[128], *entry, *rest;
	unsigned seen;
	struct buf b, copy;
	size_t i;

	(void)state;
	buf_init(&b, 65536);
	protocol_info_add_sources(&b);
	assert_false(buf_failed(&b));
	assert_null(strchr(b.data, ' '));
	for (i = 0; (m = mime_get(i)) != NULL; i++) {
		snprintf(wanted, sizeof(wanted), "http-get:*:%s:*", m->type);
		buf_init(&copy, 65536);
		buf_add_str(&copy, b.data);
		seen = 0;
		rest = copy.data;
		while ((entry = strsep(&rest, ",")) != NULL)
			seen += strcmp(entry, wanted) == 0;
		assert_int_equal(seen, 1);
		buf_free(&copy);
	}
	assert_true(i > 20);
	buf_free(&b);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_what_a_kind_can),
		cmocka_unit_test(puts_the_type_in_third_place),
		cmocka_unit_test(lists_every_type_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
