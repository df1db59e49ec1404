/*
 * The life of the house: opened, started, changed, ended. What happens in
 * between is in events.c. Runs in laresd.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "common/config_network.h"
#include "common/log.h"
#include "server/parent/events.h"
#include "server/parent/house.h"
#include "server/parent/staff.h"

int
house_open_programs(struct house *h)
{
	const char *missing;

	if (children_open(&h->children, &h->loop, &events_children, h,
	    &missing) == -1) {
		log_error("the program %s cannot be opened: %s", missing,
		    strerror(errno));
		return -1;
	}
	if (workers_open(&h->workers, &h->loop, events_worker, h) == -1) {
		log_error("the program %s cannot be opened: %s",
		    WORKERS_PROGRAM, strerror(errno));
		return -1;
	}
	return 0;
}

int
house_open(struct house *h)
{
	if (network_open(&h->network, &h->loop, &events_network, h) == -1) {
		log_error("netlink: %s", strerror(errno));
		return -1;
	}
	if (mounts_open(&h->mounts, &h->loop, events_mounts, h) == -1) {
		log_error("/proc/self/mountinfo: %s", strerror(errno));
		return -1;
	}
	mounts_look(&h->mounts, &h->config);
	h->network.interfaces = &h->config.interfaces;
	h->network.reach = &h->config.reach;
	h->network.port = (uint16_t)h->config.port;
	return 0;
}

/* A name or id that is not the user's own choice. */
static void
set_default(char **field, const char *value)
{
	if (*field == NULL && (*field = strdup(value)) == NULL)
		abort();
}

void
house_complete(const struct house *h, struct config *c)
{
	char name[IDENTITY_NAME_BYTES];

	identity_name(h->uuid, name);
	set_default(&c->friendly_name, name);
	set_default(&c->uuid, h->uuid);
	set_default(&c->state_dir, h->state_dir);
}

static void
say_waiting(struct house *h)
{
	const struct network_unserved *u = h->network.unserved;
	size_t i;

	screen_say(&h->screen, "No network to serve yet: waiting for one.");
	for (i = 0; i < h->network.nunserved; i++)
		screen_say(&h->screen, "  %s %s", u[i].name, u[i].why);
}

void
house_say_debug(const struct house *h)
{
	if (h->config.log_level != LOG_LEVEL_DEBUG)
		return;
	log_warn("==================== log_level = debug ====================");
	log_warn("this log names media files by their paths, and which device "
	    "asks for what");
	log_warn("to end that set another log_level and send SIGHUP; what is "
	    "logged by then stays in the log");
	log_warn("===========================================================");
}

void
house_say_reach(const struct house *h)
{
	const struct config_reach *reach = &h->config.reach;
	struct buf b;
	size_t i;

	for (i = 0; i < reach->n; i++) {
		buf_init(&b, 64);
		config_network_write(&b, &reach->networks[i]);
		log_warn("allow_network = %s: what is sent there may pass "
		    "routers", b.data);
		buf_free(&b);
	}
}

int
house_start(struct house *h)
{
	bool by_user = h->config.port != 0;

	h->since_ms = loop_now_ms();
	progress_begin(&h->progress, h->since_ms);
	screen_say(&h->screen, "Serving as \"%s\"", h->config.friendly_name);
	house_say_debug(h);
	house_say_reach(h);
	network_refresh(&h->network);
	if (by_user && h->network.refused) {
		log_error("set another port, or none: then a free one is "
		    "found");
		return -1;
	}
	if (h->network.listeners.n == 0)
		say_waiting(h);
	if (h->screen.terminal)
		screen_say(&h->screen, "Ctrl-C ends it.");
	return 0;
}

void
house_apply(struct house *h, bool reach_changed)
{
	if (h->config.port == 0)
		h->config.port = h->network.port;
	if (reach_changed) {
		/*
		 * They may send to somebody who may not ask any more. The
		 * lares-http of now sees to that when it loses its listeners.
		 */
		children_hurry(&h->children, CHILD_HTTP);
		h->told_unfiltered = false;	/* other layers are left */
	}
	/* A listener's filter is locked: another reach needs another one. */
	if (h->config.port != h->network.port || reach_changed)
		network_reopen(&h->network,
		    (uint16_t)h->config.port);
	else
		network_refresh(&h->network);
	staff_renew(h);
}

void
house_close(struct house *h)
{
	network_close(&h->network);
	mounts_close(&h->mounts);
	config_free(&h->config);
}
