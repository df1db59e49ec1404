/* with: tests/unit/xml.c tests/unit/fake_exchange.c tests/unit/small_library.c tests/unit/control_kit.c */
/* Control: a call is checked before it runs; the actions but Browse. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/catalog_open.h"
#include "common/xml.h"
#include "server/upnp/soap.h"
#include "tests/unit/control_kit.h"

static struct small_library *
library(void **state)
{
	return &((struct kit *)*state)->l;
}

/* The error of an action, or 0. */
static int
error_of(const struct small_library *l, const char *service,
    const char *action, const char *args)
{
	struct said s;
	int error;

	kit_act(l, &s, service, action, args, SIZE_MAX);
	error = s.error;
	kit_forget(&s);
	return error;
}

static void
checks_the_call_before_it_runs(void **state)
{
	const struct small_library *l = library(state);
	struct said s;

	assert_int_equal(error_of(l, "ContentDirectory", "Explode", ""), 401);
	assert_int_equal(error_of(l, "ContentDirectory", "Browse",
	    "<ObjectID>0</ObjectID>"), 402);
	/* An argument that only goes out. */
	assert_int_equal(error_of(l, "ContentDirectory", "GetSystemUpdateID",
	    "<Id/>"), 402);
	/* An action of another service is none of this one. */
	assert_int_equal(error_of(l, "ContentDirectory", "IsAuthorized",
	    "<DeviceID/>"), 401);

	/* ContainerID for ObjectID: an Xbox 360's way to browse. */
	kit_act(l, &s, "ContentDirectory", "Browse",
	    "<ContainerID>0</ContainerID>"
	    "<BrowseFlag>BrowseDirectChildren</BrowseFlag><Filter/>"
	    "<StartingIndex>0</StartingIndex>"
	    "<RequestedCount>1</RequestedCount><SortCriteria/>", SIZE_MAX);
	assert_int_equal(s.error, 0);
	kit_expect_titles(&s, "Music|");
	kit_forget(&s);
}

static void
tells_its_capabilities_and_update_id(void **state)
{
	const struct media_facts f = kit_facts(MEDIA_AUDIO, "New", "", 0, 0);
	struct small_library *l = library(state);
	struct said s;
	long before;

	kit_act(l, &s, "ContentDirectory", "GetSearchCapabilities", "",
	    SIZE_MAX);
	assert_non_null(strstr(kit_out(&s, "SearchCaps"), "dc:title,"));
	assert_non_null(strstr(kit_out(&s, "SearchCaps"), ",@refID,"));
	kit_forget(&s);
	kit_act(l, &s, "ContentDirectory", "GetSortCapabilities", "",
	    SIZE_MAX);
	assert_non_null(strstr(kit_out(&s, "SortCaps"), "dc:title,"));
	assert_null(strstr(kit_out(&s, "SortCaps"), "@refID"));
	kit_forget(&s);

	kit_act(l, &s, "ContentDirectory", "GetSystemUpdateID", "", SIZE_MAX);
	before = kit_out_number(&s, "Id");
	kit_forget(&s);
	kit_browse(l, &s, "music", "DirectChildren", "");
	assert_int_equal(kit_out_number(&s, "UpdateID"), before);
	kit_forget(&s);

	small_library_add(l, 0, "", "new.mp3", 1, &f);
	small_library_commit(l);
	kit_act(l, &s, "ContentDirectory", "GetSystemUpdateID", "", SIZE_MAX);
	assert_true(kit_out_number(&s, "Id") > before);
	kit_forget(&s);
}

static void
says_720_and_501_without_a_catalogue(void **state)
{
	const struct small_library *l = library(state);
	const struct asked a = { "0", "Metadata", "*", "0", "0", "" };
	struct small_library gone = *l;
	struct said s;

	gone.server.catalog = catalog_pool_new("/nonexistent");
	assert_non_null(gone.server.catalog);
	kit_browse_until(&gone, &s, &a, SIZE_MAX);
	assert_int_equal(s.error, SOAP_CANNOT_PROCESS);
	kit_forget(&s);
	assert_int_equal(error_of(&gone, "ContentDirectory",
	    "GetSystemUpdateID", ""), SOAP_ACTION_FAILED);
	catalog_pool_free(gone.server.catalog);
}

static void
manages_its_one_connection(void **state)
{
	static const struct {
		const char	*name, *value;
	} info[] = {
		{ "RcsID", "-1" },
		{ "AVTransportID", "-1" },
		{ "ProtocolInfo", "" },
		{ "PeerConnectionManager", "" },
		{ "PeerConnectionID", "-1" },
		{ "Direction", "Output" },
		{ "Status", "OK" },
	};
	const struct small_library *l = library(state);
	struct said s;
	size_t i;

	kit_act(l, &s, "ConnectionManager", "GetProtocolInfo", "", SIZE_MAX);
	assert_non_null(strstr(kit_out(&s, "Source"),
	    "http-get:*:audio/mpeg:*,"));
	assert_string_equal(kit_out(&s, "Sink"), "");
	kit_forget(&s);
	kit_act(l, &s, "ConnectionManager", "GetCurrentConnectionIDs", "",
	    SIZE_MAX);
	assert_string_equal(kit_out(&s, "ConnectionIDs"), "0");
	kit_forget(&s);

	kit_act(l, &s, "ConnectionManager", "GetCurrentConnectionInfo",
	    "<ConnectionID>0</ConnectionID>", SIZE_MAX);
	for (i = 0; i < sizeof(info) / sizeof(info[0]); i++)
		assert_string_equal(kit_out(&s, info[i].name), info[i].value);
	kit_forget(&s);
	assert_int_equal(error_of(l, "ConnectionManager",
	    "GetCurrentConnectionInfo", "<ConnectionID>-1</ConnectionID>"),
	    706);
	assert_int_equal(error_of(l, "ConnectionManager",
	    "GetCurrentConnectionInfo", "<ConnectionID>x</ConnectionID>"),
	    402);
}

static void
registers_everybody(void **state)
{
	const struct small_library *l = library(state);
	struct said s;

	kit_act(l, &s, "MediaReceiverRegistrar", "IsAuthorized",
	    "<DeviceID/>", SIZE_MAX);
	assert_string_equal(kit_out(&s, "Result"), "1");
	kit_forget(&s);
	kit_act(l, &s, "MediaReceiverRegistrar", "IsValidated",
	    "<DeviceID>x</DeviceID>", SIZE_MAX);
	assert_string_equal(kit_out(&s, "Result"), "1");
	kit_forget(&s);
	kit_act(l, &s, "MediaReceiverRegistrar", "RegisterDevice",
	    "<RegistrationReqMsg>QUJD</RegistrationReqMsg>", SIZE_MAX);
	assert_int_equal(s.error, 0);
	assert_string_equal(kit_out(&s, "RegistrationRespMsg"), "");
	kit_forget(&s);
}

int
main(void)
{
#define TEST(f)	cmocka_unit_test_setup_teardown(f, kit_open_one_root, kit_close)
	static const struct CMUnitTest tests[] = {
		TEST(checks_the_call_before_it_runs),
		TEST(tells_its_capabilities_and_update_id),
		TEST(says_720_and_501_without_a_catalogue),
		TEST(manages_its_one_connection),
		TEST(registers_everybody),
	};

	xml_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
