#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "server/http/request.h"
#include "server/upnp/client.h"
#include "server/upnp/transfer.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

#define MODE		"transferMode.dlna.org"
#define FEATURES	"getcontentFeatures.dlna.org"
#define TIME_SEEK	"TimeSeekRange.dlna.org"
#define SPEED		"PlaySpeed.dlna.org"
#define TLAG		"realTimeInfo.dlna.org"

static const struct {
	const char	*headers[3][2];
	enum media_kind	 kind;
	int		 status;
	const char	*mode;
} cases[] = {
	{ { { NULL } }, MEDIA_VIDEO, 0, "Streaming" },
	{ { { NULL } }, MEDIA_AUDIO, 0, "Streaming" },
	{ { { NULL } }, MEDIA_PICTURE, 0, "Interactive" },

	{ { { MODE, "Streaming" } }, MEDIA_VIDEO, 0, "Streaming" },
	{ { { MODE, "streaming" } }, MEDIA_AUDIO, 0, "Streaming" },
	{ { { MODE, "Streaming" } }, MEDIA_PICTURE, 406, NULL },
	{ { { MODE, "Interactive" } }, MEDIA_PICTURE, 0, "Interactive" },
	{ { { MODE, "Interactive" } }, MEDIA_VIDEO, 406, NULL },
	{ { { MODE, "Interactive" } }, MEDIA_AUDIO, 406, NULL },
	{ { { MODE, "Background" } }, MEDIA_VIDEO, 0, "Background" },
	{ { { MODE, "Background" } }, MEDIA_PICTURE, 0, "Background" },
	{ { { MODE, "Teleport" } }, MEDIA_VIDEO, 400, NULL },
	{ { { MODE, "" } }, MEDIA_VIDEO, 400, NULL },

	{ { { FEATURES, "1" } }, MEDIA_VIDEO, 0, "Streaming" },
	{ { { FEATURES, "0" } }, MEDIA_VIDEO, 400, NULL },
	{ { { FEATURES, "" } }, MEDIA_VIDEO, 400, NULL },
	{ { { FEATURES, "11" } }, MEDIA_PICTURE, 400, NULL },
	{ { { "getAvailableSeekRange.dlna.org", "1" } }, MEDIA_VIDEO, 0,
	    "Streaming" },
	{ { { "getAvailableSeekRange.dlna.org", "2" } }, MEDIA_VIDEO, 400,
	    NULL },

	{ { { TIME_SEEK, "npt=10.5-" } }, MEDIA_VIDEO, 406, NULL },
	{ { { TIME_SEEK, "npt=0:00:10-0:00:20" } }, MEDIA_VIDEO, 406, NULL },
	{ { { TIME_SEEK, "10-" } }, MEDIA_VIDEO, 400, NULL },
	{ { { TIME_SEEK, "npt=" } }, MEDIA_VIDEO, 400, NULL },
	{ { { TIME_SEEK, "npt=10-" }, { "Range", "bytes=0-" } }, MEDIA_VIDEO,
	    0, "Streaming" },

	{ { { SPEED, "speed=1" } }, MEDIA_VIDEO, 0, "Streaming" },
	{ { { SPEED, "speed=2" } }, MEDIA_VIDEO, 406, NULL },
	{ { { SPEED, "speed=-1" } }, MEDIA_VIDEO, 406, NULL },
	{ { { SPEED, "speed=1/2" } }, MEDIA_VIDEO, 406, NULL },
	{ { { SPEED, "speed=" } }, MEDIA_VIDEO, 400, NULL },
	{ { { SPEED, "speed=-" } }, MEDIA_VIDEO, 400, NULL },
	{ { { SPEED, "speed=1/" } }, MEDIA_VIDEO, 400, NULL },
	{ { { SPEED, "speed=1x" } }, MEDIA_VIDEO, 400, NULL },
	{ { { SPEED, "1" } }, MEDIA_VIDEO, 400, NULL },

	{ { { TLAG, "DLNA.ORG_TLAG=*" } }, MEDIA_VIDEO, 0, "Streaming" },
	{ { { TLAG, "DLNA.ORG_TLAG=*" } }, MEDIA_PICTURE, 400, NULL },
	{ { { TLAG, "DLNA.ORG_TLAG=*" }, { MODE, "Background" } },
	    MEDIA_PICTURE, 0, "Background" },
};

static void
decides_what_a_client_may_ask(void **state)
{
	static const struct client nobody = { .flags = 0 };
	struct transfer t;
	struct request r;
	size_t i, k;
	int status;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		memset(&r, 0, sizeof(r));
		for (k = 0; k < 3 && cases[i].headers[k][0] != NULL; k++) {
			r.headers[k].name = cases[i].headers[k][0];
			r.headers[k].value = cases[i].headers[k][1];
			r.nheaders++;
		}
		status = transfer_check(&r, &nobody, cases[i].kind, false, &t);
		if (status != cases[i].status)
			fail_msg("%zu: %s: %s: %d", i, r.headers[0].name,
			    r.headers[0].value, status);
		if (status == 0)
			assert_string_equal(t.mode, cases[i].mode);
		if (status == 0)
			assert_int_equal(t.real_time, r.nheaders > 0 &&
			    strcmp(r.headers[0].name, TLAG) == 0);
	}
}

/* Where one can seek by time; a range of bytes goes before one of time. */
static void
takes_times(void **state)
{
	static const struct client nobody = { .flags = 0 };
	struct request r = { .headers = { { TIME_SEEK, "npt=10.5-12" },
	    { "getAvailableSeekRange.dlna.org", "1" } }, .nheaders = 1 };
	struct transfer t;

	(void)state;
	assert_int_equal(transfer_check(&r, &nobody, MEDIA_VIDEO, true, &t),
	    0);
	assert_true(t.timed && !t.seek_range);
	assert_int_equal(t.start_ms, 10500);
	assert_int_equal(t.end_ms, 12000);
	r.nheaders = 2;
	assert_int_equal(transfer_check(&r, &nobody, MEDIA_VIDEO, true, &t),
	    0);
	assert_true(t.timed && t.seek_range);
	r.headers[1] = (struct request_header){ "Range", "bytes=0-" };
	assert_int_equal(transfer_check(&r, &nobody, MEDIA_VIDEO, true, &t),
	    0);
	assert_false(t.timed);
	r.headers[0].value = "npt=12-10";
	assert_int_equal(transfer_check(&r, &nobody, MEDIA_VIDEO, true, &t),
	    400);
}

/* Samsung sets: video as Interactive, which still is no way for pictures. */
static void
bears_with_a_mode(void **state)
{
	static const struct client lenient = {
		.flags = CLIENT_BIT(CLIENT_LENIENT_MODE),
	}, others = { .flags = ~CLIENT_BIT(CLIENT_LENIENT_MODE) };
	struct request r = { .headers = { { MODE, "Interactive" } },
	    .nheaders = 1 };
	struct transfer t;

	(void)state;
	assert_int_equal(transfer_check(&r, &lenient, MEDIA_VIDEO, false, &t), 0);
	assert_string_equal(t.mode, "Streaming");
	assert_int_equal(transfer_check(&r, &others, MEDIA_VIDEO, false, &t), 406);
	r.headers[0].value = "Streaming";
	assert_int_equal(transfer_check(&r, &lenient, MEDIA_PICTURE,
	    false, &t), 406);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(decides_what_a_client_may_ask),
		cmocka_unit_test(takes_times),
		cmocka_unit_test(bears_with_a_mode),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
