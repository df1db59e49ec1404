/*
 * What laresd says of itself when asked. Runs in laresd; only reads.
 */
#include <inttypes.h>
#include <unistd.h>

#include "common/config_access.h"
#include "common/config_network.h"
#include "common/station.h"
#include "common/version.h"
#include "server/parent/report.h"

void
report_url(struct buf *b, const struct wire_link *link, uint16_t port)
{
	buf_addf(b, "http://%s:%u/description.xml",
	    station_address(link->address).s, port);
}

void
report_age(struct buf *b, int64_t ms)
{
	int64_t sec = ms / 1000;

	if (sec >= 86400)
		buf_addf(b, "%" PRId64 " d ", sec / 86400);
	buf_addf(b, "%" PRId64 ":%02d:%02d", sec / 3600 % 24,
	    (int)(sec / 60 % 60), (int)(sec % 60));
}

static void
add_age(struct buf *b, int64_t since_ms)
{
	report_age(b, loop_now_ms() - since_ms);
}

static void
add_access(struct buf *b, const struct admission_counts *n)
{
	buf_addf(b, "access:   %s, %zu allowed, %zu denied, %zu device lines, "
	    "%zu rules\n", config_access_name(n->access), n->allowed,
	    n->denied, n->named, n->rules);
}

static void
add_network(struct buf *b, const struct network *n)
{
	const struct listener *l;
	size_t i;

	for (i = 0; i < n->listeners.n; i++) {
		l = &n->listeners.items[i];
		buf_addf(b, "served:   %s  ", l->link.name);
		report_url(b, &l->link, n->port);
		buf_add_str(b, l->filtered ? "\n" : "  no source filter\n");
	}
	for (i = 0; i < n->reach->n; i++) {
		buf_add_str(b, "allowed:  ");
		config_network_write(b, &n->reach->networks[i]);
		buf_add_str(b, " hops\n");
	}
	for (i = 0; i < n->nunserved; i++)
		buf_addf(b, "unserved: %s %s\n", n->unserved[i].name,
		    n->unserved[i].why);
}

static void
add_child(struct buf *b, const struct child *child)
{
	buf_addf(b, "%-11s %-8s ", child_kind(child->role)->name,
	    child->link.name);
	if (child->pid == -1) {
		buf_addf(b, "%s  restarts %u\n",
		    child_state_name(child->state), child->restarts);
		return;
	}
	buf_addf(b, "pid %d  %s  for ", child->pid,
	    child_state_name(child->state));
	add_age(b, child->since_ms);
	buf_addf(b, "  restarts %u", child->restarts);
	if (child->state == CHILD_READY) {
		buf_add_str(b, "  ");
		sandbox_describe(b, child->layers);
	}
	buf_add_str(b, "\n");
}

static void
add_programs(struct buf *b, const struct report *r)
{
	const struct child *child;
	enum child_role role;

	buf_addf(b, "%-11s %-8s pid %d  running  for ", "laresd", "",
	    getpid());
	add_age(b, r->since_ms);
	buf_add_str(b, "  restarts 0  ");
	sandbox_describe(b, r->layers);
	buf_add_str(b, "\n");
	for (role = 0; role < CHILD_ROLES; role++)
		for (child = r->children->list; child != NULL;
		    child = child->next)
			if (child->role == role)
				add_child(b, child);
	buf_addf(b, "%-11s %-8s %zu running  %zu started  %zu crashed\n",
	    "lares-probe", "", r->workers->n, r->workers->started,
	    r->workers->crashed);
}

static uint64_t
count_streams(const struct children *children)
{
	const struct child *child;
	uint64_t n = 0;

	for (child = children->list; child != NULL; child = child->next)
		n += child->streams;
	return n;
}

void
report_status(struct buf *b, const struct report *r)
{
	buf_addf(b, "name:     %s\nuuid:     %s\nversion:  %s\n", r->name,
	    r->uuid, LARES_VERSION);
	add_network(b, r->network);
	add_access(b, &r->access);
	if (!r->by_systemd)
		buf_add_str(b, "missing:  what the unit file adds (not started "
		    "by systemd)\n");
	buf_addf(b, "streams:  %" PRIu64 "\n", count_streams(r->children));
	buf_addf(b, "scan:     %s, %" PRIu64 " found, %" PRIu64 " done, %"
	    PRIu64 " failed\n", r->progress->scanning ? "running" : "idle",
	    r->progress->found, r->progress->done, r->progress->failed);
	add_programs(b, r);
}
