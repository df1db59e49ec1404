/* The door: whom it lets in, and what the log says about the others. */

#include <sys/mman.h>

#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/log.h"
#include "server/http/peer.h"

static struct peer_rules rules;
static struct config_reach reach;
static const struct in_addr peer = { 0 };
static int saved_stderr, log_fd;
static char log_text[4096];

static void
serve(const char *address, uint16_t port)
{
	struct sockaddr_in a = { .sin_port = htons(port) };

	inet_pton(AF_INET, address, &a.sin_addr);
	assert_int_equal(peer_rules_add(&rules, &a), 0);
}

static int
check(const char *headers)
{
	char head[512];
	struct request r;
	const char *why = "";
	int n, status;

	n = snprintf(head, sizeof(head), "GET / HTTP/1.0\r\n%s\r\n",
	    headers);
	assert_in_range(n, 1, sizeof(head) - 1);
	assert_int_equal(request_parse(head, (size_t)n, &r), 0);
	status = peer_check(&rules, &r, peer, &why);
	assert_int_equal(status != 0, *why != '\0');
	return status;
}

static int
setup(void **state)
{
	(void)state;
	peer_rules_init(&rules, NULL, 0, &reach);
	saved_stderr = dup(STDERR_FILENO);
	log_fd = memfd_create("log", MFD_CLOEXEC);
	dup2(log_fd, STDERR_FILENO);
	log_open("test", LOG_LEVEL_INFO);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	dup2(saved_stderr, STDERR_FILENO);
	close(saved_stderr);
	close(log_fd);
	peer_rules_free(&rules);
	return 0;
}

/* How many lines were logged; they are in log_text. */
static unsigned
read_log(void)
{
	ssize_t n = pread(log_fd, log_text, sizeof(log_text) - 1, 0);
	unsigned lines = 0;
	const char *s;

	assert_true(n >= 0);
	log_text[n] = '\0';
	for (s = log_text; (s = strchr(s, '\n')) != NULL; s++)
		lines++;
	return lines;
}

static void
test_hosts(void **state)
{
	struct in_addr a;

	(void)state;
	assert_int_equal(check("Host: 10.0.0.1:8200\r\n"), 403);
	serve("10.0.0.1", 8200);
	serve("10.0.1.1", 8200);
	assert_int_equal(check("Host: 10.0.0.1:8200\r\n"), 0);
	assert_int_equal(check("Host: 10.0.1.1\r\n"), 0);
	assert_int_equal(check(""), 0);
	assert_int_equal(check("Host: a b\r\n"), 400);
	inet_pton(AF_INET, "10.0.0.1", &a);
	peer_rules_drop(&rules, a);
	assert_int_equal(check("Host: 10.0.0.1:8200\r\n"), 403);
	assert_int_equal(check("Host: 10.0.1.1\r\n"), 0);
}

static void
test_too_many(void **state)
{
	struct sockaddr_in a = { .sin_port = 0 };
	size_t i;

	(void)state;
	for (i = 0; i < LIMIT_LISTENERS; i++)
		serve("10.0.0.1", (uint16_t)i);
	assert_int_equal(peer_rules_add(&rules, &a), -1);
}

/* Anybody can cause these lines: one, which says what to do. */
static void
test_log(void **state)
{
	int i;

	(void)state;
	serve("10.0.0.1", 8200);
	for (i = 0; i < 100; i++) {
		assert_int_equal(check("Host: nas.lan:8200\r\n"), 403);
		assert_int_equal(check("Host: 10.0.0.1\r\n"
		    "Origin: http://evil.example\r\n"), 403);
	}
	assert_int_equal(read_log(), 1);
	assert_non_null(strstr(log_text, "nas.lan"));
	assert_non_null(strstr(log_text, "host_name"));
}

/* The TTL and SO_DONTROUTE of an accepted socket. */
static void
assert_confined(int sock, int ttl, int no_routes)
{
	socklen_t size = sizeof(int);
	int value;

	assert_int_equal(getsockopt(sock, IPPROTO_IP, IP_TTL, &value, &size),
	    0);
	assert_int_equal(value, ttl);
	assert_int_equal(getsockopt(sock, SOL_SOCKET, SO_DONTROUTE, &value,
	    &size), 0);
	assert_int_equal(value, no_routes);
}

static void
test_off_link(void **state)
{
	struct wire_link link = { .name = "eth9", .prefix = 24 };
	const int sock = socket(AF_INET, SOCK_STREAM, 0);
	struct in_addr near, far;
	int i;

	(void)state;
	inet_pton(AF_INET, "10.0.0.1", &link.address);
	inet_pton(AF_INET, "10.0.0.77", &near);
	inet_pton(AF_INET, "10.0.1.77", &far);
	assert_true(peer_admit(&rules, &link, sock, near));
	assert_int_equal(read_log(), 0);
	for (i = 0; i < 100; i++)
		assert_false(peer_admit(&rules, &link, sock, far));
	assert_int_equal(read_log(), 1);
	assert_non_null(strstr(log_text, "10.0.1.77"));
	assert_non_null(strstr(log_text, "eth9"));
	assert_non_null(strstr(log_text, "allow_network"));

	inet_pton(AF_INET, "10.0.1.0", &reach.networks[0].address);
	reach.networks[0].prefix = 24;
	reach.networks[0].hops = 3;
	reach.n = 1;
	assert_true(peer_admit(&rules, &link, sock, far));
	assert_confined(sock, 3, 0);
	assert_true(peer_admit(&rules, &link, sock, near));
	assert_confined(sock, 1, 1);
	inet_pton(AF_INET, "10.0.2.77", &far);
	assert_false(peer_admit(&rules, &link, sock, far));
	reach.n = 0;
	close(sock);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_hosts, setup, teardown),
		cmocka_unit_test_setup_teardown(test_too_many, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_log, setup, teardown),
		cmocka_unit_test_setup_teardown(test_off_link, setup,
		    teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
