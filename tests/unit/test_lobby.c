/* with: tests/unit/xml.c tests/unit/fake_exchange.c tests/unit/small_library.c tests/unit/control_kit.c */
/* What somebody sees who is not admitted: nothing, or how he would be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/xml.h"
#include "server/upnp/audience.h"
#include "server/upnp/soap.h"
#include "tests/unit/control_kit.h"

#define SIGN	"Ask to be admitted: laresctl allow 192.168.7.2"

static int
open_waiting(void **state)
{
	fake_verdict = (struct access_verdict){ .state = ACCESS_WAITING };
	return kit_open_one_root(state);
}

static int
open_shut(void **state)
{
	fake_verdict = (struct access_verdict){ .state = ACCESS_SHUT };
	return kit_open_one_root(state);
}

static const struct small_library *
library(void **state)
{
	return &((struct kit *)*state)->l;
}

static const char *
attribute(struct said *s, const char *name)
{
	char path[64];

	snprintf(path, sizeof(path), OBJECTS "/@%s", name);
	return xml_text(s->didl, path);
}

static int
browse_error(const struct small_library *l, const char *id, const char *flag,
    const char *start)
{
	const struct asked a = { id, flag, "*", start, "0", "" };
	struct said s;
	int error;

	kit_browse_until(l, &s, &a, SIZE_MAX);
	error = s.error;
	kit_forget(&s);
	return error;
}

static int
search(const struct small_library *l, struct said *s, const char *id)
{
	char args[512];

	snprintf(args, sizeof(args), "<ContainerID>%s</ContainerID>"
	    "<SearchCriteria>*</SearchCriteria><Filter>*</Filter>"
	    "<StartingIndex>0</StartingIndex><RequestedCount>0"
	    "</RequestedCount><SortCriteria/>", id);
	kit_act(l, s, "ContentDirectory", "Search", args, SIZE_MAX);
	return s->error;
}

/* Whatever there is in the library is not there. */
static void
expect_nothing_else(const struct small_library *l)
{
	static const char *const ids[] = {
		"music", "music-all", "folders", "1", "2", "c1", "1c1", "",
		"nonsense", "00",
	};
	struct said s;

	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		assert_int_equal(browse_error(l, ids[i], "Metadata", "0"),
		    SOAP_NO_SUCH_OBJECT);
		assert_int_equal(browse_error(l, ids[i], "DirectChildren",
		    "0"), SOAP_NO_SUCH_OBJECT);
		assert_int_equal(search(l, &s, ids[i]),
		    SOAP_NO_SUCH_CONTAINER);
		kit_forget(&s);
	}
	assert_int_equal(search(l, &s, "0"), 0);
	kit_expect_titles(&s, "");
	assert_int_equal(kit_out_number(&s, "TotalMatches"), 0);
	kit_forget(&s);
}

static void
expect_authorized(const struct small_library *l, const char *result)
{
	static const char *const actions[] = { "IsAuthorized", "IsValidated" };
	struct said s;

	for (size_t i = 0; i < 2; i++) {
		kit_act(l, &s, "MediaReceiverRegistrar", actions[i],
		    "<DeviceID/>", SIZE_MAX);
		assert_string_equal(kit_out(&s, "Result"), result);
		kit_forget(&s);
	}
}

static void
expect_root(const struct small_library *l, const char *children)
{
	struct said s;

	kit_browse(l, &s, "0", "Metadata", "");
	kit_expect_titles(&s, "Small & <good>|");
	kit_expect_parent(&s, "-1");
	assert_string_equal(attribute(&s, "id"), "0");
	assert_string_equal(attribute(&s, "restricted"), "1");
	assert_string_equal(attribute(&s, "childCount"), children);
	assert_int_equal(kit_out_number(&s, "TotalMatches"), 1);
	kit_forget(&s);
	assert_int_equal(browse_error(l, "0", "Metadata", "1"),
	    SOAP_INVALID_ARGS);
}

