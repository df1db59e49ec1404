/*
 * Which network interfaces are served: those that lead to the household's own
 * network, with one address each. Pure; the facts come from addresses.c.
 */
#include <arpa/inet.h>
#include <net/if_arp.h>
#include <string.h>

#include "common/station.h"
#include "server/parent/links.h"

#define DEPTH_MAX	8	/* of interfaces standing on each other */

/* How a kind of interface comes by its network. */
enum basis {
	BASIS_HARDWARE,		/* it is one */
	BASIS_PORTS,		/* by any of its ports */
	BASIS_LOWER,		/* by what it stands on */
	BASIS_OUTSIDE,		/* a container's door: from another namespace */
	BASIS_NONE,		/* tunnels, dummies, the unknown */
};

static const struct {
	const char	*kind;
	enum basis	 basis;
} kinds[] = {
	{ "",		BASIS_HARDWARE },
	{ "dsa",	BASIS_HARDWARE },	/* a port of a switch chip */
	{ "bridge",	BASIS_PORTS },
	{ "bond",	BASIS_PORTS },
	{ "team",	BASIS_PORTS },
	{ "vlan",	BASIS_LOWER },
	{ "veth",	BASIS_OUTSIDE },
	{ "macvlan",	BASIS_OUTSIDE },
	{ "macvtap",	BASIS_OUTSIDE },
	{ "ipvlan",	BASIS_OUTSIDE },
};

static enum basis
basis_of(const struct link_facts *l)
{
	size_t i;

	if (l->type != ARPHRD_ETHER)
		return BASIS_NONE;
	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(l->kind, kinds[i].kind) == 0)
			return kinds[i].basis;
	return BASIS_NONE;
}

static const struct link_facts *
by_index(const struct link_table *t, unsigned index)
{
	size_t i;

	for (i = 0; i < t->nlinks; i++)
		if (index != 0 && t->links[i].index == index)
			return &t->links[i];
	return NULL;
}

/* A machine without any hardware of its own is a container. */
static bool
in_container(const struct link_table *t)
{
	size_t i;

	for (i = 0; i < t->nlinks; i++)
		if (basis_of(&t->links[i]) == BASIS_HARDWARE)
			return false;
	return true;
}

static bool	leads_home(const struct link_table *, const struct link_facts *,
		    int depth);

static bool
a_port_leads_home(const struct link_table *t, const struct link_facts *l,
    int depth)
{
	size_t i;

	/* Only hardware counts: a veth in a bridge leads to a container. */
	for (i = 0; i < t->nlinks; i++)
		if (t->links[i].master == l->index &&
		    basis_of(&t->links[i]) != BASIS_OUTSIDE &&
		    leads_home(t, &t->links[i], depth + 1))
			return true;
	return false;
}

/* Whether it leads to the household's network. */
static bool
leads_home(const struct link_table *t, const struct link_facts *l, int depth)
{
	const struct link_facts *lower;

	if (depth > DEPTH_MAX)
		return false;
	switch (basis_of(l)) {
	case BASIS_HARDWARE:
		return true;
	case BASIS_PORTS:
		return a_port_leads_home(t, l, depth);
	case BASIS_LOWER:
		if (l->lower_elsewhere)
			return in_container(t);
		lower = by_index(t, l->lower);
		return lower != NULL && leads_home(t, lower, depth + 1);
	case BASIS_OUTSIDE:
		return l->lower_elsewhere && in_container(t);
	case BASIS_NONE:
		break;
	}
	return false;
}

static const char *
why_not_home(const struct link_facts *l)
{
	switch (basis_of(l)) {
	case BASIS_PORTS:
		return "has no physical port";
	case BASIS_OUTSIDE:
		return "leads to a container on this machine";
	case BASIS_LOWER:
		return "stands on nothing physical";
	default:
		return "is not an Ethernet or Wi-Fi interface";
	}
}

/* A port's traffic is its master's; a VRF (kind "vrf") only routes. */
static bool
is_port(const struct link_table *t, const struct link_facts *l)
{
	const struct link_facts *master = by_index(t, l->master);

	return master != NULL && strcmp(master->kind, "vrf") != 0;
}

static bool
lists(const struct config_list *named, const char *text)
{
	size_t i;

	for (i = 0; i < named->n; i++)
		if (strcmp(named->items[i], text) == 0)
			return true;
	return false;
}

/*
 * The address to serve: one that is named itself, or, if the interface may be
 * served (any), its first global primary one.
 */
static const struct link_address *
pick_address(const struct link_table *t, const struct link_facts *l,
    const struct config_list *named, bool any)
{
	const struct link_address *a, *first = NULL;
	size_t i;

	for (i = 0; i < t->naddresses; i++) {
		a = &t->addresses[i];
		if (a->index != l->index)
			continue;
		if (lists(named, station_address(a->address).s))
			return a;
		/* Loopback's own address has host scope. */
		if (any && first == NULL &&
		    (a->global || (l->flags & IFF_LOOPBACK)))
			first = a;
	}
	return first;
}

static const char *
why_unfit(const struct link_table *t, const struct link_facts *l)
{
	if (l->flags & IFF_LOOPBACK)
		return "is the loopback interface";
	if (is_port(t, l))
		return "is a port of a bridge or bond";
	if (!leads_home(t, l, 0))
		return why_not_home(l);
	if (!(l->flags & IFF_MULTICAST))
		return "has no multicast";
	return NULL;
}

const char *
links_choose(const struct link_table *t, size_t i,
    const struct config_list *named, struct wire_link *out)
{
	const struct link_facts *l = &t->links[i];
	const struct link_address *a;
	const char *why = NULL;
	bool by_name = lists(named, l->name);

	a = pick_address(t, l, named, by_name || named->n == 0);
	if (named->n == 0)
		why = why_unfit(t, l);
	else if (!by_name && a == NULL)
		why = "is not in network_interface";
	if (why != NULL)
		return why;
	if (!(l->flags & IFF_UP) || !(l->flags & IFF_RUNNING))
		return "is down";
	if (a == NULL)
		return "has no IPv4 address";
	if (a->prefix == 32)
		return "has an address without a network (/32)";
	*out = (struct wire_link){ .index = l->index, .address = a->address,
	    .prefix = a->prefix };
	memcpy(out->name, l->name, sizeof(out->name));
	return NULL;
}
