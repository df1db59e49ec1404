/* The door: whose MAC an address has, what is decided by which words, and who
   is told. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/log.h"
#include "server/parent/door.h"
#include "server/parent/neighbour.h"
#include "server/parent/staff.h"

#define TV	"00:11:22:33:44:55"
#define PC	"00:11:22:33:44:66"

static struct house h;
static struct child http = { .role = CHILD_HTTP, .state = CHILD_READY };
static struct listener listener;
static struct config_device named[2];
static struct config_reach reach = { .n = 1 };
static char folder_path[] = "/tmp/lares-unit-XXXXXX";
static struct buf said;

/* What of the other files is used. */
static const char *mac_now;		/* that the kernel knows */
static unsigned told, told_ask, hurried;
static struct access_verdict last;
static struct in_addr last_of;

int
neighbour_find(struct addresses *a, unsigned index, struct in_addr address,
    uint8_t mac[STATION_MAC_BYTES])
{
	struct station s;

	(void)address;
	assert_ptr_equal(a, &h.network.addresses);
	assert_int_equal(index, 4);
	if (mac_now == NULL)
		return -1;
	assert_int_equal(station_parse(mac_now, &s), 0);
	memcpy(mac, s.mac, sizeof(s.mac));
	return 0;
}

void
staff_tell_who(struct child *child, struct in_addr address,
    const struct access_verdict *verdict)
{
	assert_ptr_equal(child, &http);
	last_of = address;
	last = *verdict;
}

void
staff_tell_who_changed(struct child *child, bool ask)
{
	assert_ptr_equal(child, &http);
	told++;
	told_ask = ask;
}

struct child *
children_find(struct children *all, enum child_role role, unsigned index)
{
	assert_ptr_equal(all, &h.children);
	assert_int_equal(role, CHILD_HTTP);
	assert_int_equal(index, 0);
	return &http;
}

void
children_hurry(struct children *all, enum child_role role)
{
	assert_ptr_equal(all, &h.children);
	assert_int_equal(role, CHILD_HTTP);
	hurried++;
}

/* ---- */

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
	memset(&h, 0, sizeof(h));
	strcpy(folder_path + strlen(folder_path) - 6, "XXXXXX");
	assert_non_null(mkdtemp(folder_path));
	h.folder = open(folder_path, O_RDONLY | O_DIRECTORY);
	strcpy(h.state_dir, folder_path);
	listener.link = (struct wire_link){ .index = 4, .prefix = 24,
	    .address = station("10.0.0.1").address };
	reach.networks[0] = (struct config_network){
	    station("10.9.0.0").address, 16, 3 };
	h.network.listeners = (struct listeners){ &listener, 1 };
	h.network.reach = &reach;
	named[0] = (struct config_device){ (char *)"tv", station(TV) };
	named[1] = (struct config_device){ (char *)"tv",
	    station("10.0.0.8") };
	h.config.devices = named;
	h.config.ndevices = 2;
	mac_now = NULL;
	http.state = CHILD_READY;
	told = told_ask = hurried = 0;
	buf_init(&said, 4096);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	buf_free(&said);
	unlinkat(h.folder, "devices", 0);
	close(h.folder);
	assert_int_equal(rmdir(folder_path), 0);
	return 0;
}

/* 'a', 'd', or '-' without a decision. */
static char
about(const char *text)
{
	const struct station s = station(text);
	const struct decision *found = decisions_find(&h.decisions, &s);

	return found == NULL ? '-' : found->allow ? 'a' : 'd';
}

static int
decide(const char *device, bool allow)
{
	buf_reset(&said);
	return door_decide(&h, device, allow, &said);
}

static void
test_words(void **state)
{
	(void)state;
	mac_now = PC;
	assert_int_equal(decide("10.0.0.5", false), 0);
	assert_string_equal(said.data, PC " is denied\n");
	assert_int_equal(about(PC), 'd');
	assert_int_equal(about("10.0.0.5"), '-');
	assert_int_equal(decide("tv", true), 0);
	assert_string_equal(said.data, TV " is allowed\n10.0.0.8 is allowed\n");
	assert_int_equal(about(TV), 'a');
	assert_int_equal(about("10.0.0.8"), 'a');
	assert_int_equal(decide("00-11-22-33-44-66", true), 0);
	assert_int_equal(about(PC), 'a');
	/* Ourselves, and behind a router, there is no MAC. */
	mac_now = NULL;
	assert_int_equal(decide("10.0.0.1", true), 0);
	assert_int_equal(decide("10.9.1.2", true), 0);
	assert_int_equal(about("10.0.0.1"), 'a');
	assert_int_equal(about("10.9.1.2"), 'a');
	/* It has come nearer: its MAC takes over. */
	mac_now = PC;
	assert_int_equal(decide("10.0.0.1", false), 0);
	assert_int_equal(about("10.0.0.1"), '-');
	assert_int_equal(about(PC), 'd');
}

