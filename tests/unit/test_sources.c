/* Which formats there are, as each client is told of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/buf.h"
#include "common/mime.h"
#include "common/subtitle.h"
#include "server/upnp/client.h"
#include "server/upnp/sources.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))
#define BYTES_MAX	65536

static const struct client nobody = { .flags = 0 };

/* How often an entry stands there. */
static unsigned
times(const char *list, const char *wanted)
{
	char copy[BYTES_MAX], *rest = copy, *entry;
	unsigned seen = 0;

	snprintf(copy, sizeof(copy), "%s", list);
	while ((entry = strsep(&rest, ",")) != NULL)
		seen += strcmp(entry, wanted) == 0;
	return seen;
}

/* Every type of the table is there once, and nothing runs together: minidlna
   has lost commas here for years. */
static void
lists_every_type_once(void **state)
{
	const struct subtitle_format *f;
	const struct mime *m;
	char wanted[128];
	struct buf b;
	size_t i;

	(void)state;
	buf_init(&b, BYTES_MAX);
	sources_add(&b, &nobody);
	assert_false(buf_failed(&b));
	assert_null(strchr(b.data, ' '));
	for (i = 0; (m = mime_get(i)) != NULL; i++) {
		snprintf(wanted, sizeof(wanted), "http-get:*:%s:*", m->type);
		assert_int_equal(times(b.data, wanted), 1);
	}
	assert_true(i > 20);
	for (i = 0; (f = subtitle_format(i)) != NULL; i++) {
		snprintf(wanted, sizeof(wanted), "http-get:*:%s:*", f->mime);
		assert_int_equal(times(b.data, wanted), 1);
	}
	assert_true(i > 5);
	assert_non_null(strstr(b.data, "http-get:*:audio/mpeg:"
	    "DLNA.ORG_PN=MP3,http-get"));
	buf_free(&b);
}

static const struct {
	uint64_t	 flags;
	const char	*there;		/* for such a client alone; or NULL */
	const char	*missing;	/* for it alone; or NULL */
} cases[] = {
	{ CLIENT_BIT(CLIENT_MKV_X_MKV), "video/x-mkv:*", "video/x-matroska:*" },
	/* Both become one. */
	{ CLIENT_BIT(CLIENT_MKV_DIVX) | CLIENT_BIT(CLIENT_AVI_DIVX),
	    "video/divx:*", "video/x-msvideo:*" },
	{ CLIENT_BIT(CLIENT_TS_MP2T), "video/mp2t:*",
	    "video/vnd.dlna.mpeg-tts:*" },
	{ CLIENT_BIT(CLIENT_TS_MP2T),
	    "video/mp2t:DLNA.ORG_PN=MPEG_TS_SD_EU_ISO",
	    "video/mpeg:DLNA.ORG_PN=MPEG_TS_SD_EU_ISO" },
	{ CLIENT_BIT(CLIENT_NO_PROFILE_MP4), NULL,
	    "video/mp4:DLNA.ORG_PN=AVC_MP4_MP_SD_AC3" },
	{ CLIENT_BIT(CLIENT_SSA_SSA), "text/ssa:*", "text/x-ssa:*" },
	{ CLIENT_BIT(CLIENT_NO_SUBTITLE_RES), NULL, "text/srt:*" },
	{ CLIENT_BIT(CLIENT_NO_PROFILE), NULL, "audio/mpeg:DLNA.ORG_PN=MP3" },
	{ CLIENT_BIT(CLIENT_AS_MPEG_SD),
	    "video/avi:DLNA.ORG_PN=MPEG_PS_NTSC", NULL },
};

static void
follows_the_client(void **state)
{
	char there[128], missing[128];
	struct buf plain, b;

	(void)state;
	buf_init(&plain, BYTES_MAX);
	sources_add(&plain, &nobody);
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct client client = { .flags = cases[i].flags };
		const bool in = cases[i].there != NULL;
		const bool out = cases[i].missing != NULL;

		snprintf(there, sizeof(there), "http-get:*:%s",
		    in ? cases[i].there : "");
		snprintf(missing, sizeof(missing), "http-get:*:%s",
		    out ? cases[i].missing : "");
		buf_init(&b, BYTES_MAX);
		sources_add(&b, &client);
		assert_false(buf_failed(&b));
		if (times(plain.data, there) != 0 ||
		    times(plain.data, missing) != out ||
		    times(b.data, there) != in || times(b.data, missing) != 0)
			fail_msg("case %zu: %s, %s", i, there, missing);
		/* No other is lost. */
		assert_int_equal(times(b.data, "http-get:*:audio/ogg:*"), 1);
		buf_free(&b);
	}
	buf_free(&plain);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_every_type_once),
		cmocka_unit_test(follows_the_client),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
