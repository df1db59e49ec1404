/*
 * What laresd does when something happens: an interface comes or goes, a
 * program is ready, speaks or ends, a disk is mounted. Runs in laresd.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "common/ipc.h"
#include "common/log.h"
#include "common/station.h"
#include "server/parent/closing.h"
#include "server/parent/door.h"
#include "server/parent/events.h"
#include "server/parent/forget.h"
#include "server/parent/report.h"
#include "server/parent/staff.h"

/* ---- the network -------------------------------------------------------- */

static uint16_t
choose_port(void *arg, const struct wire_link *links, size_t nlinks)
{
	struct house *h = arg;
	const struct config_reach *reach = &h->config.reach;
	uint16_t kept = identity_port(h->folder), port = kept;

	if (kept == 0 ||
	    listeners_find_port(links, nlinks, reach, kept) != kept)
		port = listeners_find_port(links, nlinks, reach,
		    LISTENERS_FIRST_PORT);
	if (port == 0) {
		log_error("no port from %d on can be listened on: %s",
		    LISTENERS_FIRST_PORT, strerror(errno));
		return 0;
	}
	if (port == kept)
		return port;
	if (port != LISTENERS_FIRST_PORT || kept != 0)
		screen_say(&h->screen, "Port %d is taken: using %u, from now "
		    "on.", kept != 0 ? kept : LISTENERS_FIRST_PORT, port);
	if (identity_keep_port(h->folder, port) == -1)
		log_warn("the port cannot be kept for the next start: %s",
		    strerror(errno));
	return port;
}

/* Once, not for each link. */
static void
tell_unfiltered(struct house *h)
{
	if (!h->told_unfiltered)
		log_warn("this kernel lets only root filter who may reach a "
		    "TCP socket: that layer is missing, %s",
		    h->config.reach.n == 0 ? "the others (TTL 1, no routing, "
		    "the check of each peer) stand" : "and beyond the link "
		    "allow_network leaves the number of hops and the check of "
		    "each peer");
	h->told_unfiltered = true;
}

static void
link_added(void *arg, const struct listener *l)
{
	struct house *h = arg;
	struct buf b;

	buf_init(&b, 256);
	report_url(&b, &l->link, h->network.port);
	screen_say(&h->screen, "Seen at %s (%s)", b.data, l->link.name);
	buf_free(&b);
	if (!l->filtered)
		tell_unfiltered(h);
	staff_tell_listener(h, l);
}

static void
link_dropped(void *arg, const struct wire_link *link)
{
	struct house *h = arg;
	struct child *ssdp = children_find(&h->children, CHILD_SSDP,
	    link->index);

	screen_say(&h->screen, "No longer seen at %s (%s)",
	    station_address(link->address).s, link->name);
	if (ssdp != NULL)
		children_drop(ssdp);
	staff_tell_dropped(h, link);
}

static void
network_settled(void *arg)
{
	struct house *h = arg;

	/* lares-ssdp announces the port, which may have been chosen by now. */
	h->config.port = h->network.port;
	staff_sync(h);
}

const struct network_events events_network = {
	choose_port, link_added, link_dropped, network_settled,
};

/* ---- what the programs say ---------------------------------------------- */

pid_t
events_worker(void *house, const struct worker *worker, int sock)
{
	return staff_tell_worker(house, worker, sock);
}

/* Every lares-ssdp holds its renewals back while anything is sent. */
static void
count_streams(struct house *h)
{
	struct child *child;
	uint64_t n = 0;

	for (child = h->children.list; child != NULL; child = child->next)
		n += child->streams;
	if (n == h->streams)
		return;
	h->streams = n;
	for (child = h->children.list; child != NULL; child = child->next)
		if (child->role == CHILD_SSDP && child->state == CHILD_READY)
			staff_tell_streams(h, child);
}

/* Once for each kind of program, not whenever one is started again. */
static void
tell_missing(struct house *h, const struct child *child)
{
	const char *missing = sandbox_missing(child->layers);
	const unsigned told = 1u << child->role;

	if (missing == NULL || (h->told_bare & told) != 0)
		return;
	log_warn("%s runs without %s", child_kind(child->role)->name, missing);
	h->told_bare |= told;
}

