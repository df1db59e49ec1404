/* with: tests/unit/xml.c tests/unit/fake_exchange.c */
/*
 * What the server says it is, followed link by link as a control point does:
 * description, icons, page, service descriptions, control and event URLs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/config.h"
#include "common/version.h"
#include "common/xml.h"
#include "server/upnp/client.h"
#include "server/upnp/describe.h"
#include "server/upnp/media_server.h"
#include "server/upnp/picture_get.h"
#include "server/upnp/subtitle_get.h"
#include "server/upnp/routes.h"
#include "server/upnp/services.h"
#include "server/upnp/soap.h"
#include "tests/unit/fake_exchange.h"
#include "tests/unit/xml.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))
#define DEVICE		"/dev:root/dev:device"
#define ICON		DEVICE "/dev:iconList/dev:icon"
#define SERVICE		DEVICE "/dev:serviceList/dev:service"
#define UUID		"7f8e4c9a-1111-4222-8333-444455556666"
#define ACTION		"/scpd:scpd/scpd:actionList/scpd:action"
#define VARIABLE	"/scpd:scpd/scpd:serviceStateTable/scpd:stateVariable"

static char name[] = "Tom & <Jerry>", uuid[] = UUID;
static struct config config = { .friendly_name = name, .uuid = uuid };
static struct media_server server = { .config = &config };

/* Not asked for here. */
void
picture_get_serve(const struct media_server *unused, struct exchange *x,
    const char *rest)
{
	(void)unused, (void)rest;
	exchange_status(x, 404);
}

void
subtitle_get_serve(const struct media_server *unused, struct exchange *x,
    const char *rest)
{
	(void)unused, (void)rest;
	exchange_status(x, 404);
}

static void
ask(struct exchange *x, enum request_method method, const char *path)
{
	fake_exchange_init(x, method, path);
	routes_serve(&server, x);
}

static struct xml *
get_xml(const char *path)
{
	struct exchange x;
	struct xml *xml;

	ask(&x, REQUEST_GET, path);
	assert_int_equal(x.status, 200);
	assert_string_equal(x.type, "text/xml; charset=\"utf-8\"");
	assert_non_null(xml = xml_parse(x.answer.data, x.answer.len));
	fake_exchange_free(&x);
	return xml;
}

/* Puts one piece in place of another, which is there once. */
static void
replace(struct buf *b, const char *const piece[2])
{
	const char *at = strstr(b->data, piece[0]);
	struct buf out;

	if (at == NULL || strstr(at + 1, piece[0]) != NULL)
		fail_msg("not once: %s in %s", piece[0], b->data);
	buf_init(&out, b->max);
	buf_add(&out, b->data, (size_t)(at - b->data));
	buf_add_str(&out, piece[1]);
	buf_add_str(&out, at + strlen(piece[0]));
	buf_free(b);
	*b = out;
}

static void
describes_a_dlna_media_server(void **state)
{
	static const char *const cases[][2] = {
		{ "/dev:root/dev:specVersion/dev:major", "1" },
		{ "/dev:root/dev:specVersion/dev:minor", "0" },
		{ DEVICE "/dev:deviceType",
		    "urn:schemas-upnp-org:device:MediaServer:1" },
		{ DEVICE "/dev:friendlyName", "Tom & <Jerry>" },
		{ DEVICE "/dev:manufacturer", "Lares" },
		{ DEVICE "/dev:modelName", "Lares" },
		{ DEVICE "/dev:UDN", "uuid:" UUID },
		{ DEVICE "/dlna:X_DLNADOC[1]", "DMS-1.50" },
		{ DEVICE "/dlna:X_DLNADOC[2]", "M-DMS-1.50" },
		{ DEVICE "/dev:presentationURL", "/" },
	};
	struct xml *x = get_xml("/description.xml");
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++)
		assert_string_equal(xml_text(x, cases[i][0]), cases[i][1]);
	assert_int_equal(xml_count(x, ICON), 4);
	assert_int_equal(xml_count(x, SERVICE), 3);
	xml_free(x);
}

