/*
 * The end of the house: a moment for byebye and for the open batch, then it is
 * over, within two seconds in any case. Runs in laresd.
 */
#include <signal.h>

#include "server/parent/closing.h"

#define LEAVE_MS	1500	/* from being told to leave to being made to */
#define DIE_MS		300	/* and to leaving without who cannot die */

static void
give_up(void *arg)
{
	struct house *h = arg;

	h->given_up = true;
}

static void
make_leave(void *arg)
{
	struct house *h = arg;

	children_kill(&h->children);
	workers_signal(&h->workers, SIGKILL);
	loop_arm(&h->loop, &h->closing_timer, DIE_MS, give_up, h);
}

void
closing_begin(struct house *h, int exit_status)
{
	if (h->closing) {
		make_leave(h);
		return;
	}
	screen_say(&h->screen, "Saying goodbye.");
	h->closing = true;
	h->exit_status = exit_status;
	verify_abandon(&h->verify);
	gather_abandon(&h->gather);
	children_stop(&h->children);
	workers_signal(&h->workers, SIGTERM);
	loop_arm(&h->loop, &h->closing_timer, LEAVE_MS, make_leave, h);
}

bool
closing_is_done(const struct house *h)
{
	return h->given_up ||
	    (h->children.list == NULL && h->workers.list == NULL);
}
