/* with: tests/unit/xml.c */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/xml.h"
#include "server/upnp/soap.h"
#include "tests/unit/xml.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

#define NS	"http://schemas.xmlsoap.org/soap/envelope/"
#define CD	"urn:schemas-upnp-org:service:ContentDirectory:1"
#define ENV(inner) "<s:Envelope xmlns:s=\"" NS "\">" inner "</s:Envelope>"
#define BODY(inner) ENV("<s:Body>" inner "</s:Body>")
#define BROWSE(args) BODY("<u:Browse xmlns:u=\"" CD "\">" args "</u:Browse>")
#define HEADER	"\"" CD "#Browse\""

static enum soap_result
parse(const char *header, const char *body, struct soap_request *r)
{
	return soap_parse(header, body, strlen(body), r);
}

static void
reads_action_and_arguments(void **state)
{
	struct soap_request r;

	(void)state;
	assert_int_equal(parse(HEADER, "<?xml version=\"1.0\"?>\n" BROWSE(
	    "<ObjectID>0</ObjectID>\n <Filter/><SortCriteria></SortCriteria>"
	    "<X>a &amp;&lt;&#x263a;<![CDATA[<b>]]> c</X>"), &r), SOAP_OK);
	assert_string_equal(r.service, CD);
	assert_string_equal(r.action, "Browse");
	assert_int_equal(r.narguments, 4);
	assert_string_equal(r.arguments[0].name, "ObjectID");
	assert_string_equal(r.arguments[0].value, "0");
	assert_string_equal(r.arguments[1].name, "Filter");
	assert_string_equal(r.arguments[1].value, "");
	assert_string_equal(r.arguments[2].value, "");
	assert_string_equal(r.arguments[3].value,
	    "a &<\xe2\x98\xba<b> c");
	soap_free(&r);
}