/* The document that everybody gets, but for one piece of it. */
static void
poses_for_those_who_want_it(void **state)
{
#define MODEL	"<modelName>Lares</modelName>\n<modelNumber>" LARES_VERSION
#define POSING(number)	"<modelName>Windows Media Player Sharing</modelName>" \
			"\n<modelNumber>" number
#define NAME	"Tom &amp; &lt;Jerry&gt;"
#define SEC(name, list)	"<sec:" name " xmlns:sec=\"http://www.sec.co.kr/dlna" \
			"\">" list "</sec:" name ">\n"
	static const struct {
		uint64_t	 flags;
		const char	*pieces[2][2];
	} cases[] = {
		{ ~(CLIENT_BIT(CLIENT_XBOX_DEVICE) |
		    CLIENT_BIT(CLIENT_SONY_DEVICE) |
		    CLIENT_BIT(CLIENT_DLINK_DEVICE) |
		    CLIENT_BIT(CLIENT_SAMSUNG_DEVICE)), { { NULL } } },
		{ CLIENT_BIT(CLIENT_XBOX_DEVICE), { { NAME, NAME ": 1" },
		    { MODEL, POSING("12.0") } } },
		{ CLIENT_BIT(CLIENT_SONY_DEVICE), { { MODEL, POSING("3.0") },
		    { "X_DLNACAP/>\n", "X_DLNACAP/>\n<av:aggregationFlags"
		    " xmlns:av=\"urn:schemas-sony-com:av\">10"
		    "</av:aggregationFlags>\n" } } },
		{ CLIENT_BIT(CLIENT_DLINK_DEVICE), { { "</manufacturer>\n",
		    "</manufacturer>\n<manufacturerURL>"
		    "http://www.redsonic.com</manufacturerURL>\n" },
		    { LARES_VERSION "</modelNumber>", "105</modelNumber>" } } },
		{ CLIENT_BIT(CLIENT_SAMSUNG_DEVICE), { { "X_DLNACAP/>\n",
		    "X_DLNACAP/>\n"
		    SEC("ProductCap", "smi,getMediaInfo.sec,getCaptionInfo.sec")
		    SEC("X_ProductCap",
		    "smi,getMediaInfo.sec,getCaptionInfo.sec") } } },
		{ CLIENT_BIT(CLIENT_SAMSUNG_DEVICE) |
		    CLIENT_BIT(CLIENT_SAMSUNG_DCM10), { { "X_DLNACAP/>\n",
		    "X_DLNACAP/>\n" SEC("ProductCap",
		    "smi,DCM10,getMediaInfo.sec,getCaptionInfo.sec")
		    SEC("X_ProductCap",
		    "smi,DCM10,getMediaInfo.sec,getCaptionInfo.sec") } } },
	};
	struct buf plain, b;
	struct xml *x;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct client client = { .flags = cases[i].flags };
		static const struct client nobody = { .flags = 0 };

		buf_init(&plain, 65536);
		buf_init(&b, 65536);
		describe_add_device(&plain, &config, &nobody);
		describe_add_device(&b, &config, &client);
		for (int k = 0; k < 2 && cases[i].pieces[k][0] != NULL; k++)
			replace(&plain, cases[i].pieces[k]);
		assert_string_equal(b.data, plain.data);
		assert_non_null(x = xml_parse(b.data, b.len));
		xml_free(x);
		buf_free(&plain);
		buf_free(&b);
	}
}

static void
cuts_a_long_name_between_characters(void **state)
{
	char longer[64 * 4 + 1] = "";
	struct config c = { .friendly_name = longer, .uuid = uuid };
	static const struct client nobody = { .flags = 0 };
	struct xml *x;
	struct buf b;
	int i;

	(void)state;
	for (i = 0; i < 64; i++)
		memcpy(longer + 4 * i, "\xf0\x9f\x94\xa5", 4);
	buf_init(&b, 65536);
	describe_add_device(&b, &c, &nobody);
	assert_non_null(x = xml_parse(b.data, b.len));
	longer[63 * 4] = '\0';
	assert_string_equal(xml_text(x, DEVICE "/dev:friendlyName"), longer);
	xml_free(x);
	buf_free(&b);
}

/* Width and height as the icon's own bytes have them. */
static void
read_png(const struct buf *b, int *width, int *height)
{
	const unsigned char *p = (const unsigned char *)b->data;

	assert_memory_equal(p, "\x89PNG\r\n\x1a\n", 8);
	assert_memory_equal(p + 12, "IHDR", 4);
	*width = p[18] << 8 | p[19];
	*height = p[22] << 8 | p[23];
	assert_int_equal(p[24], 8);	/* bits for each of ... */
	assert_int_equal(p[25], 2);	/* ... R, G, B: 24, no alpha */
}

