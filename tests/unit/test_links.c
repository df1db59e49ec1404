/*
 * Which interfaces are served: one small machine per case, and the answer for
 * one of its interfaces.
 */
#include <arpa/inet.h>
#include <net/if_arp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "server/parent/links.h"

#define UP	(IFF_UP | IFF_RUNNING | IFF_MULTICAST)
#define NLINKS	5
#define NADDRS	4

struct an_address {
	unsigned	 index;
	const char	*text;
	unsigned	 prefix;
	bool		 global;
};

static const struct machine {
	const char		*what;
	const char		*named;		/* network_interface, or NULL */
	size_t			 ask;		/* which link */
	const char		*expect;	/* its address, or why not */
	struct link_facts	 links[NLINKS];
	struct an_address	 addresses[NADDRS];
} machines[] = {
	{ "a network card", NULL, 1, "192.168.1.2/24",
	    { { "lo", 1, ARPHRD_LOOPBACK, IFF_UP | IFF_RUNNING | IFF_LOOPBACK,
	      "", 0, 0, 0 },
	      { "eth0", 2, ARPHRD_ETHER, UP, "", 0, 0, 0 } },
	    { { 1, "127.0.0.1", 8, false },
	      { 2, "192.168.1.2", 24, true },
	      { 2, "192.168.1.3", 24, true } } },
	{ "loopback", NULL, 0, "is the loopback interface",
	    { { "lo", 1, ARPHRD_LOOPBACK, IFF_UP | IFF_RUNNING | IFF_LOOPBACK,
	      "", 0, 0, 0 } },
	    { { 1, "127.0.0.1", 8, false } } },
	{ "loopback by name", "lo", 0, "127.0.0.1/8",
	    { { "lo", 1, ARPHRD_LOOPBACK, IFF_UP | IFF_RUNNING | IFF_LOOPBACK,
	      "", 0, 0, 0 } },
	    { { 1, "127.0.0.1", 8, false } } },
	{ "loopback by address", "127.0.0.1", 0, "127.0.0.1/8",
	    { { "lo", 1, ARPHRD_LOOPBACK, IFF_UP | IFF_RUNNING | IFF_LOOPBACK,
	      "", 0, 0, 0 } },
	    { { 1, "127.0.0.1", 8, false } } },
	{ "a cable pulled", NULL, 0, "is down",
	    { { "eth0", 2, ARPHRD_ETHER, IFF_UP | IFF_MULTICAST, "", 0, 0, 0 } },
	    { { 2, "192.168.1.2", 24, true } } },
	{ "not up", NULL, 0, "is down",
	    { { "eth0", 2, ARPHRD_ETHER, IFF_MULTICAST, "", 0, 0, 0 } },
	    { { 2, "192.168.1.2", 24, true } } },
	{ "no multicast", NULL, 0, "has no multicast",
	    { { "eth0", 2, ARPHRD_ETHER, IFF_UP | IFF_RUNNING, "", 0, 0, 0 } },
	    { { 2, "192.168.1.2", 24, true } } },
	{ "no address", NULL, 0, "has no IPv4 address",
	    { { "eth0", 2, ARPHRD_ETHER, UP, "", 0, 0, 0 } },
	    { { 3, "192.168.1.2", 24, true } } },
	{ "a link-local address only", NULL, 0, "has no IPv4 address",
	    { { "eth0", 2, ARPHRD_ETHER, UP, "", 0, 0, 0 } },
	    { { 2, "169.254.1.2", 16, false } } },
	{ "the global one of two", NULL, 0, "10.0.0.1/8",
	    { { "eth0", 2, ARPHRD_ETHER, UP, "", 0, 0, 0 } },
	    { { 2, "169.254.1.2", 16, false }, { 2, "10.0.0.1", 8, true } } },
	{ "a host route", NULL, 0, "has an address without a network (/32)",
	    { { "eth0", 2, ARPHRD_ETHER, UP, "", 0, 0, 0 } },
	    { { 2, "10.0.0.1", 32, true } } },
	{ "WireGuard", NULL, 0, "is not an Ethernet or Wi-Fi interface",
	    { { "wg0", 2, ARPHRD_NONE, UP, "wireguard", 0, 0, 0 } },
	    { { 2, "10.0.0.1", 24, true } } },
	{ "PPP", NULL, 0, "is not an Ethernet or Wi-Fi interface",
	    { { "ppp0", 2, ARPHRD_PPP, UP, "ppp", 0, 0, 0 } },
	    { { 2, "10.0.0.1", 24, true } } },
	{ "a tap", NULL, 0, "is not an Ethernet or Wi-Fi interface",
	    { { "tap0", 2, ARPHRD_ETHER, UP, "tun", 0, 0, 0 } },
	    { { 2, "10.0.0.1", 24, true } } },
	{ "GRE over Ethernet", NULL, 0, "is not an Ethernet or Wi-Fi interface",
	    { { "g0", 2, ARPHRD_ETHER, UP, "gretap", 0, 0, 0 } },
	    { { 2, "10.0.0.1", 24, true } } },
	{ "a tunnel by name", "wg0", 0, "10.0.0.1/24",
	    { { "wg0", 2, ARPHRD_NONE, IFF_UP | IFF_RUNNING, "wireguard",
	      0, 0, 0 } },
	    { { 2, "10.0.0.1", 24, true } } },
	{ "docker0 on a host", NULL, 0, "has no physical port",
	    { { "docker0", 3, ARPHRD_ETHER, UP, "bridge", 0, 0, 0 },
	      { "eth0", 2, ARPHRD_ETHER, UP, "", 0, 0, 0 },
	      { "veth1", 4, ARPHRD_ETHER, UP, "veth", 3, 2, true } },
	    { { 3, "172.17.0.1", 16, true } } },
	{ "virbr0 with a guest", NULL, 0, "has no physical port",
	    { { "virbr0", 3, ARPHRD_ETHER, UP, "bridge", 0, 0, 0 },
	      { "eth0", 2, ARPHRD_ETHER, UP, "", 0, 0, 0 },
	      { "vnet0", 4, ARPHRD_ETHER, UP, "tun", 3, 0, 0 } },
	    { { 3, "192.168.122.1", 24, true } } },
	{ "a bridge over a card and a guest", NULL, 0, "192.168.1.2/24",
	    { { "br0", 3, ARPHRD_ETHER, UP, "bridge", 0, 0, 0 },
	      { "eth0", 2, ARPHRD_ETHER, UP, "", 3, 0, 0 },
	      { "vnet0", 4, ARPHRD_ETHER, UP, "tun", 3, 0, 0 } },
	    { { 3, "192.168.1.2", 24, true } } },
	{ "the card in that bridge", NULL, 1, "is a port of a bridge or bond",
	    { { "br0", 3, ARPHRD_ETHER, UP, "bridge", 0, 0, 0 },
	      { "eth0", 2, ARPHRD_ETHER, UP, "", 3, 0, 0 } },
	    { { 2, "192.168.1.2", 24, true } } },
	{ "a bond", NULL, 0, "192.168.1.2/24",
	    { { "bond0", 3, ARPHRD_ETHER, UP, "bond", 0, 0, 0 },
	      { "eth0", 2, ARPHRD_ETHER, UP, "", 3, 0, 0 } },
	    { { 3, "192.168.1.2", 24, true } } },
	{ "a VLAN on a bridge on a bond", NULL, 0, "192.168.7.2/24",
	    { { "br0.7", 5, ARPHRD_ETHER, UP, "vlan", 0, 4, 0 },
	      { "br0", 4, ARPHRD_ETHER, UP, "bridge", 0, 0, 0 },
	      { "bond0", 3, ARPHRD_ETHER, UP, "bond", 4, 0, 0 },
	      { "eth0", 2, ARPHRD_ETHER, UP, "", 3, 0, 0 } },
	    { { 5, "192.168.7.2", 24, true } } },
	{ "a VLAN on docker0", NULL, 0, "stands on nothing physical",
	    { { "v7", 5, ARPHRD_ETHER, UP, "vlan", 0, 3, 0 },
	      { "docker0", 3, ARPHRD_ETHER, UP, "bridge", 0, 0, 0 },
	      { "eth0", 2, ARPHRD_ETHER, UP, "", 0, 0, 0 } },
	    { { 5, "10.0.0.1", 24, true } } },
	{ "a card in a VRF", NULL, 0, "192.168.1.2/24",
	    { { "eth0", 2, ARPHRD_ETHER, UP, "", 3, 0, 0 },
	      { "vrf0", 3, ARPHRD_ETHER, UP, "vrf", 0, 0, 0 } },
	    { { 2, "192.168.1.2", 24, true } } },
	{ "a switch port of a router board", NULL, 0, "192.168.1.1/24",
	    { { "lan1", 3, ARPHRD_ETHER, UP, "dsa", 0, 2, 0 },
	      { "eth0", 2, ARPHRD_ETHER, UP, "", 0, 0, 0 } },
	    { { 3, "192.168.1.1", 24, true } } },
	{ "a container's veth", NULL, 1, "172.17.0.2/16",
	    { { "lo", 1, ARPHRD_LOOPBACK, IFF_UP | IFF_RUNNING | IFF_LOOPBACK,
	      "", 0, 0, 0 },
	      { "eth0", 2, ARPHRD_ETHER, UP, "veth", 0, 9, true } },
	    { { 2, "172.17.0.2", 16, true } } },
	{ "a container's macvlan", NULL, 0, "192.168.1.9/24",
	    { { "eth0", 2, ARPHRD_ETHER, UP, "macvlan", 0, 9, true } },
	    { { 2, "192.168.1.9", 24, true } } },
	{ "docker in a container", NULL, 1, "has no physical port",
	    { { "eth0", 2, ARPHRD_ETHER, UP, "veth", 0, 9, true },
	      { "docker0", 3, ARPHRD_ETHER, UP, "bridge", 0, 0, 0 },
	      { "veth1", 4, ARPHRD_ETHER, UP, "veth", 3, 2, true } },
	    { { 3, "172.18.0.1", 16, true } } },
	{ "a veth on a host", NULL, 1, "leads to a container on this machine",
	    { { "eth0", 2, ARPHRD_ETHER, UP, "", 0, 0, 0 },
	      { "veth1", 4, ARPHRD_ETHER, UP, "veth", 0, 2, true } },
	    { { 4, "10.0.0.1", 24, true } } },
	{ "a veth to itself", NULL, 0, "leads to a container on this machine",
	    { { "v0", 2, ARPHRD_ETHER, UP, "veth", 0, 3, false },
	      { "v1", 3, ARPHRD_ETHER, UP, "veth", 0, 2, false } },
	    { { 2, "10.0.0.1", 24, true } } },
	{ "another one is named", "eth1", 0, "is not in network_interface",
	    { { "eth0", 2, ARPHRD_ETHER, UP, "", 0, 0, 0 } },
	    { { 2, "192.168.1.2", 24, true } } },
	{ "its second address is named", "192.168.1.3", 0, "192.168.1.3/24",
	    { { "eth0", 2, ARPHRD_ETHER, UP, "", 0, 0, 0 } },
	    { { 2, "192.168.1.2", 24, true },
	      { 2, "192.168.1.3", 24, false } } },
	{ "named, but down", "eth0", 0, "is down",
	    { { "eth0", 2, ARPHRD_ETHER, IFF_MULTICAST, "", 0, 0, 0 } },
	    { { 2, "192.168.1.2", 24, true } } },
	{ "VLANs in a circle", NULL, 0, "stands on nothing physical",
	    { { "a", 2, ARPHRD_ETHER, UP, "vlan", 0, 3, 0 },
	      { "b", 3, ARPHRD_ETHER, UP, "vlan", 0, 2, 0 } },
	    { { 2, "10.0.0.1", 24, true } } },
};

