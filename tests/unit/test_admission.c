/* Who is admitted, and which rules are for him. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "server/parent/admission.h"

#define TV	"00:11:22:33:44:55"
#define PHONE	"00:11:22:33:44:66"

static struct config_device devices[3];
static struct config_rule rules[] = {
	{ .who = (char *)"all" },
	{ .who = (char *)"guests" },
	{ .who = (char *)"tv" },
	{ .who = (char *)"pc t tvs " PHONE },
	{ .who = (char *)"pc 10.0.0.7" },
	{ .who = (char *)"guests pc" },
};
static struct config config = { .devices = devices, .ndevices = 3,
    .rules = rules, .nrules = sizeof(rules) / sizeof(rules[0]) };
static struct decisions decisions;

static struct station
station(const char *text)
{
	struct station s;

	assert_int_equal(station_parse(text, &s), 0);
	return s;
}

static int
setup(void **state)
{
	(void)state;
	devices[0] = (struct config_device){ (char *)"tv", station(TV) };
	devices[1] = (struct config_device){ (char *)"pc",
	    station("10.0.0.5") };
	devices[2] = (struct config_device){ (char *)"tv",
	    station("10.0.0.6") };
	decisions.n = 0;
	config.access = CONFIG_OPEN;
	return 0;
}

/* mac: NULL where none is known. */
static struct admission_peer
peer(const char *address, const char *mac)
{
	struct admission_peer p = { .address = station(address).address };

	if (mac != NULL) {
		const struct station s = station(mac);

		p.has_mac = true;
		memcpy(p.mac, s.mac, sizeof(p.mac));
	}
	return p;
}

static struct admission
decide(const char *address, const char *mac)
{
	const struct admission_peer p = peer(address, mac);

	return admission_decide(&config, &decisions, &p);
}

static enum access_state
state_of(const char *address, const char *mac)
{
	return decide(address, mac).verdict.state;
}

static void
test_rules(void **state)
{
	(void)state;
	assert_int_equal(decide("10.0.0.9", TV).verdict.rules, 0x05);
	assert_int_equal(decide("10.0.0.6", NULL).verdict.rules, 0x05);
	assert_int_equal(decide("10.0.0.6", PHONE).verdict.rules, 0x0d);
	assert_int_equal(decide("10.0.0.5", NULL).verdict.rules, 0x39);
	assert_int_equal(decide("10.0.0.9", NULL).verdict.rules, 0x23);
	assert_int_equal(decide("10.0.0.9", PHONE).verdict.rules, 0x2b);
	assert_int_equal(decide("10.0.0.7", NULL).verdict.rules, 0x33);
	assert_string_equal(decide("10.0.0.9", TV).name, "tv");
	assert_string_equal(decide("10.0.0.5", PHONE).name, "pc");
	assert_null(decide("10.0.0.9", PHONE).name);
}

static void
test_access(void **state)
{
	(void)state;
	assert_int_equal(state_of("10.0.0.9", PHONE), ACCESS_ADMITTED);
	config.access = CONFIG_ASK;
	assert_int_equal(state_of("10.0.0.9", PHONE), ACCESS_WAITING);
	assert_int_equal(state_of("10.0.0.9", TV), ACCESS_ADMITTED);
	assert_int_equal(state_of("10.0.0.5", NULL), ACCESS_ADMITTED);
	config.access = CONFIG_LIST;
	assert_int_equal(state_of("10.0.0.9", PHONE), ACCESS_SHUT);
	assert_int_equal(state_of("10.0.0.9", TV), ACCESS_ADMITTED);
}

static void
decision(const char *text, bool allow)
{
	const struct station s = station(text);

	assert_int_equal(decisions_set(&decisions, &s, allow), 0);
}

static void
test_decisions(void **state)
{
	(void)state;
	decision(PHONE, true);
	decision(TV, false);
	decision("10.0.0.9", false);
	for (int i = CONFIG_OPEN; i <= CONFIG_LIST; i++) {
		config.access = (enum config_access)i;
		assert_int_equal(state_of("10.0.0.1", PHONE), ACCESS_ADMITTED);
		/* A device line does not help who was denied. */
		assert_int_equal(state_of("10.0.0.1", TV), ACCESS_SHUT);
		/* The MAC goes before the address. */
		assert_int_equal(state_of("10.0.0.9", PHONE), ACCESS_ADMITTED);
		assert_int_equal(state_of("10.0.0.9", NULL), ACCESS_SHUT);
		assert_int_equal(state_of("10.0.0.9", "00:11:22:33:44:77"),
		    ACCESS_SHUT);
	}
	decision("10.0.0.9", true);
	assert_int_equal(state_of("10.0.0.9", NULL), ACCESS_ADMITTED);
	assert_int_equal(state_of("10.0.0.9", TV), ACCESS_SHUT);
}

static void
test_matters(void **state)
{
	struct config c = { .access = CONFIG_OPEN };

	(void)state;
	assert_false(admission_matters(&c, &decisions));
	decision(PHONE, true);
	assert_false(admission_matters(&c, &decisions));
	decision(TV, false);
	assert_true(admission_matters(&c, &decisions));
	decisions.n = 0;
	c.access = CONFIG_ASK;
	assert_true(admission_matters(&c, &decisions));
	c.access = CONFIG_LIST;
	assert_true(admission_matters(&c, &decisions));
	c.access = CONFIG_OPEN;
	c.rules = rules;
	c.nrules = 1;
	assert_true(admission_matters(&c, &decisions));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_rules, setup),
		cmocka_unit_test_setup(test_access, setup),
		cmocka_unit_test_setup(test_decisions, setup),
		cmocka_unit_test_setup(test_matters, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
