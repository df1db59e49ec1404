/*
 * Who has asked: the programs that deal with devices keep the tables, laresd
 * only puts them together, and keeps nothing. Runs in laresd.
 */
#include "common/ipc.h"
#include "server/parent/gather.h"

#define ANSWER_MS	1000

static void
finish(struct gather *g)
{
	loop_disarm(g->loop, &g->timer);
	g->running = false;
	g->done(g->arg, &g->devices, g->unanswered);
}

static unsigned
count_owing(const struct gather *g)
{
	const struct child *child;
	unsigned n = 0;

	for (child = g->children->list; child != NULL; child = child->next)
		n += child->owes_devices;
	return n;
}

static void
finish_if_all(struct gather *g)
{
	if (g->running && count_owing(g) == 0)
		finish(g);
}

static void
is_late(void *arg)
{
	struct gather *g = arg;

	g->unanswered += count_owing(g);
	finish(g);
}

static bool
keeps_devices(const struct child *child)
{
	return child->state == CHILD_READY &&
	    (child->role == CHILD_HTTP || child->role == CHILD_SSDP);
}

/* One that still owes an earlier answer is not asked twice. */
static void
ask_all(struct gather *g)
{
	struct child *child;
	struct buf b;

	buf_init(&b, IPC_MAX_BYTES);
	ipc_begin(&b, IPC_DEVICES);
	for (child = g->children->list; child != NULL; child = child->next)
		if (keeps_devices(child) && !child->owes_devices) {
			child->owes_devices = true;
			child_send(child, &b, NULL, 0);
		}
	buf_free(&b);
}

void
gather_init(struct gather *g, struct loop *loop, struct children *children,
    void (*done)(void *arg, const struct devices *devices,
    unsigned unanswered), void *arg)
{
	*g = (struct gather){ .loop = loop, .children = children,
	    .done = done, .arg = arg };
}

void
gather_begin(struct gather *g)
{
	if (g->running)
		return;
	g->running = true;
	g->unanswered = 0;
	g->devices = (struct devices){ .n = 0 };
	ask_all(g);
	loop_arm(g->loop, &g->timer, count_owing(g) > 0 ? ANSWER_MS : 0,
	    is_late, g);
}

int
gather_answer(struct gather *g, struct child *child, struct ipc_in *m)
{
	struct devices more;

	if (!child->owes_devices ||
	    devices_get(m, &more, loop_now_ms()) == -1)
		return -1;
	child->owes_devices = false;
	if (!g->running)
		return 0;		/* too late */
	devices_merge(&g->devices, &more);
	finish_if_all(g);
	return 0;
}

void
gather_ended(struct gather *g, struct child *child)
{
	if (!child->owes_devices)
		return;
	child->owes_devices = false;
	g->unanswered++;
	finish_if_all(g);
}

void
gather_abandon(struct gather *g)
{
	if (g->running)
		is_late(g);
}