static void
describe(const char *why, const struct wire_link *l, char *out, size_t size)
{
	char text[INET_ADDRSTRLEN];

	if (why != NULL) {
		snprintf(out, size, "%s", why);
		return;
	}
	inet_ntop(AF_INET, &l->address, text, sizeof(text));
	snprintf(out, size, "%s/%u", text, l->prefix);
}

static void
check(const struct machine *m)
{
	struct link_facts links[NLINKS];
	struct link_address addresses[NADDRS];
	struct link_table t = { .links = links, .addresses = addresses };
	char *name = (char *)m->named;
	struct config_list named = { &name, m->named != NULL };
	struct wire_link out = { 0 };
	char got[80];
	size_t i;

	for (i = 0; i < NLINKS && m->links[i].index != 0; i++)
		links[t.nlinks++] = m->links[i];
	for (i = 0; i < NADDRS && m->addresses[i].text != NULL; i++) {
		addresses[i] = (struct link_address){ m->addresses[i].index,
		    { 0 }, m->addresses[i].prefix, m->addresses[i].global };
		inet_pton(AF_INET, m->addresses[i].text,
		    &addresses[i].address);
		t.naddresses++;
	}
	describe(links_choose(&t, m->ask, &named, &out), &out, got,
	    sizeof(got));
	if (strcmp(got, m->expect) != 0)
		fail_msg("%s: '%s', expected '%s'", m->what, got, m->expect);
	if (out.index != 0) {
		assert_int_equal(out.index, links[m->ask].index);
		assert_string_equal(out.name, links[m->ask].name);
	}
}

static void
test_machines(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(machines) / sizeof(machines[0]); i++)
		check(&machines[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_machines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
