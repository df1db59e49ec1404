/* with: tests/unit/xml.c */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/buf.h"
#include "common/xml.h"
#include "server/upnp/service.h"
#include "server/upnp/soap.h"
#include "tests/unit/xml.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

static const struct service_variable variables[] = {
	{ "Text", SERVICE_STRING, { NULL } },
	{ "Flag", SERVICE_STRING, { "Yes", "No" } },
	{ "Count", SERVICE_UI4, { NULL } },
	{ "Offset", SERVICE_I4, { NULL } },
	{ "Blob", SERVICE_BASE64, { NULL } },
	{ "Rare", SERVICE_STRING, { NULL } },
};

static const struct service_action actions[] = {
	{ .name = "Nothing" },
	{ .name = "T", .in = { { "t", "Text", "alias" } } },
	{ .name = "F", .in = { { "f", "Flag", NULL } } },
	{ .name = "U", .in = { { "u", "Count", NULL } },
	    .out = { { "o", "Text", NULL } } },
	{ .name = "I", .in = { { "i", "Offset", NULL } } },
	{ .name = "B", .in = { { "b", "Blob", NULL } } },
	{ .name = "Two", .in = { { "t", "Text", "alias" },
	    { "u", "Count", NULL } } },
	{ .name = "Rare", .needs = SERVICE_RESUME, .in = {
	    { "t", "Text", NULL }, { "r", "Rare", NULL } } },
};

static const struct service service = {
	.name = "Test", .type = "urn:t", .id = "urn:i",
	.variables = variables, .nvariables = COUNT(variables),
	.actions = actions, .nactions = COUNT(actions),
};

static const struct {
	const char	*action;
	const char	*args[4][2];
	int		 ret;
	int64_t		 number;
} cases[] = {
	{ "Nothing", { { NULL } }, 0, 0 },
	{ "Nothing", { { "x", "" } }, -1, 0 },
	{ "T", { { "t", "" } }, 0, 0 },
	{ "T", { { "t", "  any <text> " } }, 0, 0 },
	{ "T", { { "alias", "" } }, 0, 0 },
	{ "T", { { "T", "" } }, -1, 0 },
	{ "T", { { NULL } }, -1, 0 },
	{ "T", { { "t", "" }, { "t", "" } }, -1, 0 },
	{ "T", { { "t", "" }, { "alias", "" } }, -1, 0 },
	{ "T", { { "t", "" }, { "x", "" } }, -1, 0 },
	{ "F", { { "f", "Yes" } }, 0, 0 },
	{ "F", { { "f", "No" } }, 0, 0 },
	{ "F", { { "f", "yes" } }, -1, 0 },
	{ "F", { { "f", "" } }, -1, 0 },
	{ "U", { { "u", "0" } }, 0, 0 },
	{ "U", { { "u", " 12\n" } }, 0, 12 },
	{ "U", { { "u", "4294967295" } }, 0, 4294967295 },
	{ "U", { { "u", "4294967296" } }, -1, 0 },
	{ "U", { { "u", "99999999999999999999999" } }, -1, 0 },
	{ "U", { { "u", "-1" } }, -1, 0 },
	{ "U", { { "u", "-0" } }, -1, 0 },
	{ "U", { { "u", "+1" } }, -1, 0 },
	{ "U", { { "u", "abc" } }, -1, 0 },
	{ "U", { { "u", "1a" } }, -1, 0 },
	{ "U", { { "u", "1 2" } }, -1, 0 },
	{ "U", { { "u", "0x10" } }, -1, 0 },
	{ "U", { { "u", "1.0" } }, -1, 0 },
	{ "U", { { "u", "" } }, -1, 0 },
	{ "U", { { "u", " " } }, -1, 0 },
	{ "I", { { "i", "-2147483648" } }, 0, INT32_MIN },
	{ "I", { { "i", "2147483647" } }, 0, INT32_MAX },
	{ "I", { { "i", "+7" } }, 0, 7 },
	{ "I", { { "i", "-2147483649" } }, -1, 0 },
	{ "I", { { "i", "2147483648" } }, -1, 0 },
	{ "I", { { "i", "-" } }, -1, 0 },
	{ "I", { { "i", "--1" } }, -1, 0 },
	{ "I", { { "i", "" } }, -1, 0 },
	{ "B", { { "b", "" } }, 0, 0 },
	{ "B", { { "b", "QUJD\nRA==" } }, 0, 0 },
	{ "B", { { "b", "Q*" } }, -1, 0 },
	{ "Two", { { "u", "5" }, { "t", "x" } }, 0, 0 },	/* any order */
	{ "Two", { { "u", "5" } }, -1, 0 },
};

