/*
 * What laresctl may ask for: one row of the table each. Runs in laresd.
 */
#include <errno.h>
#include <string.h>

#include "common/log.h"
#include "common/version.h"
#include "server/parent/disclose.h"
#include "server/parent/door.h"
#include "server/parent/forget.h"
#include "server/parent/report.h"
#include "server/parent/requests.h"
#include "server/parent/roster.h"
#include "server/parent/staff.h"

#define ANSWER_BYTES	(64 * 1024)	/* well below a datagram's limit */

/* text: NULL if it had no room. */
static void
answer(int reply, const char *how, const char *text)
{
	struct buf b;

	buf_init(&b, ANSWER_BYTES);
	if (text != NULL)
		buf_addf(&b, "%s\n%s", how, text);
	if (text == NULL || buf_failed(&b)) {
		buf_reset(&b);
		buf_add_str(&b, "error\nthere is too much to tell\n");
	}
	control_answer(reply, &b);
	buf_free(&b);
}

static struct report
make_report(const struct house *h)
{
	return (struct report){
		.name = h->config.friendly_name,
		.uuid = h->uuid,
		.network = &h->network,
		.children = &h->children,
		.workers = &h->workers,
		.progress = &h->progress,
		.layers = h->layers,
		.debug = h->config.log_level == LOG_LEVEL_DEBUG,
		.by_systemd = h->by_systemd,
		.access = admission_count(&h->config, &h->decisions),
		.resume = h->config.resume,
		.resume_days = h->config.resume_days,
		.since_ms = h->since_ms,
	};
}

struct request {
	const char	*device;	/* that it is about; "": none */
	bool		 yes;		/* as its row has it */
	int		 reply;
};

static void
status(struct house *h, const struct request *q)
{
	const struct report r = make_report(h);
	struct buf b;

	buf_init(&b, ANSWER_BYTES);
	report_status(&b, &r);
	answer(q->reply, "ok", b.data);
	buf_free(&b);
}

static void
rescan(struct house *h, const struct request *q)
{
	if (staff_tell_rescan(h) == 0)
		answer(q->reply, "ok", "every folder is looked at anew\n");
	else
		answer(q->reply, "error", "the scanner is just starting, and "
		    "will look at everything anyway\n");
}

static void
version(struct house *h, const struct request *q)
{
	(void)h;
	answer(q->reply, "ok", "laresd " LARES_VERSION "\n");
}

static void
verify(struct house *h, const struct request *q)
{
	if (verify_begin(&h->verify))
		h->verifier = q->reply;
	else
		answer(q->reply, "error", "somebody else has this done just "
		    "now\n");
}

static void
verified(void *arg, bool passed, const struct buf *text)
{
	struct house *h = arg;

	answer(h->verifier, passed ? "ok" : "failed", text->data);
}

/* "devices" or "privacy": told when the programs have said who has asked. */
static void
devices_or_privacy(struct house *h, const struct request *q)
{
	if (h->ncurious == HOUSE_CURIOUS_MAX) {
		answer(q->reply, "error", "too many have asked this just "
		    "now\n");
		return;
	}
	h->curious[h->ncurious++] = (struct house_curious){ q->reply, q->yes };
	gather_begin(&h->gather);
}

/* Who they are, and what is decided about each. */
static void
tell_devices(struct house *h, const struct devices *asked, unsigned unanswered,
    struct buf *b)
{
	static const struct roster_row none;
	struct roster_row rows[DEVICES_MAX] = { none };
	size_t i;

	for (i = 0; i < asked->n; i++) {
		rows[i].device = &asked->items[i];
		rows[i].peer = door_peer(h, asked->items[i].address);
		rows[i].admission = door_admission(h, &rows[i].peer);
	}
	roster(b, &h->config, &h->decisions, rows, asked->n, loop_now_ms());
	if (unanswered > 0)
		buf_addf(b, "Incomplete: %u of the programs did not answer "
		    "in time.\n", unanswered);
}

static void
gathered(void *arg, const struct devices *asked, unsigned unanswered)
{
	struct house *h = arg;
	const struct report r = make_report(h);
	const struct house_curious *c;
	struct buf b;

	while (h->ncurious > 0) {
		c = &h->curious[--h->ncurious];
		buf_init(&b, ANSWER_BYTES);
		if (c->devices)
			tell_devices(h, asked, unanswered, &b);
		else
			disclose(&b, &r, asked, unanswered);
		answer(c->reply, "ok", buf_failed(&b) ? NULL : b.data);
		buf_free(&b);
	}
}

static void
allow_or_deny(struct house *h, const struct request *q)
{
	struct buf b;
	int ret;

	buf_init(&b, ANSWER_BYTES);
	ret = door_decide(h, q->device, q->yes, &b);
	answer(q->reply, ret == 0 ? "ok" : "error", b.data);
	buf_free(&b);
}

static void
forget(struct house *h, const struct request *q)
{
	struct buf b;

	buf_init(&b, ANSWER_BYTES);
	if (forget_begin(h, q->device, q->reply, &b) == -1)
		answer(q->reply, "error", b.data);
	buf_free(&b);
}

static const struct {
	const char	*word;
	bool		 takes_device;
	void		(*run)(struct house *, const struct request *);
	bool		 yes;
} requests[] = {
	{ "status",	false,	status,			false },
	{ "rescan",	false,	rescan,			false },
	{ "version",	false,	version,		false },
	{ "verify",	false,	verify,			false },
	{ "privacy",	false,	devices_or_privacy,	false },
	{ "devices",	false,	devices_or_privacy,	true },
	{ "allow",	true,	allow_or_deny,		true },
	{ "deny",	true,	allow_or_deny,		false },
	{ "forget",	true,	forget,			false },
};

static void
take(void *arg, const char *word, const char *argument, int reply)
{
	struct house *h = arg;
	size_t i;

	if (h->closing) {
		answer(reply, "error", "the server is ending\n");
		return;
	}
	for (i = 0; i < sizeof(requests) / sizeof(requests[0]); i++) {
		if (strcmp(word, requests[i].word) == 0 &&
		    requests[i].takes_device == (*argument != '\0')) {
			requests[i].run(h, &(struct request){ argument,
			    requests[i].yes, reply });
			return;
		}
	}
	answer(reply, "error", "this laresd does not know that request\n");
}

int
requests_open(struct house *h)
{
	verify_init(&h->verify, &h->loop, &h->children, h->workers.program,
	    verified, h);
	gather_init(&h->gather, &h->loop, &h->children, gathered, h);
	if (control_open(&h->control, &h->loop, h->folder, take, h) == 0)
		return 0;
	log_error("the control socket in %s cannot be opened: %s",
	    log_quote(h->state_dir).s, strerror(errno));
	return -1;
}

void
requests_close(struct house *h)
{
	control_close(&h->control, h->folder);
}
