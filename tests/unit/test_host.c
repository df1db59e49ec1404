/* Host and Origin: what is ours, and all that is not. */

#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "server/http/host.h"

static void
test_check(void **state)
{
	static const struct {
		const char	*host, *origin;
		enum host_verdict verdict;
	} cases[] = {
		{ "10.0.0.1:8200", NULL, HOST_OURS },
		{ "10.0.0.1", NULL, HOST_OURS },
		{ "10.0.0.1:", NULL, HOST_OURS },
		{ "192.168.7.1:8201", NULL, HOST_OURS },
		{ "10.0.0.1%eth0:8200", NULL, HOST_OURS },
		{ "10.0.0.1%25eth0", NULL, HOST_OURS },
		{ "nas.lan:8200", NULL, HOST_OURS },
		{ "nas.lan:8201", NULL, HOST_OURS },
		{ "NAS.lan", NULL, HOST_OURS },
		{ "nas.lan.", NULL, HOST_OURS },
		{ NULL, NULL, HOST_OURS },

		{ "10.0.0.2:8200", NULL, HOST_FOREIGN },
		{ "10.0.0.1:8201", NULL, HOST_FOREIGN },
		{ "10.0.0.1:80", NULL, HOST_FOREIGN },
		{ "10.0.0.1:0", NULL, HOST_FOREIGN },
		{ "010.0.0.1:8200", NULL, HOST_FOREIGN },
		{ "10.1:8200", NULL, HOST_FOREIGN },
		{ "167772161:8200", NULL, HOST_FOREIGN },
		{ "0.0.0.0:8200", NULL, HOST_FOREIGN },
		{ "localhost:8200", NULL, HOST_FOREIGN },
		{ "evil.example:8200", NULL, HOST_FOREIGN },
		{ "nas.lan.evil.example", NULL, HOST_FOREIGN },
		{ "xnas.lan", NULL, HOST_FOREIGN },
		{ "nas.lan..", NULL, HOST_FOREIGN },
		{ ".", NULL, HOST_FOREIGN },
		{ "nas.lan:80", NULL, HOST_FOREIGN },
		{ "[::1]:8200", NULL, HOST_FOREIGN },
		{ "[::ffff:10.0.0.1]:8200", NULL, HOST_FOREIGN },
		{ "[fe80::1%25eth0]:8200", NULL, HOST_FOREIGN },

		{ "", NULL, HOST_MALFORMED },
		{ ":8200", NULL, HOST_MALFORMED },
		{ "10.0.0.1:http", NULL, HOST_MALFORMED },
		{ "10.0.0.1:65536", NULL, HOST_MALFORMED },
		{ "10.0.0.1:8200:1", NULL, HOST_MALFORMED },
		{ "10.0.0.1:+8200", NULL, HOST_MALFORMED },
		{ "10.0.0.1 :8200", NULL, HOST_MALFORMED },
		{ "10.0.0.1/:8200", NULL, HOST_MALFORMED },
		{ "user@10.0.0.1", NULL, HOST_MALFORMED },
		{ "10.0.0.1, evil.example", NULL, HOST_MALFORMED },
		{ "[::1", NULL, HOST_MALFORMED },
		{ "[]", NULL, HOST_MALFORMED },
		{ "[10.0.0.1]:8200", NULL, HOST_MALFORMED },
		{ "[::1]8200", NULL, HOST_MALFORMED },
		{ "%eth0", NULL, HOST_MALFORMED },

		{ "10.0.0.1:8200", "http://10.0.0.1:8200", HOST_OURS },
		{ "10.0.0.1:8200", "HTTP://192.168.7.1:8201", HOST_OURS },
		{ "10.0.0.1:8200", "http://nas.lan:8200", HOST_OURS },
		{ "10.0.0.1:8200", "http://10.0.0.1", HOST_FOREIGN_ORIGIN },
		{ "10.0.0.1:8200", "http://10.0.0.1:80",
		    HOST_FOREIGN_ORIGIN },
		{ "10.0.0.1:8200", "https://10.0.0.1:8200",
		    HOST_FOREIGN_ORIGIN },
		{ "10.0.0.1:8200", "http://evil.example",
		    HOST_FOREIGN_ORIGIN },
		{ "10.0.0.1:8200", "http://10.0.0.1:8200.evil.example",
		    HOST_FOREIGN_ORIGIN },
		{ "10.0.0.1:8200", "http://10.0.0.1:8200/",
		    HOST_FOREIGN_ORIGIN },
		{ "10.0.0.1:8200",
		    "http://10.0.0.1:8200 http://evil.example",
		    HOST_FOREIGN_ORIGIN },
		{ "10.0.0.1:8200", "null", HOST_FOREIGN_ORIGIN },
		{ "10.0.0.1:8200", "", HOST_FOREIGN_ORIGIN },
		{ "10.0.0.1:8200", "10.0.0.1:8200", HOST_FOREIGN_ORIGIN },
		{ NULL, "http://10.0.0.1:8200", HOST_FOREIGN_ORIGIN },
		{ NULL, "null", HOST_FOREIGN_ORIGIN },
		{ "evil.example", "http://evil.example", HOST_FOREIGN },
	};
	struct sockaddr_in ours_at[2] = {
		{ .sin_port = htons(8200) }, { .sin_port = htons(8201) },
	};
	char name[] = "nas.lan", *names[] = { name };
	const struct host_ours ours = { ours_at, 2, names, 1 };
	enum host_verdict v;
	size_t i;

	(void)state;
	inet_pton(AF_INET, "10.0.0.1", &ours_at[0].sin_addr);
	inet_pton(AF_INET, "192.168.7.1", &ours_at[1].sin_addr);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if ((v = host_check(cases[i].host, cases[i].origin, &ours)) !=
		    cases[i].verdict)
			fail_msg("'%s' '%s': %d", cases[i].host,
			    cases[i].origin, (int)v);
}

/* Port 80 is what an Origin without a port means. */
static void
test_port_80(void **state)
{
	struct sockaddr_in at = { .sin_port = htons(80) };
	const struct host_ours ours = { &at, 1, NULL, 0 };

	(void)state;
	inet_pton(AF_INET, "10.0.0.1", &at.sin_addr);
	assert_int_equal(host_check("10.0.0.1", "http://10.0.0.1", &ours),
	    HOST_OURS);
	assert_int_equal(host_check("10.0.0.1", "http://10.0.0.1:80", &ours),
	    HOST_OURS);
	assert_int_equal(host_check("nas.lan", NULL, &ours), HOST_FOREIGN);
}

static void
test_parse(void **state)
{
	char text[HOST_NAME_BYTES + 2];
	struct host h;

	(void)state;
	assert_int_equal(host_parse("[fe80::1%eth0]:8200", &h), 0);
	assert_string_equal(h.name, "fe80::1");
	assert_true(h.literal6);
	assert_true(h.has_port);
	assert_int_equal(h.port, 8200);
	assert_int_equal(host_parse("a_b.c-d", &h), 0);
	assert_string_equal(h.name, "a_b.c-d");
	assert_false(h.literal6);
	assert_false(h.has_port);

	memset(text, 'a', sizeof(text));
	text[HOST_NAME_BYTES - 1] = '\0';
	assert_int_equal(host_parse(text, &h), 0);
	text[HOST_NAME_BYTES - 1] = 'a';
	text[HOST_NAME_BYTES] = '\0';
	assert_int_equal(host_parse(text, &h), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_check),
		cmocka_unit_test(test_port_80),
		cmocka_unit_test(test_parse),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
