/* What laresd tells is what laresctl reads, and fits into one answer. */
#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "server/ctl/answer.h"
#include "server/parent/disclose.h"

#define ANSWER_BYTES	(64 * 1024)	/* as in requests.c */
#define LINKS		32		/* as many as lares-http serves */
#define WORKERS		(WORKERS_SCAN_MAX + WORKERS_HTTP_MAX)
#define UNSERVED	5000

static struct facts facts;
static struct devices devices;
static struct listener listeners[LINKS];
static struct network_unserved unserved[UNSERVED];
static struct config_reach reach;
static struct network network = { .port = 65535, .unserved = unserved,
    .reach = &reach };
static struct child list[2 + LINKS];
static struct children children;
static struct worker worker[WORKERS];
static struct workers workers;

/* What of report.c, child.c and loop.c is used. */
int64_t
loop_now_ms(void)
{
	return INT64_MAX;
}

const struct child_kind *
child_kind(enum child_role role)
{
	static const struct child_kind kinds[] = {
		[CHILD_SCAN] = { .name = "lares-scan" },
		[CHILD_HTTP] = { .name = "lares-http" },
		[CHILD_SSDP] = { .name = "lares-ssdp" },
	};

	return &kinds[role];
}

void
report_url(struct buf *b, const struct wire_link *link, uint16_t port)
{
	(void)link;
	buf_addf(b, "http://192.168.100.200:%u/description.xml", port);
}

static void
fill_devices(char c)
{
	memset(&devices, 0, sizeof(devices));
	for (uint32_t n = 0; n < DEVICES_MAX; n++) {
		struct device *d = devices_note(&devices,
		    (struct in_addr){ htonl(0xc0a864c8 + n) }, 0);

		d->requests = d->searches = d->refused = UINT64_MAX;
		memset(d->agent, c, sizeof(d->agent) - 1);
	}
	devices.off_link = UINT64_MAX;
}

static void
fill_processes(void)
{
	for (size_t i = 0; i < 2 + LINKS; i++) {
		list[i] = (struct child){
			.role = i == 0 ? CHILD_SCAN : i == 1 ? CHILD_HTTP :
			    CHILD_SSDP,
			.state = i == 5 ? CHILD_STARTING : CHILD_READY,
			.pid = i == 6 ? -1 : 4000000, .layers = UINT32_MAX,
			.next = i < 1 + LINKS ? &list[i + 1] : NULL,
		};
		if (i >= 2)
			strcpy(list[i].link.name, "interface-name!");
	}
	children.list = list;
	for (size_t i = 0; i < WORKERS; i++)
		worker[i] = (struct worker){ .pid = 4000000,
		    .next = i + 1 < WORKERS ? &worker[i + 1] : NULL };
	workers.list = worker;
}

static void
fill_network(void)
{
	for (size_t i = 0; i < LINKS; i++) {
		strcpy(listeners[i].link.name, "interface\\name!");
		listeners[i].link.prefix = 24;
		listeners[i].filtered = i % 2 == 0;
	}
	network.listeners = (struct listeners){ listeners, LINKS };
	for (size_t i = 0; i < UNSERVED; i++) {
		strcpy(unserved[i].name, "interface\\name!");
		unserved[i].why = "is not among the interfaces of the "
		    "configuration";
	}
	network.nunserved = UNSERVED;
	reach.n = CONFIG_NETWORKS_MAX;
	for (size_t i = 0; i < reach.n; i++)
		reach.networks[i] = (struct config_network){
		    { UINT32_MAX }, 32, 32 };
}

static void
comes_through(void **state)
{
	const struct report r = { .name = "a\tb\n\\", .uuid = "u-u",
	    .network = &network, .children = &children, .workers = &workers,
	    .layers = 7, .access = { CONFIG_LIST, 1, 2, 3, 4 },
	    .resume = CONFIG_RESUME_ON, .resume_days = 9 };
	struct buf b;

	(void)state;
	fill_devices('\\');
	fill_processes();
	fill_network();
	buf_init(&b, ANSWER_BYTES - 16);
	disclose(&b, &r, &devices, 9);
	assert_false(buf_failed(&b));
	assert_int_equal(answer_read(b.data, &facts), 0);

	assert_string_equal(facts.name, "a\tb\n\\");
	assert_string_equal(facts.uuid, "u-u");
	assert_int_equal(facts.access.mode, CONFIG_LIST);
	assert_int_equal(facts.access.allowed, 1);
	assert_int_equal(facts.access.denied, 2);
	assert_int_equal(facts.access.named, 3);
	assert_int_equal(facts.access.rules, 4);
	assert_int_equal(facts.resume, CONFIG_RESUME_ON);
	assert_int_equal(facts.resume_days, 9);
	assert_int_equal(facts.nserved, LINKS);
	assert_string_equal(facts.served[0].interface, "interface\\name!");
	assert_int_equal(facts.served[0].prefix, 24);
	assert_true(facts.served[0].filtered);
	assert_false(facts.served[1].filtered);
	assert_true(facts.nunserved > 0);
	assert_int_equal(facts.nunserved + facts.more_unserved, UNSERVED);
	/* laresd, all that run, and the workers */
	assert_int_equal(facts.nprocesses, 1 + 1 + LINKS + WORKERS);
	assert_string_equal(facts.processes[0].name, "laresd");
	assert_int_equal(facts.processes[0].pid, getpid());
	assert_int_equal(facts.processes[0].layers, 7);
	assert_int_equal(facts.processes[1].layers, UINT32_MAX);
	assert_int_equal(facts.processes[5 + 1].layers, -1);	/* starts */
	assert_int_equal(facts.processes[facts.nprocesses - 1].layers, -1);
	assert_int_equal(facts.ndevices, DEVICES_MAX);
	assert_string_equal(facts.devices[0].address, "192.168.100.200");
	assert_string_equal(facts.devices[5].agent, devices.items[5].agent);
	assert_int_equal(facts.devices[0].requests, UINT64_MAX);
	assert_int_equal(facts.devices[0].first_ms, INT64_MAX);
	assert_int_equal(facts.off_link, UINT64_MAX);
	assert_int_equal(facts.unanswered, 9);
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comes_through),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