static const struct {
	const char	*header, *body;
	enum soap_result result;
} cases[] = {
	/* as the field writes it */
	{ HEADER, BROWSE(""), SOAP_OK },
	{ CD "#Browse", BROWSE(""), SOAP_OK },
	{ HEADER, "\r\n  " BROWSE("") "\r\n\r\n", SOAP_OK },
	{ HEADER, "\xef\xbb\xbf" BROWSE(""), SOAP_OK },
	{ HEADER, "<?xml version=\"1.0\" encoding=\"windows-1252\"?>"
	    BROWSE(""), SOAP_OK },
	{ HEADER, "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
	    "<!-- c --><?pi?>" BROWSE("<!-- c -->"), SOAP_OK },
	{ HEADER, "<Envelope xmlns='" NS "'><Body><Browse xmlns='" CD "'>"
	    "<ObjectID xmlns=''>1</ObjectID></Browse></Body></Envelope>",
	    SOAP_OK },
	{ HEADER, ENV("<s:Header><a><b>c</b></a></s:Header><s:Body>"
	    "<u:Browse xmlns:u='" CD "'/></s:Body>"), SOAP_OK },
	{ HEADER, BROWSE("<A xmlns:dt='urn:x' dt:dt='ui4'>1</A>"), SOAP_OK },
	{ HEADER, BROWSE("<A dt:dt='ui4'>1</A>"), SOAP_OK },

	/* header and body have to agree */
	{ NULL, BROWSE(""), SOAP_BAD_ACTION },
	{ "", BROWSE(""), SOAP_BAD_ACTION },
	{ "\"", BROWSE(""), SOAP_BAD_ACTION },
	{ "\"\"", BROWSE(""), SOAP_BAD_ACTION },
	{ "#", BROWSE(""), SOAP_BAD_ACTION },
	{ CD, BROWSE(""), SOAP_BAD_ACTION },
	{ "\"" CD "#Search\"", BROWSE(""), SOAP_BAD_ACTION },
	{ "\"" CD "#browse\"", BROWSE(""), SOAP_BAD_ACTION },
	{ "\"urn:x#Browse\"", BROWSE(""), SOAP_BAD_ACTION },
	{ "\"" CD "#Browse", BROWSE(""), SOAP_BAD_ACTION },
	{ HEADER, BODY("<Browse/>"), SOAP_BAD_ACTION },
	{ HEADER, BODY("<u:Browse xmlns:u='urn:x'/>"), SOAP_BAD_ACTION },

	/* the mark of UTF-8 in front */
	{ HEADER, "\xef\xbb\xbf" BROWSE(""), SOAP_OK },

	/* not SOAP */
	{ HEADER, "", SOAP_MALFORMED },
	{ HEADER, " ", SOAP_MALFORMED },
	{ HEADER, "hello", SOAP_MALFORMED },
	{ HEADER, "<", SOAP_MALFORMED },
	{ HEADER, "\x4c\x6f\xa7\x94\x93", SOAP_MALFORMED },	/* EBCDIC <?xml */
	{ HEADER, "\xff\xfe<", SOAP_MALFORMED },		/* UTF-16 */
	{ HEADER, "<a/>", SOAP_MALFORMED },
	{ HEADER, ENV(""), SOAP_MALFORMED },
	{ HEADER, BODY(""), SOAP_MALFORMED },
	{ HEADER, BODY("text"), SOAP_MALFORMED },
	{ HEADER, "<s:Envelope xmlns:s='urn:x'><s:Body/></s:Envelope>",
	    SOAP_MALFORMED },
	{ HEADER, ENV("<Body><u:Browse xmlns:u='" CD "'/></Body>"),
	    SOAP_MALFORMED },
	{ HEADER, BROWSE("") "x", SOAP_MALFORMED },
	{ HEADER, BROWSE("") BROWSE(""), SOAP_MALFORMED },
	{ HEADER, BODY("<u:Browse xmlns:u='" CD "'/><u:Browse xmlns:u='" CD
	    "'/>"), SOAP_MALFORMED },
	{ HEADER, BROWSE("<ObjectID>0</Object>"), SOAP_MALFORMED },
	{ HEADER, BROWSE("<ObjectID>\xff</ObjectID>"), SOAP_MALFORMED },
	{ HEADER, BROWSE("<ObjectID>\x01</ObjectID>"), SOAP_MALFORMED },
	{ HEADER, BROWSE("<ObjectID>&nosuch;</ObjectID>"), SOAP_MALFORMED },

	/* nothing that could declare or fetch anything */
	{ HEADER, "<!DOCTYPE x>" BROWSE(""), SOAP_MALFORMED },
	{ HEADER, "<!DOCTYPE x SYSTEM 'http://192.0.2.1/x.dtd'>" BROWSE(""),
	    SOAP_MALFORMED },
	{ HEADER, "<!DOCTYPE x [<!ENTITY e 'v'>]>"
	    BROWSE("<ObjectID>&e;</ObjectID>"), SOAP_MALFORMED },
	{ HEADER, "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
	    BROWSE("<ObjectID>&e;</ObjectID>"), SOAP_MALFORMED },
	{ HEADER, "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>"
	    "<!ENTITY b '&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>"
	    BROWSE("<ObjectID>&c;&c;</ObjectID>"), SOAP_MALFORMED },

	/* arguments are flat */
	{ HEADER, BROWSE("<ObjectID><x/></ObjectID>"), SOAP_BAD_ARGUMENTS },
	{ HEADER, BROWSE("<A/><A/><A/><A/><A/><A/><A/><A/><A/><A/><A/><A/>"
	    "<A/><A/><A/><A/>"), SOAP_OK },
	{ HEADER, BROWSE("<A/><A/><A/><A/><A/><A/><A/><A/><A/><A/><A/><A/>"
	    "<A/><A/><A/><A/><A/>"), SOAP_BAD_ARGUMENTS },
	{ HEADER, BROWSE("<A2345678901234567890123456789012345678901234567890"
	    "123456789012345/>"), SOAP_BAD_ARGUMENTS },
};

static void
takes_the_good_and_refuses_the_bad(void **state)
{
	struct soap_request r;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		if (parse(cases[i].header, cases[i].body, &r) !=
		    cases[i].result)
			fail_msg("%zu: header %s, body %s", i,
			    cases[i].header != NULL ? cases[i].header : "-",
			    cases[i].body);
		soap_free(&r);
	}
}

