/* laresctl devices: what the owner reads, within the room of an answer. */
#include <arpa/inet.h>
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "server/parent/report.h"
#include "server/parent/roster.h"

#define ANSWER_BYTES	(64 * 1024)	/* as in requests.c */

static struct devices devices;
static struct decisions decisions;
static struct config_device named[CONFIG_DEVICES_MAX];
static struct config config = { .access = CONFIG_ASK, .devices = named };
static struct roster_row rows[DEVICES_MAX];

/* What of report.c is used. */
void
report_age(struct buf *b, int64_t ms)
{
	buf_addf(b, "%" PRId64 "ms", ms);
}

static int
setup(void **state)
{
	(void)state;
	memset(&devices, 0, sizeof(devices));
	decisions.n = 0;
	config.ndevices = 0;
	return 0;
}

static struct station
station(const char *text)
{
	struct station s;

	assert_int_equal(station_parse(text, &s), 0);
	return s;
}

static void
ask(uint32_t n, const char *agent, const char *mac)
{
	const struct in_addr address = { htonl(0x0a000000 + n) };
	struct device *d = devices_note(&devices, address, n);
	struct admission_peer *p = &rows[devices.n - 1].peer;

	devices_set_agent(d, agent);
	*p = (struct admission_peer){ .address = address,
	    .has_mac = mac != NULL };
	if (mac != NULL)
		memcpy(p->mac, station(mac).mac, sizeof(p->mac));
}

static const char *
tell(struct buf *b)
{
	for (size_t i = 0; i < devices.n; i++) {
		rows[i].device = &devices.items[i];
		rows[i].admission = admission_decide(&config, &decisions,
		    &rows[i].peer);
	}
	buf_init(b, ANSWER_BYTES);
	roster(b, &config, &decisions, rows, devices.n, 100);
	assert_false(buf_failed(b));
	return b->data;
}

static void
test_nobody(void **state)
{
	struct buf b;

	(void)state;
	assert_string_equal(tell(&b), "access = ask\n\n"
	    "Have asked since the programs started:\nnone\n\n"
	    "Allowed, denied or named, and not among those:\nnone\n");
	buf_free(&b);
}

static void
test_everybody(void **state)
{
	const struct station denied = station("00:11:22:33:44:02");
	const struct station away = station("00:11:22:33:44:99");
	struct buf b;

	(void)state;
	named[0] = (struct config_device){ (char *)"tv", station("10.0.0.1") };
	named[1] = (struct config_device){ (char *)"pc", station("10.0.0.77") };
	config.ndevices = 2;
	decisions_set(&decisions, &denied, false);
	decisions_set(&decisions, &away, true);
	ask(1, "TV's own\xff", NULL);
	ask(2, NULL, "00:11:22:33:44:02");
	ask(3, "Phone/1", "00:11:22:33:44:03");
	assert_string_equal(tell(&b), "access = ask\n\n"
	    "Have asked since the programs started:\n"
	    "10.0.0.3         00:11:22:33:44:03  waiting   (you have not "
	    "decided)\n"
	    "    no device line, 'Phone/1', first seen 97ms ago, last 97ms "
	    "ago\n    to admit it: laresctl allow 10.0.0.3\n"
	    "10.0.0.1         -                  admitted  (it has a device "
	    "line)\n"
	    "    tv, 'TV's own\xc3\xbf', first seen 99ms ago, last 99ms ago\n"
	    "10.0.0.2         00:11:22:33:44:02  denied    (you denied it)\n"
	    "    no device line, does not say what it is, first seen 98ms ago,"
	    " last 98ms ago\n\n"
	    "Allowed, denied or named, and not among those:\n"
	    "00:11:22:33:44:99  allowed\n10.0.0.77          pc\n");
	buf_free(&b);
}

/* As many as there may be of all kinds. */
static void
test_room(void **state)
{
	static char long_name[65], agent[DEVICES_AGENT_BYTES];
	struct station s = { .by_mac = true };
	struct buf b;

	(void)state;
	memset(long_name, 'n', sizeof(long_name) - 1);
	memset(agent, '\'', sizeof(agent) - 1);
	for (uint32_t i = 0; i < DEVICES_MAX; i++)
		ask(i, agent, NULL);
	for (size_t i = 0; i < CONFIG_DEVICES_MAX; i++)
		named[i] = (struct config_device){ long_name,
		    { .address = { htonl(0x0a010000 + (uint32_t)i) } } };
	config.ndevices = CONFIG_DEVICES_MAX;
	for (size_t i = 0; i < DECISIONS_MAX; i++) {
		s.mac[5] = (uint8_t)i;
		s.mac[4] = (uint8_t)(i >> 8);
		assert_int_equal(decisions_set(&decisions, &s, true), 0);
	}
	assert_non_null(strstr(tell(&b), "\nand 668 more\n"));
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_nobody, setup),
		cmocka_unit_test_setup(test_everybody, setup),
		cmocka_unit_test_setup(test_room, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
