/*
 * Reading the configuration again while the house runs.
 */
#include <stdlib.h>
#include <string.h>

#include "common/config_access.h"
#include "common/log.h"
#include "server/parent/door.h"
#include "server/parent/reload.h"
#include "server/parent/settings.h"

#define ACCESS_BYTES	(1024 * 1024)

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool
same_reach(const struct config_reach *a, const struct config_reach *b)
{
	size_t i;

	for (i = 0; i < a->n && i < b->n; i++)
		if (a->networks[i].address.s_addr !=
		    b->networks[i].address.s_addr ||
		    a->networks[i].prefix != b->networks[i].prefix ||
		    a->networks[i].hops != b->networks[i].hops)
			return false;
	return a->n == b->n;
}

/* The settings of who may look, as text. */
static struct buf
access_text(const struct config *c)
{
	struct buf b;

	buf_init(&b, ACCESS_BYTES);
	config_access_write(&b, NULL, c);
	config_access_write_devices(&b, NULL, c);
	config_access_write_rules(&b, NULL, c);
	if (buf_failed(&b))
		abort();
	return b;
}

/* Keeps what was used up at start, and says so: children are told it, too. */
static void
keep_fixed(const char *key, char **before, char **now)
{
	char *other = *now;

	if (same_text(*before, *now))
		return;
	log_warn("%s is changed by a restart only", key);
	*now = *before;
	*before = other;
}

void
reload(struct house *h)
{
	const enum log_level before = h->config.log_level;
	const struct config_reach reach = h->config.reach;
	struct buf access, now;
	struct config fresh;
	size_t there;

	if (settings_read(&fresh, &h->options) != 0 ||
	    settings_check_media(&fresh, &h->options, &h->user,
	    &there) != 0) {
		log_error("the configuration has mistakes: the settings of "
		    "before stay");
		config_free(&fresh);
		return;
	}
	log_info("the configuration was read again");
	house_complete(h, &fresh);
	keep_fixed("state_dir", &h->config.state_dir, &fresh.state_dir);
	keep_fixed("user", &h->config.user, &fresh.user);
	access = access_text(&h->config);
	now = access_text(&fresh);
	config_free(&h->config);
	h->config = fresh;
	h->folders_there = there;
	mounts_look(&h->mounts, &h->config);
	log_set_level(h->config.log_level);
	if (before != LOG_LEVEL_DEBUG)
		house_say_debug(h);
	house_say_reach(h);
	house_apply(h, !same_reach(&reach, &h->config.reach));
	if (strcmp(access.data, now.data) != 0)
		door_changed(h, true);
	buf_free(&access);
	buf_free(&now);
}
