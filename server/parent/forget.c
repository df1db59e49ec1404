/*
 * laresctl forget: lares-http, which tells of resume points, and then
 * lares-scan, which keeps them. Runs in laresd.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "common/log.h"
#include "common/state.h"
#include "server/parent/control.h"
#include "server/parent/door.h"
#include "server/parent/forget.h"
#include "server/parent/staff.h"

#define ANSWER_BYTES	1024

/* ---- whose ------------------------------------------------------------- */

static void
add(struct house_forget *f, const struct station *s)
{
	if (f->n < CONFIG_DEVICES_MAX)
		f->devices[f->n++] = station_number(s);
}

/* Of an address also the MAC that it has now. */
static void
add_station(struct house *h, const struct station *s)
{
	struct admission_peer peer;
	struct station now;

	add(&h->forget, s);
	if (s->by_mac)
		return;
	peer = door_peer(h, s->address);
	now = admission_station(&peer);
	if (now.by_mac)
		add(&h->forget, &now);
}

static int
find_devices(struct house *h, const char *device, struct buf *said)
{
	const struct config *c = &h->config;
	struct station s;

	h->forget.n = 0;
	if (strcmp(device, CONTROL_ALL) == 0)
		return 0;
	if (station_parse(device, &s) == 0) {
		add_station(h, &s);
		return 0;
	}
	for (size_t i = 0; i < c->ndevices; i++)
		if (strcmp(c->devices[i].name, device) == 0)
			add_station(h, &c->devices[i].station);
	if (h->forget.n > 0)
		return 0;
	buf_addf(said, "%s is neither a MAC, nor an IPv4 address, nor the "
	    "name of a device line\n", log_quote(device).s);
	return -1;
}

/* ---- the answer -------------------------------------------------------- */

static void
finish(struct house *h, const char *how, const char *text)
{
	struct buf b;

	buf_init(&b, ANSWER_BYTES);
	buf_addf(&b, "%s\n%s\n", how, text);
	control_answer(h->forget.reply, &b);
	buf_free(&b);
	h->forget.running = false;
}

static void
finish_counted(struct house *h, uint64_t n)
{
	char text[128];

	snprintf(text, sizeof(text), "%" PRIu64 " position%s forgotten", n,
	    n == 1 ? " is" : "s are");
	finish(h, "ok", text);
}

/* Asks the one whose turn it is; without lares-http nobody tells of any. */
static void
ask(struct house *h)
{
	struct house_forget *f = &h->forget;

	if (f->at == CHILD_HTTP && staff_tell_forget(h, CHILD_HTTP,
	    f->devices, f->n) == 0)
		return;
	f->at = CHILD_SCAN;
	if (staff_tell_forget(h, CHILD_SCAN, f->devices, f->n) == -1)
		finish(h, "error", "the scanner, which keeps positions, is "
		    "just starting: ask again");
}

int
forget_begin(struct house *h, const char *device, int reply, struct buf *said)
{
	if (h->forget.running) {
		buf_add_str(said, "somebody else has this done just now\n");
		return -1;
	}
	if (find_devices(h, device, said) == -1)
		return -1;
	if (h->config.resume == CONFIG_RESUME_ON && h->forget.n > 0) {
		buf_add_str(said, "with resume = on, positions are those of "
		    "the house and not of a device: use " CONTROL_ALL "\n");
		return -1;
	}
	h->forget.running = true;
	h->forget.reply = reply;
	h->forget.at = CHILD_HTTP;
	ask(h);
	return 0;
}

int
forget_answer(struct house *h, struct child *child, struct ipc_in *m)
{
	const bool done = ipc_get_num(m, 1) == 1;
	const uint64_t n = ipc_get_num(m, UINT64_MAX);

	if (!ipc_ok(m))
		return -1;
	if (!h->forget.running || child->role != h->forget.at)
		return 0;		/* another was asked meanwhile */
	if (child->role == CHILD_HTTP) {
		h->forget.at = CHILD_SCAN;
		ask(h);
	} else if (done) {
		finish_counted(h, n);
	} else {
		finish(h, "error", "the file cannot be written: the log says "
		    "more");
	}
	return 0;
}

void
forget_ended(struct house *h, struct child *child)
{
	if (!h->forget.running || child->role != h->forget.at)
		return;
	if (child->role == CHILD_HTTP)
		ask(h);
	else
		finish(h, "error", "the scanner, which keeps positions, has "
		    "ended: ask again");
}