static void
read_jpeg(const struct buf *b, int *width, int *height)
{
	const unsigned char *p = (const unsigned char *)b->data;
	size_t i = 2;

	assert_memory_equal(p, "\xff\xd8", 2);
	while (i + 9 < b->len && p[i + 1] != 0xc0)	/* baseline */
		i += 2u + (size_t)(p[i + 2] << 8 | p[i + 3]);
	assert_true(i + 9 < b->len);
	*height = p[i + 5] << 8 | p[i + 6];
	*width = p[i + 7] << 8 | p[i + 8];
}

static void
serves_the_icons_it_describes(void **state)
{
	struct xml *x = get_xml("/description.xml");
	const char *type;
	struct exchange e;
	char path[128], declared[16], real[16];
	int i, width, height;

	(void)state;
	for (i = 1; i <= 4; i++) {
		snprintf(path, sizeof(path), ICON "[%d]/dev:url", i);
		ask(&e, REQUEST_GET, xml_text(x, path));
		assert_int_equal(e.status, 200);
		snprintf(path, sizeof(path), ICON "[%d]/dev:mimetype", i);
		type = xml_text(x, path);
		assert_string_equal(e.type, type);
		if (strcmp(type, "image/png") == 0)
			read_png(&e.answer, &width, &height);
		else
			read_jpeg(&e.answer, &width, &height);
		snprintf(path, sizeof(path), ICON "[%d]/dev:width", i);
		snprintf(real, sizeof(real), "%d", width);
		snprintf(declared, sizeof(declared), "%s", xml_text(x, path));
		assert_string_equal(declared, real);
		assert_true(width == height);
		assert_true(width == 48 || width == 120);
		fake_exchange_free(&e);
	}
	xml_free(x);
}

/* What the standards demand of each service, out-arguments behind "->". */
static const struct {
	const char	*service, *action, *arguments;
} demanded[] = {
	{ "ContentDirectory:1", "GetSearchCapabilities", "-> SearchCaps" },
	{ "ContentDirectory:1", "GetSortCapabilities", "-> SortCaps" },
	{ "ContentDirectory:1", "GetSystemUpdateID", "-> Id" },
	{ "ContentDirectory:1", "Browse", "ObjectID BrowseFlag Filter "
	    "StartingIndex RequestedCount SortCriteria -> Result "
	    "NumberReturned TotalMatches UpdateID" },
	{ "ContentDirectory:1", "Search", "ContainerID SearchCriteria Filter "
	    "StartingIndex RequestedCount SortCriteria -> Result "
	    "NumberReturned TotalMatches UpdateID" },
	{ "ContentDirectory:1", "GetSortExtensionCapabilities",
	    "-> SortExtensionCaps" },
	{ "ContentDirectory:1", "GetFeatureList", "-> FeatureList" },
	{ "ContentDirectory:1", "X_GetFeatureList", "-> FeatureList" },
	{ "ContentDirectory:1", "X_SetBookmark",
	    "CategoryType RID ObjectID PosSecond" },
	{ "ConnectionManager:1", "GetProtocolInfo", "-> Source Sink" },
	{ "ConnectionManager:1", "GetCurrentConnectionIDs",
	    "-> ConnectionIDs" },
	{ "ConnectionManager:1", "GetCurrentConnectionInfo", "ConnectionID -> "
	    "RcsID AVTransportID ProtocolInfo PeerConnectionManager "
	    "PeerConnectionID Direction Status" },
	{ "X_MS_MediaReceiverRegistrar:1", "IsAuthorized",
	    "DeviceID -> Result" },
	{ "X_MS_MediaReceiverRegistrar:1", "IsValidated",
	    "DeviceID -> Result" },
	{ "X_MS_MediaReceiverRegistrar:1", "RegisterDevice",
	    "RegistrationReqMsg -> RegistrationRespMsg" },
};

/* An action's arguments in the same words. */
static void
list_arguments(struct xml *x, const char *action, struct buf *b)
{
	char path[256];
	int i, n, arrow = 0;

	snprintf(path, sizeof(path), ACTION "[scpd:name='%s']"
	    "/scpd:argumentList/scpd:argument", action);
	n = xml_count(x, path);
	for (i = 1; i <= n; i++) {
		snprintf(path, sizeof(path), ACTION "[scpd:name='%s']"
		    "/scpd:argumentList/scpd:argument[%d]/scpd:direction",
		    action, i);
		if (!arrow && strcmp(xml_text(x, path), "out") == 0) {
			buf_addf(b, "%s->", b->len > 0 ? " " : "");
			arrow = 1;
		}
		assert_string_equal(xml_text(x, path), arrow ? "out" : "in");
		snprintf(path, sizeof(path), ACTION "[scpd:name='%s']"
		    "/scpd:argumentList/scpd:argument[%d]/scpd:name",
		    action, i);
		buf_addf(b, "%s%s", b->len > 0 ? " " : "", xml_text(x, path));
	}
}

