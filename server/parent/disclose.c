/*
 * What laresctl privacy is told: facts, one a line; the words are laresctl's.
 * What it can read from the kernel itself is left to it. Runs in laresd.
 */
#include <string.h>
#include <unistd.h>

#include "common/fields.h"
#include "common/station.h"
#include "common/version.h"
#include "server/parent/disclose.h"

/* Interfaces that are not served are told up to here: there may be hundreds,
   and an answer has a limit. */
#define UNSERVED_TOLD	100

static void
add_line(struct buf *b, const char *key, const char *text)
{
	fields_begin(b, key);
	fields_add(b, text);
	fields_end(b);
}

static void
add_count(struct buf *b, const char *key, uint64_t n)
{
	fields_begin(b, key);
	fields_add_num(b, n);
	fields_end(b);
}

static void
add_served(struct buf *b, const struct listener *l, uint16_t port)
{
	struct buf url;

	buf_init(&url, 256);
	report_url(&url, &l->link, port);
	fields_begin(b, "served");
	fields_add(b, l->link.name);
	fields_add(b, station_address(l->link.address).s);
	fields_add_num(b, l->link.prefix);
	fields_add(b, url.data);
	fields_add_num(b, l->filtered);
	fields_end(b);
	buf_free(&url);
}

static void
add_network(struct buf *b, const struct network *n)
{
	size_t i;

	for (i = 0; i < n->listeners.n; i++)
		add_served(b, &n->listeners.items[i], n->port);
	for (i = 0; i < n->reach->n; i++) {
		fields_begin(b, "allowed");
		fields_add(b,
		    station_address(n->reach->networks[i].address).s);
		fields_add_num(b, n->reach->networks[i].prefix);
		fields_add_num(b, n->reach->networks[i].hops);
		fields_end(b);
	}
	for (i = 0; i < n->nunserved && i < UNSERVED_TOLD; i++) {
		fields_begin(b, "unserved");
		fields_add(b, n->unserved[i].name);
		fields_add(b, n->unserved[i].why);
		fields_end(b);
	}
	add_count(b, "unserved_more", n->nunserved - i);
}

static void
add_access(struct buf *b, const struct admission_counts *n)
{
	fields_begin(b, "access");
	fields_add_num(b, n->access);
	fields_add_num(b, n->allowed);
	fields_add_num(b, n->denied);
	fields_add_num(b, n->named);
	fields_add_num(b, n->rules);
	fields_end(b);
}

static void
add_resume(struct buf *b, const struct report *r)
{
	fields_begin(b, "resume");
	fields_add_num(b, r->resume);
	fields_add_num(b, r->resume_days);
	fields_end(b);
}

/* layers: what the program itself reported, or -1: it did not, to us. */
static void
add_process(struct buf *b, const char *name, pid_t pid, const char *interface,
    int64_t layers)
{
	fields_begin(b, "process");
	fields_add(b, name);
	fields_add_num(b, (uint64_t)pid);
	fields_add(b, interface);
	if (layers == -1)
		fields_add(b, "");
	else
		fields_add_num(b, (uint64_t)layers);
	fields_end(b);
}

static void
add_processes(struct buf *b, const struct report *r)
{
	const struct child *child;
	const struct worker *worker;

	add_process(b, "laresd", getpid(), "", r->layers);
	for (enum child_role role = 0; role < CHILD_ROLES; role++)
		for (child = r->children->list; child != NULL;
		    child = child->next)
			if (child->role == role && child->pid != -1)
				add_process(b, child_kind(role)->name,
				    child->pid, child->link.name,
				    child->state == CHILD_STARTING ? -1 :
				    (int64_t)child->layers);
	for (worker = r->workers->list; worker != NULL; worker = worker->next)
		add_process(b, WORKERS_PROGRAM, worker->pid, "", -1);
}

static void
add_devices(struct buf *b, const struct devices *devices)
{
	const int64_t now = loop_now_ms();

	for (size_t i = 0; i < devices->n; i++) {
		const struct device *d = &devices->items[i];

		fields_begin(b, "device");
		fields_add(b, station_address(d->address).s);
		fields_add(b, d->agent);
		fields_add_num(b, d->requests);
		fields_add_num(b, d->searches);
		fields_add_num(b, d->refused);
		fields_add_num(b, (uint64_t)(now - d->first_ms));
		fields_add_num(b, (uint64_t)(now - d->last_ms));
		fields_end(b);
	}
}

void
disclose(struct buf *b, const struct report *r, const struct devices *devices,
    unsigned unanswered)
{
	add_line(b, "name", r->name);
	add_line(b, "uuid", r->uuid);
	add_line(b, "server", LARES_SERVER);
	add_network(b, r->network);
	add_access(b, &r->access);
	add_resume(b, r);
	add_processes(b, r);
	add_devices(b, devices);
	add_count(b, "debug", r->debug);
	add_count(b, "off_link", devices->off_link);
	add_count(b, "unanswered", unanswered);
}
