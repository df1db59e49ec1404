#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <cmocka.h>

#include "common/wire.h"

static struct wire_link
make_link(const char *address, unsigned prefix)
{
	struct wire_link l = { .name = "lo", .index = 1, .prefix = prefix };

	assert_int_equal(inet_pton(AF_INET, address, &l.address), 1);
	return l;
}

static const struct config_reach no_reach;

static void
on_link(void **state)
{
	static const struct {
		const char	*address;
		unsigned	prefix;
		const char	*other;
		bool		on;
	} cases[] = {
		{ "192.168.1.5", 24, "192.168.1.200", true },
		{ "192.168.1.5", 24, "192.168.1.5", true },
		{ "192.168.1.5", 24, "192.168.2.5", false },
		{ "192.168.1.5", 24, "8.8.8.8", false },
		{ "192.168.1.5", 23, "192.168.0.1", true },
		{ "192.168.1.5", 25, "192.168.1.129", false },
		{ "10.1.2.3", 8, "10.255.255.255", true },
		{ "10.1.2.3", 8, "11.1.2.3", false },
		{ "10.1.2.3", 31, "10.1.2.2", true },
		{ "10.1.2.3", 31, "10.1.2.4", false },
		{ "10.1.2.3", 32, "10.1.2.3", true },
		{ "10.1.2.3", 32, "10.1.2.2", false },
		{ "10.1.2.3", 0, "203.0.113.9", true },
		{ "200.1.2.3", 1, "130.0.0.1", true },
		{ "200.1.2.3", 1, "127.0.0.1", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const struct wire_link l = make_link(cases[i].address,
		    cases[i].prefix);
		struct in_addr a;

		assert_int_equal(inet_pton(AF_INET, cases[i].other, &a), 1);
		if (wire_on_link(&l, a) != cases[i].on)
			fail_msg("%s/%u and %s", cases[i].address,
			    cases[i].prefix, cases[i].other);
	}
}

/* ---- the filter, asked of this kernel: all of 127.0.0.0/8 is loopback's ---- */

/*
 * Since 6.18 only CAP_NET_ADMIN may filter TCP; everybody has it in a network
 * namespace of his own. Where there is none, root still has it.
 */
static void
become_able(void)
{
	struct ifreq lo = { .ifr_name = "lo", .ifr_flags = IFF_UP };
	int sock;

	if (unshare(CLONE_NEWUSER | CLONE_NEWNET) == -1)
		return;
	sock = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	assert_int_not_equal(sock, -1);
	assert_int_equal(ioctl(sock, SIOCSIFFLAGS, &lo), 0);
	close(sock);
}

#define HOME	"127.0.0.1"		/* the link is 127.0.0.0/24 */
#define NEAR	"127.0.0.9"
#define FAR	"127.0.1.9"

static int
open_at(int type, const char *address, struct sockaddr_in *in)
{
	socklen_t size = sizeof *in;
	const int sock = socket(AF_INET, type | SOCK_CLOEXEC, 0);

	*in = (struct sockaddr_in){ .sin_family = AF_INET };
	assert_int_not_equal(sock, -1);
	assert_int_equal(inet_pton(AF_INET, address, &in->sin_addr), 1);
	assert_int_equal(bind(sock, (struct sockaddr *)in, size), 0);
	assert_int_equal(getsockname(sock, (struct sockaddr *)in, &size), 0);
	return sock;
}

static bool
is_ready(int sock, short events, int wait_ms)
{
	struct pollfd p = { .fd = sock, .events = events };

	return poll(&p, 1, wait_ms) == 1;
}

static void
confines(int sock)
{
	const struct wire_link l = make_link(HOME, 24);

	assert_int_equal(wire_confine(sock, &l, &no_reach), 0);
}

/* A datagram from afar, then one from near: only the second arrives. */
static void
datagrams(void **state)
{
	struct sockaddr_in home, far_addr, near_addr, from;
	const int sock = open_at(SOCK_DGRAM, HOME, &home);
	const int far = open_at(SOCK_DGRAM, FAR, &far_addr);
	const int near = open_at(SOCK_DGRAM, NEAR, &near_addr);
	socklen_t size = sizeof from;
	char byte;

	(void)state;
	confines(sock);
	assert_int_equal(sendto(far, "f", 1, 0, (struct sockaddr *)&home,
	    sizeof home), 1);
	assert_int_equal(sendto(near, "n", 1, 0, (struct sockaddr *)&home,
	    sizeof home), 1);
	assert_true(is_ready(sock, POLLIN, 5000));
	assert_int_equal(recvfrom(sock, &byte, 1, 0, (struct sockaddr *)&from,
	    &size), 1);
	assert_int_equal(byte, 'n');
	assert_int_equal(from.sin_addr.s_addr, near_addr.sin_addr.s_addr);
	assert_int_equal(recv(sock, &byte, 1, MSG_DONTWAIT), -1);
	close(near);
	close(far);
	close(sock);
}

/* Who may ask beyond the link, and how far away he may be. */
static struct config_reach
make_reach(void)
{
	struct config_reach r = { .n = 2 };

	r.networks[0].prefix = 24;
	r.networks[0].hops = 3;
	assert_int_equal(inet_pton(AF_INET, "127.0.1.0",
	    &r.networks[0].address), 1);
	r.networks[1].prefix = 16;
	r.networks[1].hops = 7;
	assert_int_equal(inet_pton(AF_INET, "10.9.0.0",
	    &r.networks[1].address), 1);
	return r;
}

static void
hops(void **state)
{
	static const struct {
		const char	*address;
		unsigned	 hops;
	} cases[] = {
		{ NEAR, 1 }, { FAR, 3 }, { "127.0.2.1", 0 }, { "10.9.9.9", 7 },
		{ "10.8.0.1", 0 },
	};
	const struct wire_link l = make_link(HOME, 24);
	struct config_reach r = make_reach();
	struct in_addr a;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		assert_int_equal(inet_pton(AF_INET, cases[i].address, &a), 1);
		assert_int_equal(wire_hops(&l, &r, a), cases[i].hops);
		assert_int_equal(wire_hops(&l, &no_reach, a),
		    cases[i].hops == 1);
	}
	r.networks[2] = r.networks[0];		/* of two the greater */
	r.networks[2].prefix = 8;
	r.networks[2].hops = 9;
	r.n = 3;
	assert_int_equal(inet_pton(AF_INET, FAR, &a), 1);
	assert_int_equal(wire_hops(&l, &r, a), 9);
	assert_int_equal(inet_pton(AF_INET, NEAR, &a), 1);
	assert_int_equal(wire_hops(&l, &r, a), 1);
}