/* Exactly the demanded actions, every argument with a variable, no event. */
static void
check_scpd(struct xml *x, const char *type)
{
	const char *service = strstr(type, "service:") + 8;
	struct buf b;
	int n = 0;
	size_t i;

	for (i = 0; i < COUNT(demanded); i++) {
		if (strcmp(demanded[i].service, service) != 0)
			continue;
		n++;
		buf_init(&b, 4096);
		list_arguments(x, demanded[i].action, &b);
		assert_string_equal(b.data, demanded[i].arguments);
		buf_free(&b);
	}
	assert_true(n > 0);
	assert_int_equal(xml_count(x, ACTION), n);
	assert_int_equal(xml_count(x, "//scpd:argument"), xml_count(x,
	    "//scpd:argument[scpd:relatedStateVariable = "
	    "//scpd:stateVariable/scpd:name]"));
	assert_int_equal(xml_count(x, VARIABLE),
	    xml_count(x, VARIABLE "[@sendEvents='no']"));
	assert_int_equal(xml_count(x, VARIABLE
	    "[scpd:name = preceding-sibling::*/scpd:name]"), 0);
	/* A_ARG_TYPE_ variables exist only for arguments. */
	assert_int_equal(xml_count(x, VARIABLE
	    "[starts-with(scpd:name, 'A_ARG_TYPE_') and not(scpd:name = "
	    "//scpd:relatedStateVariable)]"), 0);
}

static const char *
service_text(struct xml *x, int i, const char *element)
{
	const char *text;
	char path[128];

	snprintf(path, sizeof(path), SERVICE "[%d]/dev:%s", i, element);
	assert_non_null(text = xml_text(x, path));
	assert_true(text[0] != '\0');
	return text;
}

static void
keeps_what_it_describes(void **state)
{
	static const enum request_method methods[] = {
		REQUEST_SUBSCRIBE, REQUEST_UNSUBSCRIBE,
	};
	struct xml *x = get_xml("/description.xml"), *scpd;
	struct exchange e;
	size_t m;
	int i;

	(void)state;
	for (i = 1; i <= 3; i++) {
		scpd = get_xml(service_text(x, i, "SCPDURL"));
		check_scpd(scpd, service_text(x, i, "serviceType"));
		xml_free(scpd);
		for (m = 0; m < COUNT(methods); m++) {
			ask(&e, methods[m], service_text(x, i, "eventSubURL"));
			assert_int_equal(e.status, 412);
			fake_exchange_free(&e);
		}
		ask(&e, REQUEST_POST, service_text(x, i, "controlURL"));
		assert_int_equal(e.status, 400);	/* no body */
		fake_exchange_free(&e);
	}
	xml_free(x);
}

/* Every action of every table has its function, and every in-argument's
   variable a type: what service_check and control lean on. */
static void
has_whole_tables(void **state)
{
	const struct service_action *a;
	const struct service *s;
	size_t i, k, n;

	(void)state;
	for (i = 0; (s = services_get(i)) != NULL; i++) {
		assert_ptr_equal(services_find(s->name), s);
		for (k = 0; k < s->nactions; k++) {
			a = &s->actions[k];
			assert_true((a->run != NULL) != (a->says != NULL));
			for (n = 0; a->in[n].name != NULL; n++)
				assert_non_null(service_variable(s,
				    a->in[n].variable));
			for (n = 0; a->out[n].name != NULL; n++)
				assert_non_null(service_variable(s,
				    a->out[n].variable));
		}
	}
	assert_null(services_find(""));
	assert_null(services_find("contentdirectory"));
}

static void
shows_people_a_page(void **state)
{
	struct exchange x;

	(void)state;
	ask(&x, REQUEST_GET, "/");
	assert_int_equal(x.status, 200);
	assert_string_equal(x.type, "text/html; charset=utf-8");
	assert_non_null(strstr(x.answer.data,
	    "<title>Tom &amp; &lt;Jerry&gt;</title>"));
	assert_null(strstr(x.answer.data, "@NAME@"));
	assert_null(strstr(x.answer.data, "<script"));
	assert_null(strstr(x.answer.data, "://"));
	assert_non_null(strstr(x.headers.data,
	    "Content-Security-Policy: default-src 'none'"));
	fake_exchange_free(&x);
}