static void
takes_nuls_behind_but_not_within(void **state)
{
	static const char behind[] = BROWSE("<A>1</A>") "\0\0";
	static const char within[] = BROWSE("<A>1\0" "2</A>");
	struct soap_request r;

	(void)state;
	assert_int_equal(soap_parse(HEADER, behind, sizeof(behind), &r),
	    SOAP_OK);
	assert_string_equal(r.arguments[0].value, "1");
	soap_free(&r);
	assert_int_equal(soap_parse(HEADER, within, sizeof(within) - 1, &r),
	    SOAP_MALFORMED);
	soap_free(&r);
}

static void
bounds_the_depth(void **state)
{
	struct soap_request r;
	struct buf b;
	int deep, i;

	(void)state;
	for (deep = 10; deep <= 10000; deep *= 10) {
		buf_init(&b, 1024 * 1024);
		buf_add_str(&b, "<s:Envelope xmlns:s='" NS "'><s:Header>");
		for (i = 0; i < deep; i++)
			buf_add_str(&b, "<a>");
		for (i = 0; i < deep; i++)
			buf_add_str(&b, "</a>");
		buf_add_str(&b, "</s:Header><s:Body><u:Browse xmlns:u='" CD
		    "'/></s:Body></s:Envelope>");
		assert_int_equal(parse(HEADER, b.data, &r),
		    deep == 10 ? SOAP_OK : SOAP_MALFORMED);
		soap_free(&r);
		buf_free(&b);
	}
}

static void
bounds_names(void **state)
{
	char header[300], body[1000], name[SOAP_NAME_BYTES + 2];
	struct soap_request r;
	size_t len;

	(void)state;
	for (len = SOAP_NAME_BYTES - 1; len <= SOAP_NAME_BYTES; len++) {
		memset(name, 'A', len);
		name[len] = '\0';
		snprintf(header, sizeof(header), CD "#%s", name);
		snprintf(body, sizeof(body),
		    BODY("<u:%s xmlns:u='" CD "'/>"), name);
		assert_int_equal(parse(header, body, &r),
		    len < SOAP_NAME_BYTES ? SOAP_OK : SOAP_BAD_ACTION);
		soap_free(&r);
	}
}

static void
writes_answers_and_faults(void **state)
{
	struct xml *x;
	struct buf b;

	(void)state;
	buf_init(&b, 65536);
	soap_begin(&b, CD, "Browse");
	buf_add_str(&b, "<Result>r</Result>");
	soap_end(&b, "Browse");
	assert_non_null(x = xml_parse(b.data, b.len));
	assert_string_equal(xml_text(x,
	    "/s:Envelope/s:Body/cd:BrowseResponse/Result"), "r");
	xml_free(x);
	buf_reset(&b);

	soap_add_fault(&b, SOAP_NO_SUCH_OBJECT);
	assert_non_null(x = xml_parse(b.data, b.len));
#define FAULT	"/s:Envelope/s:Body/s:Fault"
	assert_string_equal(xml_text(x, FAULT "/faultcode"), "s:Client");
	assert_string_equal(xml_text(x, FAULT "/faultstring"), "UPnPError");
	assert_string_equal(xml_text(x, FAULT
	    "/detail/control:UPnPError/control:errorCode"), "701");
	assert_string_equal(xml_text(x, FAULT
	    "/detail/control:UPnPError/control:errorDescription"),
	    "No such object");
	xml_free(x);
	buf_free(&b);
}

/* A body in another encoding loads nothing that could read it. */
static void
test_no_converter(void **state)
{
	static char maps[1 << 20];
	struct soap_request r;
	FILE *f;
	size_t n;

	(void)state;
	assert_int_equal(parse(HEADER, "\x4c\x6f\xa7\x94\x93\x40", &r),
	    SOAP_MALFORMED);
	assert_non_null(f = fopen("/proc/self/maps", "r"));
	n = fread(maps, 1, sizeof(maps) - 1, f);
	fclose(f);
	maps[n] = '\0';
	assert_null(strstr(maps, "gconv/"));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_action_and_arguments),
		cmocka_unit_test(test_no_converter),
		cmocka_unit_test(takes_the_good_and_refuses_the_bad),
		cmocka_unit_test(takes_nuls_behind_but_not_within),
		cmocka_unit_test(bounds_the_depth),
		cmocka_unit_test(bounds_names),
		cmocka_unit_test(writes_answers_and_faults),
	};

	xml_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
