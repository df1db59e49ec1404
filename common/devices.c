/*
 * The table of devices that have asked, and its way between processes. Pure.
 * In lares-http and lares-ssdp, which fill it, and laresd, which gathers it.
 */
#include <arpa/inet.h>
#include <string.h>

#include "common/devices.h"
#include "common/text.h"

/* No more of a User-Agent is looked at. */
#define AGENT_READ_BYTES	256

#define AGE_MAX_MS		((uint64_t)INT64_MAX / 2)

#define NUMBER_BYTES		8
#define DEVICE_BYTES		(6 * NUMBER_BYTES + 4 + DEVICES_AGENT_BYTES)
_Static_assert(1 + 2 * NUMBER_BYTES + DEVICES_MAX * DEVICE_BYTES <=
    IPC_MAX_BYTES, "a full table does not fit into a message");

/* The address's own entry, or NULL. */
static struct device *
find(struct devices *d, struct in_addr address)
{
	for (size_t i = 0; i < d->n; i++)
		if (d->items[i].address.s_addr == address.s_addr)
			return &d->items[i];
	return NULL;
}

/* A free entry, else that of the one quiet for longest. */
static struct device *
make_room(struct devices *d)
{
	struct device *quietest = &d->items[0];

	if (d->n < DEVICES_MAX)
		return &d->items[d->n++];
	for (size_t i = 1; i < d->n; i++)
		if (d->items[i].last_ms < quietest->last_ms)
			quietest = &d->items[i];
	return quietest;
}

struct device *
devices_note(struct devices *d, struct in_addr address, int64_t now_ms)
{
	struct device *device = find(d, address);

	if (device == NULL) {
		device = make_room(d);
		*device = (struct device){ .address = address,
		    .first_ms = now_ms };
	}
	device->last_ms = now_ms;
	return device;
}

void
devices_set_agent(struct device *device, const char *agent)
{
	char clean[DEVICES_AGENT_BYTES];

	if (agent == NULL)
		return;
	text_clean(agent, strnlen(agent, AGENT_READ_BYTES), clean,
	    sizeof(clean));
	if (clean[0] != '\0')
		memcpy(device->agent, clean, sizeof(clean));
}

/* ---- between processes -------------------------------------------------- */

void
devices_put(struct buf *b, const struct devices *d, int64_t now_ms)
{
	ipc_put_num(b, d->off_link);
	ipc_put_num(b, d->n);
	for (size_t i = 0; i < d->n; i++) {
		const struct device *device = &d->items[i];

		ipc_put_num(b, ntohl(device->address.s_addr));
		ipc_put_num(b, (uint64_t)(now_ms - device->first_ms));
		ipc_put_num(b, (uint64_t)(now_ms - device->last_ms));
		ipc_put_num(b, device->requests);
		ipc_put_num(b, device->searches);
		ipc_put_num(b, device->refused);
		ipc_put_text(b, device->agent, strlen(device->agent));
	}
}

static void
get_one(struct ipc_in *m, struct device *device, int64_t now_ms)
{
	char agent[DEVICES_AGENT_BYTES];

	*device = (struct device){ .requests = 0 };
	device->address.s_addr = htonl((uint32_t)ipc_get_num(m, UINT32_MAX));
	device->first_ms = now_ms - (int64_t)ipc_get_num(m, AGE_MAX_MS);
	device->last_ms = now_ms - (int64_t)ipc_get_num(m, AGE_MAX_MS);
	device->requests = ipc_get_num(m, UINT64_MAX);
	device->searches = ipc_get_num(m, UINT64_MAX);
	device->refused = ipc_get_num(m, UINT64_MAX);
	ipc_get_text(m, agent, sizeof(agent));
	devices_set_agent(device, agent);
}

int
devices_get(struct ipc_in *m, struct devices *d, int64_t now_ms)
{
	size_t i;

	d->off_link = ipc_get_num(m, UINT64_MAX);
	d->n = (size_t)ipc_get_num(m, DEVICES_MAX);
	for (i = 0; i < d->n; i++)
		get_one(m, &d->items[i], now_ms);
	return ipc_ok(m) ? 0 : -1;
}

void
devices_merge(struct devices *d, const struct devices *more)
{
	d->off_link += more->off_link;
	for (size_t i = 0; i < more->n; i++) {
		const struct device *from = &more->items[i];
		struct device *to = find(d, from->address);

		if (to == NULL) {
			*make_room(d) = *from;
			continue;
		}
		if (from->first_ms < to->first_ms)
			to->first_ms = from->first_ms;
		if (from->last_ms > to->last_ms)
			to->last_ms = from->last_ms;
		to->requests += from->requests;
		to->searches += from->searches;
		to->refused += from->refused;
		devices_set_agent(to, from->agent);
	}
}