/* The page promises what this configuration holds to, and no more. */
static void
promises_what_it_keeps(void **state)
{
	static const struct {
		enum config_resume resume;
		size_t		 networks;
		const char	*said, *unsaid;
	} cases[] = {
		{ CONFIG_RESUME_OFF, 0, "record of what is\nwatched.</p>",
		    "was left" },
		{ CONFIG_RESUME_ON, 0, "a long recording was left, to go on",
		    "by which device" },
		{ CONFIG_RESUME_DEVICE, 0, "was left by which device, to go",
		    "@" },
		{ CONFIG_RESUME_OFF, 0, "no packet of its own goes beyond it.",
		    "has named" },
		{ CONFIG_RESUME_OFF, 1, "that its owner has named.",
		    "goes beyond it" },
	};
	struct exchange x;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *promise;

		config.resume = cases[i].resume;
		config.reach.n = cases[i].networks;
		ask(&x, REQUEST_GET, "/");
		promise = strstr(x.answer.data, "What it promises");
		assert_non_null(promise);
		assert_non_null(strstr(promise, cases[i].said));
		assert_null(strstr(promise, cases[i].unsaid));
		fake_exchange_free(&x);
	}
	config.resume = CONFIG_RESUME_OFF;
	config.reach.n = 0;
}

static void
routes_by_path_and_method(void **state)
{
	static const struct {
		enum request_method method;
		const char	*path;
		int		 status;
		const char	*allow;
	} cases[] = {
		{ REQUEST_HEAD, "/description.xml", 200, NULL },
		{ REQUEST_HEAD, "/", 200, NULL },
		{ REQUEST_POST, "/description.xml", 405, "GET, HEAD" },
		{ REQUEST_OTHER, "/", 405, "GET, HEAD" },
		{ REQUEST_POST, "/media/1", 405, "GET, HEAD" },
		{ REQUEST_GET, "/control/ContentDirectory", 405, "POST" },
		{ REQUEST_GET, "/event/ContentDirectory", 405,
		    "SUBSCRIBE, UNSUBSCRIBE" },
		{ REQUEST_SUBSCRIBE, "/", 405, "GET, HEAD" },
		{ REQUEST_POST, "/control/Nothing", 404, NULL },
		{ REQUEST_POST, "/control/", 404, NULL },
		{ REQUEST_SUBSCRIBE, "/event/Nothing", 404, NULL },
		{ REQUEST_GET, "/scpd/ContentDirectory", 404, NULL },
		{ REQUEST_GET, "/scpd/ContentDirectory.xml/", 404, NULL },
		{ REQUEST_GET, "/scpd/../description.xml", 404, NULL },
		{ REQUEST_GET, "/icon/", 404, NULL },
		{ REQUEST_GET, "/icon/sm.gif", 404, NULL },
		{ REQUEST_GET, "/description.xml/", 404, NULL },
		{ REQUEST_GET, "/nothing", 404, NULL },
		{ REQUEST_GET, "/media", 404, NULL },
		{ REQUEST_GET, "/media/", 404, NULL },
		{ REQUEST_GET, "/media/x", 404, NULL },
		{ REQUEST_GET, "/media/01", 404, NULL },
		{ REQUEST_GET, "/media/-1", 404, NULL },
		{ REQUEST_GET, "/media/../etc/passwd", 404, NULL },
	};
	struct exchange x;
	char line[64];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		ask(&x, cases[i].method, cases[i].path);
		if (x.status != cases[i].status)
			fail_msg("%s: %d", cases[i].path, x.status);
		snprintf(line, sizeof(line), "\nAllow: %s\n",
		    cases[i].allow != NULL ? cases[i].allow : "");
		assert_int_equal(fake_exchange_has(&x, line),
		    cases[i].allow != NULL);
		fake_exchange_free(&x);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(describes_a_dlna_media_server),
		cmocka_unit_test(poses_for_those_who_want_it),
		cmocka_unit_test(cuts_a_long_name_between_characters),
		cmocka_unit_test(serves_the_icons_it_describes),
		cmocka_unit_test(keeps_what_it_describes),
		cmocka_unit_test(has_whole_tables),
		cmocka_unit_test(shows_people_a_page),
		cmocka_unit_test(promises_what_it_keeps),
		cmocka_unit_test(routes_by_path_and_method),
	};

	xml_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