static void
child_ready(void *arg, struct child *child)
{
	struct house *h = arg;

	tell_missing(h, child);
	switch (child->role) {
	case CHILD_SCAN:
		h->scan_was_ready = true;
		staff_tell_missed(h);
		break;
	case CHILD_HTTP:
		h->http_was_ready = true;
		door_tell(h, child);	/* before anybody can ask it */
		staff_tell_all_listeners(h);
		break;
	case CHILD_SSDP:
		staff_tell_streams(h, child);
		break;
	}
	verify_ready(&h->verify, child);
	staff_sync(h);
}

static int
take_progress(struct house *h, struct ipc_in *m)
{
	struct progress p;

	p.scanning = ipc_get_num(m, 1);
	p.found = ipc_get_num(m, UINT64_MAX);
	p.done = ipc_get_num(m, UINT64_MAX);
	p.failed = ipc_get_num(m, UINT64_MAX);
	if (!ipc_ok(m))
		return -1;
	p.since_ms = h->progress.scanning ? h->progress.since_ms :
	    loop_now_ms();
	h->progress = p;
	screen_progress(&h->screen, &p);
	return 0;
}

static int
take_tried(struct house *h, struct child *child, struct ipc_in *m)
{
	size_t attempt = ipc_get_num(m, SIZE_MAX);
	int error = (int)ipc_get_num(m, INT16_MAX);

	if (!ipc_ok(m))
		return -1;
	verify_tried(&h->verify, child, attempt, error);
	return 0;
}

static int
child_message(void *arg, struct child *child, struct ipc_in *m)
{
	struct house *h = arg;

	if (m->type == IPC_DEVICES)
		return gather_answer(&h->gather, child, m);
	if (m->type == IPC_WHO && child->role == CHILD_HTTP)
		return door_answer(h, child, m);
	if (m->type == IPC_RESUME && child->role == CHILD_HTTP)
		return staff_pass_resume(h, m);
	if (m->type == IPC_FORGOT && child->role != CHILD_SSDP)
		return forget_answer(h, child, m);
	if (m->type == IPC_TRIED)
		return take_tried(h, child, m);
	if (m->type == IPC_STREAMS && child->role == CHILD_HTTP) {
		child->streams = ipc_get_num(m, UINT32_MAX);
		count_streams(h);
	} else if (m->type == IPC_PROGRESS && child->role == CHILD_SCAN) {
		return take_progress(h, m);
	} else if (m->type == IPC_WORKER_WANTED && child->role != CHILD_SSDP) {
		workers_want(&h->workers, child->role);
	} else if (m->type == IPC_WORKER_STOP && child->role == CHILD_HTTP) {
		/* It may have gone meanwhile. */
		(void)workers_stop(&h->workers, child->pid,
		    (pid_t)ipc_get_num(m, INT32_MAX));
	} else {
		return -1;
	}
	return ipc_ok(m) ? 0 : -1;
}

static void
child_ended(void *arg, struct child *child, pid_t pid, int status)
{
	struct house *h = arg;

	verify_ended(&h->verify, child, status);
	gather_ended(&h->gather, child);
	forget_ended(h, child);
	workers_bereave(&h->workers, child->role, pid);
	if (child->role == CHILD_SCAN)
		progress_begin(&h->progress, loop_now_ms());	/* anew */
	count_streams(h);
	staff_sync(h);
}

static void
child_refused(void *arg, enum child_role role)
{
	struct house *h = arg;

	log_error("%s refuses to run, for the reason it gave: the server ends",
	    child_kind(role)->name);
	closing_begin(h, EXIT_FAILURE);
}

const struct children_events events_children = {
	child_ready, child_message, child_ended, child_refused,
};

/* ---- the folders -------------------------------------------------------- */

/* Something was mounted or unmounted. */
void
events_mounts(void *house)
{
	struct house *h = house;
	struct buf before = h->mounts.beneath;

	if (h->closing)
		return;
	buf_init(&h->mounts.beneath, before.max);
	mounts_look(&h->mounts, &h->config);
	staff_renew(h);
	if (strcmp(before.data, h->mounts.beneath.data) != 0)
		staff_tell_rescan(h);	/* else it looks when it starts */
	buf_free(&before);
}