static int
option(int sock, int level, int name)
{
	int value;
	socklen_t size = sizeof value;

	assert_int_equal(getsockopt(sock, level, name, &value, &size), 0);
	return value;
}

/* With a reach the filter lets two networks in, and no third. */
static void
reaches(void **state)
{
	struct sockaddr_in home, in;
	const int sock = open_at(SOCK_DGRAM, HOME, &home);
	const int far = open_at(SOCK_DGRAM, FAR, &in);
	const int farther = open_at(SOCK_DGRAM, "127.0.2.9", &in);
	const struct wire_link l = make_link(HOME, 24);
	const struct config_reach r = make_reach();
	char byte;

	(void)state;
	assert_int_equal(wire_confine(sock, &l, &r), 0);
	assert_int_equal(option(sock, IPPROTO_IP, IP_TTL), 7);
	assert_int_equal(option(sock, IPPROTO_IP, IP_MULTICAST_TTL), 7);
	assert_int_equal(option(sock, SOL_SOCKET, SO_DONTROUTE), 0);
	assert_int_equal(sendto(farther, "x", 1, 0, (struct sockaddr *)&home,
	    sizeof home), 1);
	assert_int_equal(sendto(far, "f", 1, 0, (struct sockaddr *)&home,
	    sizeof home), 1);
	assert_true(is_ready(sock, POLLIN, 5000));
	assert_int_equal(recv(sock, &byte, 1, 0), 1);
	assert_int_equal(byte, 'f');
	assert_int_equal(recv(sock, &byte, 1, MSG_DONTWAIT), -1);
	close(farther);
	close(far);
	close(sock);
}

static int
start_connecting(const char *from, const struct sockaddr_in *to)
{
	struct sockaddr_in in;
	const int sock = open_at(SOCK_STREAM | SOCK_NONBLOCK, from, &in);

	assert_int_equal(connect(sock, (const struct sockaddr *)to,
	    sizeof *to), -1);
	assert_int_equal(errno, EINPROGRESS);
	return sock;
}

/* From afar there is no answer, not even a refusal. */
static void
connections(void **state)
{
	struct sockaddr_in home;
	const int sock = open_at(SOCK_STREAM, HOME, &home);
	int far, near, accepted, value;
	socklen_t size = sizeof value;

	(void)state;
	confines(sock);
	assert_int_equal(listen(sock, 4), 0);
	far = start_connecting(FAR, &home);
	near = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(connect(near, (struct sockaddr *)&home, sizeof home),
	    0);
	accepted = accept(sock, NULL, NULL);
	assert_int_not_equal(accepted, -1);
	assert_false(is_ready(far, POLLOUT, 200));
	assert_false(is_ready(sock, POLLIN, 0));

	assert_int_equal(getsockopt(accepted, IPPROTO_IP, IP_TTL, &value,
	    &size), 0);
	assert_int_equal(value, 1);
	assert_int_equal(getsockopt(accepted, SOL_SOCKET, SO_DONTROUTE, &value,
	    &size), 0);
	assert_int_not_equal(value, 0);
	close(accepted);
	close(near);
	close(far);
	close(sock);
}

static void
stays(void **state)
{
	struct sockaddr_in home;
	const int sock = open_at(SOCK_DGRAM, HOME, &home);
	const struct wire_link elsewhere = make_link("10.0.0.1", 8);
	int value = 0;
	socklen_t size = sizeof value;

	(void)state;
	confines(sock);
	assert_int_equal(getsockopt(sock, IPPROTO_IP, IP_MULTICAST_TTL, &value,
	    &size), 0);
	assert_int_equal(value, 1);
	assert_int_equal(setsockopt(sock, SOL_SOCKET, SO_DETACH_FILTER, &value,
	    sizeof value), -1);
	assert_int_equal(errno, EPERM);
	assert_int_equal(wire_confine(sock, &elsewhere, &no_reach), -1);
	close(sock);
	assert_int_equal(wire_confine(-1, &elsewhere, &no_reach), -1);
	assert_int_equal(errno, EBADF);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(on_link),
		cmocka_unit_test(datagrams),
		cmocka_unit_test(hops),
		cmocka_unit_test(reaches),
		cmocka_unit_test(connections),
		cmocka_unit_test(stays),
	};

	become_able();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
