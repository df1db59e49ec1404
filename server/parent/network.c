/*
 * Keeps one listener per link that should be served, as interfaces and
 * addresses come and go. Runs in laresd.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "server/parent/network.h"

#define COALESCE_MS	250	/* changes come in bursts */

static void
refresh(void *arg)
{
	network_refresh(arg);
}

static void
hear_change(void *arg)
{
	struct network *n = arg;

	addresses_drain(&n->addresses);
	if (!n->timer.armed)
		loop_arm(n->loop, &n->timer, COALESCE_MS, refresh, n);
}

int
network_open(struct network *n, struct loop *loop,
    const struct network_events *events, void *arg)
{
	*n = (struct network){ .loop = loop, .events = events, .arg = arg };
	if (addresses_open(&n->addresses) == -1)
		return -1;
	loop_watch(loop, &n->changes, n->addresses.events, hear_change, n);
	return 0;
}

void
network_close(struct network *n)
{
	loop_disarm(n->loop, &n->timer);
	loop_unwatch(n->loop, &n->changes);
	listeners_close(&n->listeners);
	addresses_close(&n->addresses);
	free(n->unserved);
	n->unserved = NULL;
}

/* ---- choosing ----------------------------------------------------------- */

static void
leave_out(struct network *n, const char *name, const char *why)
{
	struct network_unserved *u = &n->unserved[n->nunserved++];

	memcpy(u->name, name, sizeof(u->name));
	u->why = why;
}

/* The links to serve, the caller's to free, and a note on each other one. */
static struct wire_link *
choose(struct network *n, const struct link_table *t, size_t *nlinks)
{
	struct wire_link *links;
	const char *why;
	size_t i;

	/* One more: calloc(0) may be NULL. */
	links = calloc(t->nlinks + 1, sizeof(*links));
	free(n->unserved);
	n->unserved = calloc(t->nlinks + 1, sizeof(*n->unserved));
	if (links == NULL || n->unserved == NULL)
		abort();
	n->nunserved = *nlinks = 0;
	for (i = 0; i < t->nlinks; i++) {
		why = links_choose(t, i, n->interfaces, &links[*nlinks]);
		if (why == NULL)
			++*nlinks;
		else
			leave_out(n, t->links[i].name, why);
	}
	return links;
}

/* ---- opening and closing ------------------------------------------------ */

static bool
is_among(const struct wire_link *link, const struct wire_link *links,
    size_t nlinks)
{
	size_t i;

	for (i = 0; i < nlinks; i++)
		if (listeners_same(link, &links[i]))
			return true;
	return false;
}

static void
drop(struct network *n, size_t i)
{
	struct wire_link link = n->listeners.items[i].link;

	listeners_drop(&n->listeners, i);
	n->events->dropped(n->arg, &link);
}

/* Whether there was anything to drop. */
static bool
drop_others(struct network *n, const struct wire_link *links, size_t nlinks)
{
	size_t i, before = n->listeners.n;

	for (i = before; i-- > 0; )
		if (!is_among(&n->listeners.items[i].link, links, nlinks))
			drop(n, i);
	return n->listeners.n < before;
}

/* Opens one, if it is not open. -1: it cannot be. */
static int
add(struct network *n, const struct wire_link *link)
{
	int error;

	if (listeners_get(&n->listeners, link) != NULL)
		return 0;
	if (listeners_add(&n->listeners, link, n->reach, n->port) == 0) {
		n->events->added(n->arg,
		    &n->listeners.items[n->listeners.n - 1]);
		return 0;
	}
	error = errno;
	if (n->patience.young_deaths == 0)	/* not at each new try */
		log_error("%s cannot be served on port %u: %s", link->name,
		    n->port, strerror(error));
	leave_out(n, link->name, error == EADDRINUSE ?
	    "has its port taken by another program" :
	    "refuses a listening socket, see the log");
	return -1;
}

static void
add_missing(struct network *n, const struct wire_link *links, size_t nlinks)
{
	size_t i;

	n->refused = false;
	for (i = 0; i < nlinks; i++)
		if (add(n, &links[i]) == -1)
			n->refused = true;
	/* Perhaps only until a program, or our own socket of before, ends. */
	if (n->refused)
		loop_arm(n->loop, &n->timer, COALESCE_MS +
		    backoff_after(&n->patience, 0), refresh, n);
	else
		n->patience = (struct backoff){ 0 };
}

static void
open_missing(struct network *n, const struct wire_link *links, size_t nlinks)
{
	if (n->port == 0 && nlinks > 0)
		n->port = n->events->choose_port(n->arg, links, nlinks);
	if (n->port != 0)
		add_missing(n, links, nlinks);
}

void
network_refresh(struct network *n)
{
	struct link_table table;
	struct wire_link *links;
	size_t nlinks;

	loop_disarm(n->loop, &n->timer);
	if (addresses_read(&n->addresses, &table) == -1) {
		log_error("the network interfaces cannot be listed: %s",
		    strerror(errno));
		loop_arm(n->loop, &n->timer, 1000, refresh, n);
		return;
	}
	links = choose(n, &table, &nlinks);
	if (drop_others(n, links, nlinks))
		/* Until lares-http has closed its own, the port is taken. */
		loop_arm(n->loop, &n->timer, COALESCE_MS, refresh, n);
	else
		open_missing(n, links, nlinks);
	free(links);
	addresses_free(&table);
	n->events->settled(n->arg);
}

void
network_reopen(struct network *n, uint16_t port)
{
	while (n->listeners.n > 0)
		drop(n, n->listeners.n - 1);
	n->port = port;
	loop_arm(n->loop, &n->timer, COALESCE_MS, refresh, n);
}
