#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "server/discovery/link.h"

static void
good(void **state)
{
	static const struct {
		const char	*name;
		const char	*index;
		const char	*address;
		unsigned	number;
		uint32_t	ip;
		unsigned	prefix;
	} cases[] = {
		{ "eth0", "2", "192.168.1.5/24", 2, 0xc0a80105, 24 },
		{ "enp0s31f6.1000x", "2147483647", "255.255.255.255/32",
		    2147483647, 0xffffffff, 32 },
		{ "lo", "1", "127.0.0.1/0", 1, 0x7f000001, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct wire_link l;

		assert_int_equal(link_parse(&l, cases[i].name, cases[i].index,
		    cases[i].address), 0);
		assert_string_equal(l.name, cases[i].name);
		assert_int_equal(l.index, cases[i].number);
		assert_int_equal(ntohl(l.address.s_addr), cases[i].ip);
		assert_int_equal(l.prefix, cases[i].prefix);
	}
}

static void
bad(void **state)
{
	static const struct {
		const char	*name;
		const char	*index;
		const char	*address;
	} cases[] = {
		{ "", "2", "192.168.1.5/24" },
		{ "sixteen-letters-", "2", "192.168.1.5/24" },
		{ "eth0", "0", "192.168.1.5/24" },
		{ "eth0", "", "192.168.1.5/24" },
		{ "eth0", "-2", "192.168.1.5/24" },
		{ "eth0", "2147483648", "192.168.1.5/24" },
		{ "eth0", "2", "192.168.1.5" },
		{ "eth0", "2", "192.168.1.5/" },
		{ "eth0", "2", "192.168.1.5/33" },
		{ "eth0", "2", "192.168.1.5/24/1" },
		{ "eth0", "2", "/24" },
		{ "eth0", "2", "192.168.1/24" },
		{ "eth0", "2", "192.168.1.256/24" },
		{ "eth0", "2", "0192.0168.0001.0005/24" },
		{ "eth0", "2", "fe80::1/64" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct wire_link l = { .index = 77 };

		if (link_parse(&l, cases[i].name, cases[i].index,
		    cases[i].address) != -1)
			fail_msg("case %zu was taken", i);
		assert_int_equal(l.index, 77);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good),
		cmocka_unit_test(bad),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