static void
checks_arguments(void **state)
{
	struct service_value values[SERVICE_ARGUMENTS_MAX];
	const struct service_action *a;
	struct soap_request r;
	size_t i, k;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		memset(&r, 0, sizeof(r));
		for (k = 0; k < 4 && cases[i].args[k][0] != NULL; k++) {
			snprintf(r.arguments[k].name, SOAP_NAME_BYTES, "%s",
			    cases[i].args[k][0]);
			r.arguments[k].value = cases[i].args[k][1];
			r.narguments++;
		}
		assert_non_null(a = service_action(&service, cases[i].action,
		    0));
		if (service_check(&service, a, &r, values) != cases[i].ret)
			fail_msg("%zu: %s", i, cases[i].action);
		if (cases[i].ret == 0)
			assert_int_equal(values[0].ui4 + (int64_t)values[0].i4,
			    cases[i].number);
	}
	assert_null(service_action(&service, "t", 0));
	assert_null(service_action(&service, "", 0));
}

static void
puts_values_in_the_tables_order(void **state)
{
	struct service_value values[SERVICE_ARGUMENTS_MAX];
	struct soap_request r = { .narguments = 2, .arguments = {
	    { "u", "5" }, { "alias", "x" } } };

	(void)state;
	assert_int_equal(service_check(&service,
	    service_action(&service, "Two", 0), &r, values), 0);
	assert_string_equal(values[0].text, "x");
	assert_int_equal(values[1].ui4, 5);
	assert_null(values[2].text);
}

static void
describes_itself(void **state)
{
	struct xml *x;
	struct buf b;

	(void)state;
	buf_init(&b, 65536);
	service_add_scpd(&b, &service, 0);
	assert_non_null(x = xml_parse(b.data, b.len));
#define ACTION	"/scpd:scpd/scpd:actionList/scpd:action"
#define STATE	"/scpd:scpd/scpd:serviceStateTable/scpd:stateVariable"
	assert_int_equal(xml_count(x, ACTION), COUNT(actions) - 1);
	assert_int_equal(xml_count(x, STATE), COUNT(variables) - 1);
	assert_int_equal(xml_count(x, STATE "[@sendEvents='no']"),
	    COUNT(variables) - 1);
	/* An empty argumentList is not valid: there is none. */
	assert_int_equal(xml_count(x, ACTION
	    "[scpd:name='Nothing']/scpd:argumentList"), 0);
	assert_string_equal(xml_text(x, ACTION "[scpd:name='U']"
	    "/scpd:argumentList/scpd:argument[scpd:name='u' and "
	    "scpd:direction='in']/scpd:relatedStateVariable"), "Count");
	assert_string_equal(xml_text(x, ACTION "[scpd:name='U']"
	    "/scpd:argumentList/scpd:argument[scpd:name='o' and "
	    "scpd:direction='out']/scpd:relatedStateVariable"), "Text");
	assert_string_equal(xml_text(x, STATE
	    "[scpd:name='Blob']/scpd:dataType"), "bin.base64");
	assert_string_equal(xml_text(x, STATE
	    "[scpd:name='Count']/scpd:dataType"), "ui4");
	assert_int_equal(xml_count(x, STATE "[scpd:name='Flag']"
	    "/scpd:allowedValueList/scpd:allowedValue"), 2);
	assert_int_equal(xml_count(x, STATE "[scpd:name='Text']"
	    "/scpd:allowedValueList"), 0);
	xml_free(x);
	buf_free(&b);
}

/* With a setting there are more actions, and what only those take. */
static void
has_more_with_settings(void **state)
{
	struct xml *x;
	struct buf b;

	(void)state;
	assert_null(service_action(&service, "Rare", 0));
	assert_non_null(service_action(&service, "Rare", SERVICE_RESUME));
	assert_non_null(service_action(&service, "T", SERVICE_RESUME));
	buf_init(&b, 65536);
	service_add_scpd(&b, &service, SERVICE_RESUME);
	assert_non_null(x = xml_parse(b.data, b.len));
	assert_int_equal(xml_count(x, ACTION), COUNT(actions));
	assert_int_equal(xml_count(x, STATE), COUNT(variables));
	assert_int_equal(xml_count(x, STATE "[scpd:name='Rare']"), 1);
	xml_free(x);
	buf_free(&b);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(checks_arguments),
		cmocka_unit_test(puts_values_in_the_tables_order),
		cmocka_unit_test(describes_itself),
		cmocka_unit_test(has_more_with_settings),
	};

	xml_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