/* The sign in front of the door. */
static void
test_waiting(void **state)
{
	const struct small_library *l = library(state);
	const struct asked beyond = { "0", "DirectChildren", "", "1", "5", "" };
	struct said s;
	char id[64];

	expect_root(l, "1");
	expect_nothing_else(l);
	expect_authorized(l, "0");
	kit_browse(l, &s, "0", "DirectChildren", "");
	kit_expect_titles(&s, SIGN "|");
	kit_expect_parent(&s, "0");
	assert_int_equal(kit_out_number(&s, "TotalMatches"), 1);
	assert_string_equal(attribute(&s, "childCount"), "0");
	assert_string_equal(attribute(&s, "restricted"), "1");
	assert_string_equal(xml_text(s.didl, OBJECTS "/upnp:class"),
	    "object.container");
	snprintf(id, sizeof(id), "%s", attribute(&s, "id"));
	kit_forget(&s);

	/* It is what it says it is: an empty container. */
	kit_browse(l, &s, id, "Metadata", "");
	kit_expect_titles(&s, SIGN "|");
	kit_forget(&s);
	kit_browse(l, &s, id, "DirectChildren", "");
	kit_expect_titles(&s, "");
	assert_int_equal(kit_out_number(&s, "TotalMatches"), 0);
	kit_forget(&s);
	assert_int_equal(search(l, &s, id), 0);
	kit_forget(&s);

	kit_browse_until(l, &s, &beyond, SIZE_MAX);
	kit_expect_titles(&s, "");
	assert_int_equal(kit_out_number(&s, "TotalMatches"), 1);
	kit_forget(&s);
	/* Once he is in, no such thing is there. */
	fake_verdict.state = ACCESS_ADMITTED;
	assert_int_equal(browse_error(l, id, "Metadata", "0"),
	    SOAP_NO_SUCH_OBJECT);
}

static void
test_language(void **state)
{
	struct small_library *l = &((struct kit *)*state)->l;
	struct said s;

	l->config.language = CONFIG_GERMAN;
	kit_browse(l, &s, "0", "DirectChildren", "");
	kit_expect_titles(&s, "Um Einlass bitten: laresctl allow "
	    "192.168.7.2|");
	kit_forget(&s);
}

static void
test_shut(void **state)
{
	const struct small_library *l = library(state);
	struct said s;

	expect_root(l, "0");
	expect_nothing_else(l);
	expect_authorized(l, "0");
	kit_browse(l, &s, "0", "DirectChildren", "");
	kit_expect_titles(&s, "");
	assert_int_equal(kit_out_number(&s, "TotalMatches"), 0);
	kit_forget(&s);
	assert_int_equal(browse_error(l, "admission", "Metadata", "0"),
	    SOAP_NO_SUCH_OBJECT);
	kit_act(l, &s, "ContentDirectory", "GetSystemUpdateID", "", SIZE_MAX);
	assert_int_equal(s.error, 0);
	kit_forget(&s);
	fake_verdict.state = ACCESS_ADMITTED;
	expect_authorized(l, "1");
}

/* What laresd said, and the rules of the hour, are what is seen. */
static void
test_audience(void **state)
{
	static struct config_rule rules[] = {
		{ .path = (char *)"/m/a" },
		{ .path = (char *)"/m/b" },
		{ .path = (char *)"/m/c", .from = 0, .to = 24 * 60 },
	};
	struct small_library *l = &((struct kit *)*state)->l;
	struct access_view view;
	struct exchange x;

	fake_exchange_init(&x, REQUEST_GET, "/");
	view = audience_of(&l->server, &x);
	assert_false(view.admitted);
	assert_true(view.waiting);
	l->config.rules = rules;
	l->config.nrules = 3;
	fake_verdict = (struct access_verdict){ ACCESS_ADMITTED, 0x5, 7 };
	view = audience_of(&l->server, &x);
	assert_true(view.admitted);
	assert_int_equal(view.device, 7);
	assert_false(view.waiting);
	assert_int_equal(view.hidden, 1 << 1 | 1 << 3);
	fake_verdict.rules = 0;
	assert_int_equal(audience_of(&l->server, &x).hidden, 0);
	fake_exchange_free(&x);
	l->config.nrules = 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_waiting, open_waiting,
		    kit_close),
		cmocka_unit_test_setup_teardown(test_language, open_waiting,
		    kit_close),
		cmocka_unit_test_setup_teardown(test_audience, open_waiting,
		    kit_close),
		cmocka_unit_test_setup_teardown(test_shut, open_shut,
		    kit_close),
	};

	xml_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