static void
test_mistakes(void **state)
{
	static const struct {
		const char	*device, *said;
	} cases[] = {
		{ "10.0.0.5", "10.0.0.5 was not seen, and its MAC is not" },
		{ "192.0.2.1", "192.0.2.1 is in no network that is served" },
		{ "pc", "'pc' is neither a MAC, nor" },
		{ "00:11", "'00:11' is neither" },
		{ "00:00:00:00:00:00", "00:00:00:00:00:00 is the MAC of no" },
		{ "01-00-5E-00-00-FB", "01:00:5e:00:00:fb is the MAC of no" },
		{ "ff:ff:ff:ff:ff:ff", "ff:ff:ff:ff:ff:ff is the MAC of no" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(decide(cases[i].device, true), -1);
		assert_memory_equal(said.data, cases[i].said,
		    strlen(cases[i].said));
	}
	assert_int_equal(h.decisions.n, 0);
	assert_int_equal(told, 0);
	assert_int_equal(faccessat(h.folder, "devices", F_OK, 0), -1);
}

/* What cannot be kept is not done either. */
static void
test_not_kept(void **state)
{
	(void)state;
	assert_int_equal(mkdirat(h.folder, "devices", 0700), 0);
	assert_int_equal(decide("tv", false), -1);
	assert_ptr_equal(strstr(said.data, "nothing is changed: it cannot be "
	    "kept in "), said.data);
	assert_int_equal(h.decisions.n, 0);
	assert_int_equal(told + hurried, 0);
	unlinkat(h.folder, "devices", AT_REMOVEDIR);
	/* A name's last address may find no room: then none of it is kept. */
	for (size_t i = 0; i + 1 < DECISIONS_MAX; i++) {
		const struct station s = { .address =
		    { htonl(0x0b000000 + (uint32_t)i) } };

		assert_int_equal(decisions_set(&h.decisions, &s, true), 0);
	}
	assert_int_equal(decide("tv", false), -1);
	assert_ptr_equal(strstr(said.data, "nothing is changed: there are 512 "
	    "decisions already"), said.data);
	assert_int_equal(h.decisions.n, DECISIONS_MAX - 1);
	assert_int_equal(about(TV), '-');
}

static void
test_told(void **state)
{
	(void)state;
	assert_int_equal(decide("tv", true), 0);
	assert_int_equal(told, 1);
	assert_int_equal(told_ask, 0);	/* nobody is kept from anything */
	assert_int_equal(hurried, 0);
	assert_int_equal(decide("tv", false), 0);
	assert_int_equal(told, 2);
	assert_int_equal(told_ask, 1);
	assert_int_equal(hurried, 1);
	http.state = CHILD_STARTING;	/* is told when it is ready */
	assert_int_equal(decide("tv", false), 0);
	assert_int_equal(told, 2);
}

/* What lares-http asks, and whether it made sense. */
static int
ask(uint64_t address, uint64_t *more)
{
	static struct ipc_in m;
	struct buf b;

	buf_init(&b, IPC_MAX_BYTES);
	ipc_begin(&b, IPC_WHO);
	ipc_put_num(&b, address);
	if (more != NULL)
		ipc_put_num(&b, *more);
	memset(&m, 0, sizeof(m));
	memcpy(m.data, b.data, b.len);
	m.type = IPC_WHO;
	m.len = b.len;
	m.pos = 1;
	buf_free(&b);
	last_of.s_addr = 0;
	return door_answer(&h, &http, &m);
}

static void
test_answer(void **state)
{
	uint64_t more = 1;

	(void)state;
	assert_int_equal(decide(PC, false), 0);
	mac_now = PC;
	assert_int_equal(ask(0x0a000005, NULL), 0);
	assert_int_equal(last_of.s_addr, station("10.0.0.5").address.s_addr);
	assert_int_equal(last.state, ACCESS_SHUT);
	/* The kernel has forgotten it; we have not. */
	mac_now = NULL;
	assert_int_equal(ask(0x0a000005, NULL), 0);
	assert_int_equal(last.state, ACCESS_SHUT);
	mac_now = TV;
	assert_int_equal(ask(0x0a000005, NULL), 0);
	assert_int_equal(last.state, ACCESS_ADMITTED);
	/* Beyond the link nobody is asked for a MAC. */
	mac_now = PC;
	assert_int_equal(ask(0x0a090102, NULL), 0);
	assert_int_equal(last.state, ACCESS_ADMITTED);
	/* Its rules may be those of before. */
	http.state = CHILD_LEAVING;
	assert_int_equal(ask(0x0a000005, NULL), 0);
	assert_int_equal(last_of.s_addr, 0);
	assert_int_equal(ask(0x10a000005, NULL), -1);
	assert_int_equal(ask(0x0a000005, &more), -1);
}

/* More addresses than are remembered. */
static void
test_many(void **state)
{
	struct in_addr address;

	(void)state;
	mac_now = PC;
	for (uint32_t i = 0; i < 3 * HOUSE_SEEN_MAX; i++) {
		address.s_addr = htonl(0x0a000000 + i);
		assert_true(door_peer(&h, address).has_mac);
	}
	mac_now = NULL;
	assert_true(door_peer(&h, address).has_mac);
	address.s_addr = htonl(0x0a000000);
	assert_false(door_peer(&h, address).has_mac);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
		TEST(test_words),
		TEST(test_mistakes),
		TEST(test_not_kept),
		TEST(test_told),
		TEST(test_answer),
		TEST(test_many),
	};

	log_open("test", LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
