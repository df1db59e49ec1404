/* Positions in the words of clients: read, and refused by the right error. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/buf.h"
#include "common/catalog_read.h"
#include "common/resume.h"
#include "server/upnp/bookmark.h"
#include "server/upnp/client.h"
#include "server/upnp/didl_style.h"
#include "server/upnp/duration.h"
#include "server/upnp/property.h"
#include "server/upnp/soap.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))
#define NONE		UINT64_MAX

static void
test_duration(void **state)
{
	static const struct {
		const char	*text;
		uint64_t	 ms;		/* NONE: it is none */
		const char	*again;
	} cases[] = {
		{ "0:00:00", 0, "0:00:00.000" },
		{ "1:02:03", 3723000, "1:02:03.000" },
		{ "0:00:01.5", 1500, "0:00:01.500" },
		{ "00:59:59.9996", 3599999, "0:59:59.999" },
		{ "1000000:00:00", UINT64_C(3600000000000),
		    "1000000:00:00.000" },
		{ "", NONE, NULL }, { "1", NONE, NULL },
		{ "1:2:3", NONE, NULL }, { "0:60:00", NONE, NULL },
		{ "0:00:60", NONE, NULL }, { "0:00:00x", NONE, NULL },
		{ "-1:00:00", NONE, NULL }, { ":00:00", NONE, NULL },
		{ "0:00:0", NONE, NULL }, { "0:00", NONE, NULL },
		{ "1000001:00:00", NONE, NULL }, { "0:00:00.x", NONE, NULL },
	};
	struct buf b;

	(void)state;
	buf_init(&b, 64);
	for (size_t i = 0; i < COUNT(cases); i++) {
		uint64_t ms = NONE;

		assert_int_equal(duration_parse(cases[i].text, &ms),
		    cases[i].ms == NONE ? -1 : 0);
		assert_true(ms == cases[i].ms);
		if (ms == NONE)
			continue;
		buf_reset(&b);
		duration_add(&b, ms);
		assert_string_equal(b.data, cases[i].again);
	}
	buf_free(&b);
}

static void
test_parse(void **state)
{
	static const struct {
		const char	*text;
		uint64_t	 sec, ms;	/* as read in each; NONE */
	} cases[] = {
		{ "0", 0, 0 }, { "74", 74000, 74 },
		{ "360000", 360000000, 360000 },
		{ "360001", NONE, 360001 },
		{ "360000000", NONE, 360000000 },
		{ "360000001", NONE, NONE },
		{ "0:01:00", 60000, 60000 }, { "100:00:00", 360000000,
		    360000000 }, { "100:00:00.001", NONE, NONE },
		{ "", NONE, NONE }, { "-1", NONE, NONE }, { "1.5", NONE, NONE },
		{ " 1", NONE, NONE }, { "1e3", NONE, NONE },
		{ "99999999999999999999", NONE, NONE },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		uint64_t sec = NONE, ms = NONE;

		assert_int_equal(bookmark_parse(cases[i].text, false, &sec),
		    cases[i].sec == NONE ? -1 : 0);
		assert_int_equal(bookmark_parse(cases[i].text, true, &ms),
		    cases[i].ms == NONE ? -1 : 0);
		assert_true(sec == cases[i].sec && ms == cases[i].ms);
	}
}

#define AT(value) \
	"<upnp:lastPlaybackPosition>" value "</upnp:lastPlaybackPosition>"
#define COUNT_IS(n)	"<upnp:playCount>" n "</upnp:playCount>"
#define PLAYER(s)	"<xbmc:lastPlayerState>" s "</xbmc:lastPlayerState>"

