/*
 * Who stands at the door, what the owner has decided about him, and who is
 * told. Runs in laresd.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <string.h>

#include "common/log.h"
#include "server/parent/door.h"
#include "server/parent/neighbour.h"
#include "server/parent/staff.h"

/* ---- who an address is -------------------------------------------------- */

static struct house_seen *
find_seen(struct house *h, struct in_addr address)
{
	for (size_t i = 0; i < h->nseen; i++)
		if (h->seen[i].address.s_addr == address.s_addr)
			return &h->seen[i];
	return NULL;
}

/* The newest take the places of the oldest. */
static void
note(struct house *h, const struct admission_peer *peer)
{
	struct house_seen *s = find_seen(h, peer->address);

	if (s == NULL && h->nseen < HOUSE_SEEN_MAX)
		s = &h->seen[h->nseen++];
	if (s == NULL)
		s = &h->seen[h->next_seen++ % HOUSE_SEEN_MAX];
	s->address = peer->address;
	memcpy(s->mac, peer->mac, sizeof(s->mac));
}

/* As the kernel knows it now; else, since it forgets, as it was last seen. */
struct admission_peer
door_peer(struct house *h, struct in_addr address)
{
	struct admission_peer peer = { .address = address };
	const struct network *n = &h->network;
	const struct house_seen *seen;

	for (size_t i = 0; i < n->listeners.n && !peer.has_mac; i++) {
		const struct wire_link *link = &n->listeners.items[i].link;

		if (wire_on_link(link, address))
			peer.has_mac = neighbour_find(&h->network.addresses,
			    link->index, address, peer.mac) == 0;
	}
	if (peer.has_mac) {
		note(h, &peer);
	} else if ((seen = find_seen(h, address)) != NULL) {
		peer.has_mac = true;
		memcpy(peer.mac, seen->mac, sizeof(peer.mac));
	}
	return peer;
}

struct admission
door_admission(struct house *h, const struct admission_peer *peer)
{
	return admission_decide(&h->config, &h->decisions, peer);
}

/* ---- what lares-http is told -------------------------------------------- */

int
door_answer(struct house *h, struct child *http, struct ipc_in *m)
{
	struct admission_peer peer;
	struct in_addr address;
	struct admission a;

	address.s_addr = htonl((uint32_t)ipc_get_num(m, UINT32_MAX));
	if (!ipc_ok(m))
		return -1;
	if (http->state != CHILD_READY)
		return 0;	/* its settings may be those of before */
	peer = door_peer(h, address);
	a = door_admission(h, &peer);
	staff_tell_who(http, address, &a.verdict);
	return 0;
}

void
door_tell(const struct house *h, struct child *http)
{
	staff_tell_who_changed(http, admission_matters(&h->config,
	    &h->decisions));
}

void
door_changed(struct house *h, bool taken)
{
	struct child *http = children_find(&h->children, CHILD_HTTP, 0);

	if (taken)
		children_hurry(&h->children, CHILD_HTTP);
	if (http != NULL && http->state == CHILD_READY)
		door_tell(h, http);
}

/* ---- the owner's decisions ---------------------------------------------- */

/* Keeps what decisions are now; else all is as before. */
static int
keep_them(struct house *h, const struct decisions *before, struct buf *said)
{
	if (decisions_save(&h->decisions, h->folder) == 0)
		return 0;
	buf_reset(said);	/* it is not done */
	buf_addf(said, "nothing is changed: it cannot be kept in %s: %s\n",
	    log_quote(h->state_dir).s, strerror(errno));
	h->decisions = *before;
	return -1;
}

static int
set(struct house *h, const struct station *s, bool allow, struct buf *said)
{
	if (decisions_set(&h->decisions, s, allow) == 0) {
		buf_addf(said, "%s is %s\n", station_text(s).s, allow ?
		    "allowed" : "denied");
		return 0;
	}
	buf_reset(said);	/* it is not done for the others either */
	buf_addf(said, "nothing is changed: there are %d decisions already: "
	    "take lines out of the file devices in %s, while no laresd runs\n",
	    DECISIONS_MAX, log_quote(h->state_dir).s);
	return -1;
}

/* Whether the address is on a link, where a device has a MAC that we could
   know; -1: it is nowhere. */
static int
has_unknown_mac(const struct house *h, struct in_addr address)
{
	const struct network *n = &h->network;
	int ret = -1;

	for (size_t i = 0; i < n->listeners.n; i++) {
		const struct wire_link *link = &n->listeners.items[i].link;

		if (link->address.s_addr == address.s_addr)
			return 0;		/* ourselves */
		if (wire_on_link(link, address))
			ret = 1;
		else if (ret == -1 && wire_hops(link, n->reach, address) > 0)
			ret = 0;
	}
	return ret;
}

static int
set_address(struct house *h, struct in_addr address, bool allow,
    struct buf *said)
{
	const struct station by_address = { .address = address };
	const struct admission_peer peer = door_peer(h, address);
	const struct station s = admission_station(&peer);

	if (peer.has_mac) {
		/* An older decision would come back with another device. */
		decisions_drop(&h->decisions, &by_address);
		return set(h, &s, allow, said);
	}
	switch (has_unknown_mac(h, address)) {
	case 0:
		return set(h, &s, allow, said);
	case 1:
		buf_addf(said, "%s was not seen, and its MAC is not known: "
		    "give that, or have the device ask first\n",
		    station_text(&by_address).s);
		return -1;
	default:
		buf_addf(said, "%s is in no network that is served: give its "
		    "MAC\n", station_text(&by_address).s);
		return -1;
	}
}

static int
set_named(struct house *h, const char *name, bool allow, struct buf *said)
{
	const struct config *c = &h->config;
	bool found = false;

	for (size_t i = 0; i < c->ndevices; i++) {
		if (strcmp(c->devices[i].name, name) != 0)
			continue;
		found = true;
		if (set(h, &c->devices[i].station, allow, said) == -1)
			return -1;
	}
	if (found)
		return 0;
	buf_addf(said, "%s is neither a MAC, nor an IPv4 address, nor the "
	    "name of a device line\n", log_quote(name).s);
	return -1;
}

static int
refuse(const struct station *s, struct buf *said)
{
	buf_addf(said, "%s is the MAC of no single device\n",
	    station_text(s).s);
	return -1;
}

int
door_decide(struct house *h, const char *device, bool allow, struct buf *said)
{
	const struct decisions before = h->decisions;
	struct station s;
	int ret;

	if (station_parse(device, &s) == -1)
		ret = set_named(h, device, allow, said);
	else if (!station_is_device(&s))
		ret = refuse(&s, said);
	else if (s.by_mac)
		ret = set(h, &s, allow, said);
	else
		ret = set_address(h, s.address, allow, said);
	if (ret == -1) {
		h->decisions = before;
		return -1;
	}
	if (keep_them(h, &before, said) == -1)
		return -1;
	door_changed(h, !allow);
	return 0;
}
