/*
 * What laresctl may ask for: one row of the table each. Runs in laresd.
 */
#include <errno.h>
#include <string.h>

#include "common/log.h"
#include "common/version.h"
#include "server/parent/disclose.h"
#include "server/parent/report.h"
#include "server/parent/requests.h"
#include "server/parent/staff.h"

#define ANSWER_BYTES	(64 * 1024)	/* well below a datagram's limit */

static void
answer(int reply, const char *how, const char *text)
{
	struct buf b;

	buf_init(&b, ANSWER_BYTES);
	buf_addf(&b, "%s\n%s", how, text);
	if (buf_failed(&b)) {
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
		.since_ms = h->since_ms,
	};
}

static void
status(struct house *h, int reply)
{
	const struct report r = make_report(h);
	struct buf b;

	buf_init(&b, ANSWER_BYTES);
	report_status(&b, &r);
	answer(reply, "ok", b.data);
	buf_free(&b);
}

static void
rescan(struct house *h, int reply)
{
	if (staff_tell_rescan(h) == 0)
		answer(reply, "ok", "every folder is looked at anew\n");
	else
		answer(reply, "error", "the scanner is just starting, and "
		    "will look at everything anyway\n");
}

static void
version(struct house *h, int reply)
{
	(void)h;
	answer(reply, "ok", "laresd " LARES_VERSION "\n");
}

static void
verify(struct house *h, int reply)
{
	if (verify_begin(&h->verify))
		h->verifier = reply;
	else
		answer(reply, "error", "somebody else has this done just "
		    "now\n");
}

static void
verified(void *arg, bool passed, const struct buf *text)
{
	struct house *h = arg;

	answer(h->verifier, passed ? "ok" : "failed", text->data);
}

static void
privacy(struct house *h, int reply)
{
	if (h->ncurious == HOUSE_CURIOUS_MAX) {
		answer(reply, "error", "too many have asked this just now\n");
		return;
	}
	h->curious[h->ncurious++] = reply;
	gather_begin(&h->gather);
}

static void
gathered(void *arg, const struct devices *devices, unsigned unanswered)
{
	struct house *h = arg;
	const struct report r = make_report(h);
	struct buf b;

	buf_init(&b, ANSWER_BYTES);
	disclose(&b, &r, devices, unanswered);
	while (h->ncurious > 0)
		answer(h->curious[--h->ncurious], "ok", b.data);
	buf_free(&b);
}

static const struct {
	const char	*word;
	void		(*run)(struct house *, int reply);
} requests[] = {
	{ "status",	status },
	{ "rescan",	rescan },
	{ "version",	version },
	{ "verify",	verify },
	{ "privacy",	privacy },
};

static void
take(void *arg, const char *word, int reply)
{
	struct house *h = arg;
	size_t i;

	if (h->closing) {
		answer(reply, "error", "the server is ending\n");
		return;
	}
	for (i = 0; i < sizeof(requests) / sizeof(requests[0]); i++) {
		if (strcmp(word, requests[i].word) == 0) {
			requests[i].run(h, reply);
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