static void
test_update(void **state)
{
	static const struct {
		const char	*now, *then;
		uint64_t	 ms;
		int		 error;
	} cases[] = {
		{ "", AT("5"), 5000, 0 },
		{ AT("5"), AT("0:00:06.5"), 6500, 0 },
		{ AT("whatever"), AT("6"), 6000, 0 },
		{ AT("5"), "", 0, 0 },
		{ AT("5"), AT("0"), 0, 0 },
		{ " " AT("5"), "\t" AT("6") "\n", 6000, 0 },
		{ AT("5") PLAYER(""), AT("6") PLAYER("a\\,b"), 6000, 0 },
		{ PLAYER("") AT("5"), PLAYER("x") AT("6"), 6000, 0 },
		{ AT("0") "," COUNT_IS("0"), AT("6") "," COUNT_IS("1"), 6000,
		    0 },
		{ COUNT_IS("0") "," AT("0"), COUNT_IS("1") "," AT("6"), 6000,
		    0 },
		{ "<upnp:lastPlaybackPosition/>", AT("6"), 6000, 0 },
		{ "", "<upnp:lastPlaybackPosition>6</upnp:lastPlayback>", 0,
		    SOAP_BAD_NEW_TAG },
		{ "", "", 0, SOAP_BAD_NEW_TAG },
		{ "", "<", 0, SOAP_BAD_NEW_TAG },
		{ "", "<>", 0, SOAP_BAD_NEW_TAG },
		{ "", "<a", 0, SOAP_BAD_NEW_TAG },
		{ "", "<a>", 0, SOAP_BAD_NEW_TAG },
		{ "", "</a>", 0, SOAP_BAD_NEW_TAG },
		{ "", "<a><b></b></a>", 0, SOAP_BAD_NEW_TAG },
		{ "", AT("6") "x", 0, SOAP_BAD_NEW_TAG },
		{ "", AT("6") AT("7"), 0, SOAP_BAD_NEW_TAG },
		{ ",", AT("6") "," AT("7"), 0, SOAP_BAD_NEW_TAG },
		{ "", AT(""), 0, SOAP_BAD_NEW_TAG },
		{ "", AT("-6"), 0, SOAP_BAD_NEW_TAG },
		{ "", AT("1e9"), 0, SOAP_BAD_NEW_TAG },
		{ "", AT("360001"), 0, SOAP_BAD_NEW_TAG },
		{ "", "<upnp:lastPlaybackPosition/>", 0, SOAP_BAD_NEW_TAG },
		{ "x", AT("6"), 0, SOAP_BAD_CURRENT_TAG },
		{ "<dc:title>x</dc:title>", "", 0, SOAP_REQUIRED_TAG },
		{ "<dc:title>x</dc:title>", "<dc:title>y</dc:title>", 0,
		    SOAP_READ_ONLY_TAG },
		{ "", "<dc:title/>", 0, SOAP_READ_ONLY_TAG },
		{ "", "<dc:date a=\"b\">2024</dc:date>", 0,
		    SOAP_READ_ONLY_TAG },
		{ "<dc:date>2024</dc:date>", "", 0, SOAP_READ_ONLY_TAG },
		{ "<dc:date>2024</dc:date>", AT("6"), 0, SOAP_READ_ONLY_TAG },
		{ "", AT("6") "<dc:date>2024</dc:date>", 0,
		    SOAP_READ_ONLY_TAG },
		{ COUNT_IS("0"), COUNT_IS("1"), 0, SOAP_READ_ONLY_TAG },
		{ AT("5") "," COUNT_IS("0"), AT("6"), 0,
		    SOAP_TAGS_DO_NOT_MATCH },
		{ AT("5"), AT("6") "," COUNT_IS("1"), 0,
		    SOAP_TAGS_DO_NOT_MATCH },
	};
	char huge[200] = "<upnp:lastPlaybackPosition>";

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		uint64_t ms = NONE;
		const int error = bookmark_parse_update(cases[i].now,
		    cases[i].then, &ms);

		if (error != cases[i].error)
			fail_msg("%s, %s: %d", cases[i].now, cases[i].then,
			    error);
		assert_true(ms == (error == 0 ? cases[i].ms : NONE));
	}
	memset(huge + strlen(huge), '0', 100);
	strcat(huge, "6</upnp:lastPlaybackPosition>");
	assert_int_equal(bookmark_parse_update("", huge, &(uint64_t){ 0 }),
	    SOAP_BAD_NEW_TAG);
}

static void
tell(uint64_t flags, uint64_t want, const char *wanted)
{
	const struct client client = { .flags = flags };
	const struct didl_style style = { .want = want, .client = &client };
	const struct catalog_object row = { .title = "A & B" };
	struct buf b;

	buf_init(&b, 1024);
	bookmark_add_elements(&b, &row, 61500, &style);
	assert_string_equal(b.len > 0 ? b.data : "", wanted);
	buf_free(&b);
}

static void
test_tell(void **state)
{
	(void)state;
	tell(0, WANT_ALL & ~WANT_POSITION, "");
	tell(0, WANT_ALL, "&lt;upnp:lastPlaybackPosition&gt;0:01:01.500"
	    "&lt;/upnp:lastPlaybackPosition&gt;");
	tell(CLIENT_BIT(CLIENT_POSITION_SECONDS), WANT_POSITION,
	    "&lt;upnp:lastPlaybackPosition&gt;61"
	    "&lt;/upnp:lastPlaybackPosition&gt;");
	tell(0, WANT_DCM_INFO, "&lt;sec:dcmInfo&gt;CREATIONDATE=0,FOLDER="
	    "A &amp;amp; B,BM=61&lt;/sec:dcmInfo&gt;");
	tell(CLIENT_BIT(CLIENT_BOOKMARK_MS), WANT_DCM_INFO,
	    "&lt;sec:dcmInfo&gt;CREATIONDATE=0,FOLDER="
	    "A &amp;amp; B,BM=61500&lt;/sec:dcmInfo&gt;");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_duration),
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_update),
		cmocka_unit_test(test_tell),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
