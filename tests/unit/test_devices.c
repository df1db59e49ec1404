#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "common/devices.h"
#include "common/text.h"

static struct ipc_in in;

static struct in_addr
address(uint32_t n)
{
	return (struct in_addr){ .s_addr = htonl(0x0a000000 + n) };
}

static const struct device *
find(const struct devices *d, uint32_t n)
{
	for (size_t i = 0; i < d->n; i++)
		if (d->items[i].address.s_addr == address(n).s_addr)
			return &d->items[i];
	return NULL;
}

/* Sends d at one clock's now and receives it at another's. */
static int
carry(const struct devices *d, int64_t now, struct devices *out,
    int64_t other_now)
{
	struct buf b;

	buf_init(&b, IPC_MAX_BYTES);
	ipc_begin(&b, IPC_DEVICES);
	devices_put(&b, d, now);
	assert_false(buf_failed(&b));
	memset(&in, 0, sizeof(in));
	memcpy(in.data, b.data, b.len);
	in.len = b.len;
	in.pos = 1;
	buf_free(&b);
	return devices_get(&in, out, other_now);
}

static void
counts(void **state)
{
	struct devices d = { .n = 0 };
	struct device *one;

	(void)state;
	one = devices_note(&d, address(1), 1000);
	one->requests++;
	devices_note(&d, address(2), 1500)->searches++;
	assert_ptr_equal(devices_note(&d, address(1), 2000), one);
	assert_int_equal(d.n, 2);
	assert_int_equal(one->first_ms, 1000);
	assert_int_equal(one->last_ms, 2000);
	assert_int_equal(one->requests, 1);
	assert_int_equal(find(&d, 2)->searches, 1);
}

static void
forgets_the_quietest(void **state)
{
	struct devices d = { .n = 0 };

	(void)state;
	for (uint32_t n = 0; n < DEVICES_MAX; n++)
		devices_note(&d, address(n), 1000 + n)->requests = 7;
	devices_note(&d, address(0), 5000);
	assert_int_equal(devices_note(&d, address(500), 6000)->requests, 0);
	assert_int_equal(d.n, DEVICES_MAX);
	assert_non_null(find(&d, 0));
	assert_null(find(&d, 1));
	assert_non_null(find(&d, 2));
	assert_int_equal(find(&d, 500)->first_ms, 6000);
}

static void
cleans_and_cuts_agents(void **state)
{
	static const struct {
		const char	*said, *kept;
	} cases[] = {
		{ "VLC/3.0.18 LibVLC/3.0.18", "VLC/3.0.18 LibVLC/3.0.18" },
		{ " a\tb \x1b[31m\x7f", "a b [31m" },
		{ "T\xfcr", "T\xc3\xbcr" },
	};
	struct devices d = { .n = 0 };
	struct device *one = devices_note(&d, address(1), 0);
	char lengthy[20000];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		devices_set_agent(one, cases[i].said);
		assert_string_equal(one->agent, cases[i].kept);
	}
	devices_set_agent(one, NULL);
	devices_set_agent(one, "");
	assert_string_equal(one->agent, "T\xc3\xbcr");
	memset(lengthy, 'x', sizeof(lengthy) - 1);
	lengthy[sizeof(lengthy) - 1] = '\0';
	devices_set_agent(one, lengthy);
	assert_int_equal(strlen(one->agent), DEVICES_AGENT_BYTES - 1);
}

static void
travels(void **state)
{
	struct devices d = { .off_link = 3 }, out;
	struct device *one = devices_note(&d, address(9), 1000);

	(void)state;
	one->requests = 5;
	one->searches = 4;
	one->refused = 2;
	devices_set_agent(one, "a\\b \xc3\xbc");
	devices_note(&d, address(9), 3000);
	assert_int_equal(carry(&d, 4000, &out, 100000), 0);
	assert_int_equal(out.off_link, 3);
	assert_int_equal(out.n, 1);
	assert_int_equal(out.items[0].address.s_addr, address(9).s_addr);
	assert_int_equal(out.items[0].first_ms, 97000);
	assert_int_equal(out.items[0].last_ms, 99000);
	assert_int_equal(out.items[0].requests, 5);
	assert_int_equal(out.items[0].searches, 4);
	assert_int_equal(out.items[0].refused, 2);
	assert_string_equal(out.items[0].agent, "a\\b \xc3\xbc");
}

static void
full_table_travels(void **state)
{
	struct devices d = { .n = 0 }, out;
	char lengthy[DEVICES_AGENT_BYTES];

	(void)state;
	memset(lengthy, 'x', sizeof(lengthy) - 1);
	lengthy[sizeof(lengthy) - 1] = '\0';
	for (uint32_t n = 0; n < DEVICES_MAX; n++) {
		struct device *one = devices_note(&d, address(n), n);

		one->requests = one->searches = one->refused = UINT64_MAX;
		devices_set_agent(one, lengthy);
	}
	assert_int_equal(carry(&d, 1000, &out, 1000), 0);
	assert_int_equal(out.n, DEVICES_MAX);
}

static void
distrusts_the_sender(void **state)
{
	struct devices d = { .n = 0 }, out;

	(void)state;
	strcpy(devices_note(&d, address(1), 0)->agent, "red \x1b[31m\n");
	assert_int_equal(carry(&d, 0, &out, 0), 0);
	assert_string_equal(out.items[0].agent, "red [31m");

	/* Every length of message but the right one. */
	assert_int_equal(carry(&d, 0, &out, 0), 0);
	for (size_t len = in.len + 4; len > 0; len--) {
		const bool whole = len == in.len;

		in.pos = 1;
		in.failed = false;
		if (whole)
			continue;
		struct ipc_in cut = in;
		cut.len = len;
		assert_int_equal(devices_get(&cut, &out, 0), -1);
	}
	in.pos = 1;
	in.failed = false;
	in.data[9] = DEVICES_MAX + 1;		/* how many */
	assert_int_equal(devices_get(&in, &out, 0), -1);
	assert_int_equal(out.n, 0);

	/* An age from before all clocks. */
	assert_int_equal(carry(&d, 0, &out, 0), 0);
	in.pos = 1;
	in.data[17 + 15] = 0xff;
	assert_int_equal(devices_get(&in, &out, 0), -1);
}

static void
merges_by_address(void **state)
{
	struct devices http = { .off_link = 1 }, ssdp = { .off_link = 2 };
	struct device *one = devices_note(&http, address(1), 1000);
	const struct device *both;

	(void)state;
	devices_set_agent(one, "TV");
	one->requests = 5;
	one->refused = 1;
	one = devices_note(&ssdp, address(1), 500);
	one->searches = 3;
	one->refused = 2;
	devices_note(&ssdp, address(1), 700);
	devices_note(&ssdp, address(2), 800)->searches = 1;
	devices_merge(&http, &ssdp);
	assert_int_equal(http.off_link, 3);
	assert_int_equal(http.n, 2);
	both = find(&http, 1);
	assert_int_equal(both->requests, 5);
	assert_int_equal(both->searches, 3);
	assert_int_equal(both->refused, 3);
	assert_int_equal(both->first_ms, 500);
	assert_int_equal(both->last_ms, 1000);
	assert_string_equal(both->agent, "TV");
	assert_int_equal(find(&http, 2)->searches, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts),
		cmocka_unit_test(forgets_the_quietest),
		cmocka_unit_test(cleans_and_cuts_agents),
		cmocka_unit_test(travels),
		cmocka_unit_test(full_table_travels),
		cmocka_unit_test(distrusts_the_sender),
		cmocka_unit_test(merges_by_address),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
