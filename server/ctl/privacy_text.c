/*
 * laresctl privacy: the facts in words. Everything from outside is quoted.
 * Pure; runs in laresctl. What the programs are is in privacy_processes.c.
 */
#include <inttypes.h>
#include <stdio.h>

#include "common/config_access.h"
#include "common/log.h"
#include "common/resume.h"
#include "common/state.h"
#include "server/ctl/checks.h"
#include "server/ctl/page.h"
#include "server/ctl/privacy_processes.h"
#include "server/ctl/privacy_text.h"

/* ---- the network -------------------------------------------------------- */

static void
add_served(struct buf *b, const struct facts_served *s)
{
	page_row(b, "Seen at", "%s", s->url);
	page_row(b, "", "by everybody on interface %s, address %s/%u",
	    page_text(s->interface).s, s->address, s->prefix);
	if (!s->filtered)
		page_row(b, "  MISSING", "source filter on TCP (see below)");
}

/* By whom else it can be seen. */
static void
add_allowed(struct buf *b, const struct facts *f)
{
	for (size_t i = 0; i < f->nallowed; i++)
		page_row(b, i == 0 ? "And beyond" : "", "%s/%u, up to %u hops "
		    "away: allow_network", f->allowed[i].address,
		    f->allowed[i].prefix, f->allowed[i].hops);
}

static void
add_unserved(struct buf *b, const struct facts *f)
{
	for (size_t i = 0; i < f->nunserved; i++)
		page_row(b, i == 0 ? "Not served" : "", "%s %s",
		    page_text(f->unserved[i].interface).s,
		    page_text(f->unserved[i].why).s);
	if (f->more_unserved > 0)
		page_row(b, "", "and %" PRIu64 " more interfaces",
		    f->more_unserved);
}

static void
add_access(struct buf *b, const struct facts_access *a)
{
	page_row(b, "Access", "%s; by you: %" PRIu64 " allowed, %" PRIu64
	    " denied, %" PRIu64 " device lines, %" PRIu64 " rules",
	    config_access_name(a->mode), a->allowed, a->denied, a->named,
	    a->rules);
}

/* Who can look, as the beginning of a sentence. */
static const char *
whoever(const struct facts_access *a)
{
	if (a->mode != CONFIG_OPEN)
		return "A device there that you allowed, or named by a device "
		    "line,";
	return a->denied > 0 ? "Anybody there whom you did not deny" :
	    "Anybody there";
}

static void
add_reach(struct buf *b, const struct facts *f)
{
	buf_add_str(b, "\n");
	if (f->nserved == 0)
		page_say(b, 2, "No network is served: nobody can see it.");
	else if (f->no_catalog != NULL)
		page_say(b, 2, "%s can list and stream whatever the catalogue "
		    "holds (%s).", whoever(&f->access), f->no_catalog);
	else
		page_say(b, 2, "%s can list and stream the %" PRIu64
		    " audio files, %" PRIu64 " videos and %" PRIu64
		    " pictures%s: UPnP knows neither passwords nor "
		    "encryption.", whoever(&f->access),
		    f->counts.of_kind[MEDIA_AUDIO],
		    f->counts.of_kind[MEDIA_VIDEO],
		    f->counts.of_kind[MEDIA_PICTURE], f->access.rules > 0 ?
		    ", but for what rules hide from it" : "");
	if (f->access.mode != CONFIG_OPEN || f->access.denied > 0 ||
	    f->access.rules > 0)
		page_say(b, 2, "Devices are told apart by the MAC or address "
		    "they claim: that keeps out children and guests, not "
		    "somebody who forges one.");
}

static void
add_unfiltered(struct buf *b, const struct facts *f)
{
	for (size_t i = 0; i < f->nserved; i++)
		if (!f->served[i].filtered) {
			page_say(b, 2, "The missing source filter is one that "
			    "this kernel keeps for root: instead the server "
			    "itself looks where each connection comes from.");
			return;
		}
}

static void
add_network(struct buf *b, const struct facts *f)
{
	page_heading(b, "WHAT YOUR NETWORK CAN SEE");
	page_row(b, "Name", "%s", log_quote(f->name).s);
	page_row(b, "Id", "uuid:%s (random)",
	    page_text(f->uuid).s);
	page_row(b, "Software", "%s", page_text(f->server).s);
	page_row(b, "Device", "%s", f->device_type);
	for (size_t i = 0; i < f->services.n; i++)
		page_row(b, i == 0 ? "Services" : "", "%s",
		    f->services.name[i]);
	for (size_t i = 0; i < f->nserved; i++)
		add_served(b, &f->served[i]);
	add_allowed(b, f);
	add_unserved(b, f);
	add_access(b, &f->access);
	add_reach(b, f);
	add_unfiltered(b, f);
}

/* ---- what is stored ----------------------------------------------------- */

static void
add_files(struct buf *b, const struct facts *f)
{
	const struct facts_file *file;

	page_say(b, 2, "Besides its log Lares writes to the folder %s alone:",
	    page_text(f->state_dir).s);
	buf_add_str(b, "\n       bytes  file\n");
	for (file = f->files; file < f->files + f->nfiles; file++)
		buf_addf(b, "%12" PRIu64 "  %-17s %s\n", file->bytes,
		    page_text(file->name).s, file->holds != NULL ?
		    file->holds : "not known to this laresctl");
	if (f->more_files > 0)
		page_say(b, 14, "and %zu more", f->more_files);
	buf_add_str(b, "\n");
}

static void
add_tables(struct buf *b, const struct facts *f)
{
	const struct facts_table *t;

	page_say(b, 2, "In the catalogue, with indexes:");
	buf_add_str(b, "\n       bytes      rows  table\n");
	for (t = f->tables; t < f->tables + f->ntables; t++) {
		if (t->t.bytes == -1)
			buf_addf(b, "%12s", "?");
		else
			buf_addf(b, "%12" PRId64, t->t.bytes);
		buf_addf(b, "%10" PRIu64 "  %-16s %s\n", t->t.rows,
		    page_text(t->t.name).s, t->holds != NULL ? t->holds :
		    "not known to this laresctl");
	}
	if (f->more_tables > 0)
		page_say(b, 24, "and %zu more", f->more_tables);
	buf_add_str(b, "\n");
}

static void
add_resume(struct buf *b, const struct facts *f)
{
	char n[32] = "an unknown number of";

	if (f->resume == CONFIG_RESUME_OFF) {
		page_say(b, 2, f->debug ? "Besides that nothing is stored "
		    "about who watched what." : "Nothing is stored about who "
		    "watched what, and the log does not name it.");
		return;
	}
	if (f->positions >= 0)
		snprintf(n, sizeof(n), "%" PRId64, f->positions);
	page_say(b, 2, "resume = %s: where films and long recordings were "
	    "left, %s, is stored in the file " RESUME_FILE ": %s position%s. "
	    "Each is a number of the catalogue, a place in time and a day, "
	    "without an hour%s. It goes when the end is reached, %" PRIu64
	    " days after it was set, and with laresctl forget. Nothing else is "
	    "stored about who watched what.",
	    f->resume == CONFIG_RESUME_ON ? "on" : "device",
	    f->resume == CONFIG_RESUME_ON ? "by whomever" :
	    "by each device for itself", n, f->positions == 1 ? "" : "s",
	    f->resume == CONFIG_RESUME_ON ? "" : ", and the MAC or address "
	    "of the device", f->resume_days);
}

static void
add_stored(struct buf *b, const struct facts *f)
{
	page_heading(b, "WHAT IS STORED, AND WHERE");
	add_files(b, f);
	if (f->no_catalog != NULL)
		page_say(b, 2, "The catalogue: %s.", f->no_catalog);
	else
		add_tables(b, f);
	if (f->debug)
		page_say(b, 2, "log_level = debug: the log, which Lares does "
		    "not keep itself, names media and who asks for what.");
	add_resume(b, f);
	page_say(b, 2, "Of devices only %swhat you decide with laresctl allow "
	    "and deny is stored, in the file " STATE_DEVICES ", without a "
	    "time: not who has asked.", f->resume == CONFIG_RESUME_DEVICE ?
	    "that, and " : "");
}

/* ---- who has asked ------------------------------------------------------ */

struct ago {
	char	s[32];
};

static struct ago
ago(uint64_t ms)
{
	static const struct {
		uint64_t	 sec;
		const char	*unit;
	} units[] = {
		{ 2 * 86400, "days" }, { 2 * 3600, "h" }, { 120, "min" },
	};
	static const uint64_t sizes[] = { 86400, 3600, 60 };
	const uint64_t sec = ms / 1000;
	struct ago a;

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (sec >= units[i].sec) {
			snprintf(a.s, sizeof(a.s), "%" PRIu64 " %s ago",
			    sec / sizes[i], units[i].unit);
			return a;
		}
	snprintf(a.s, sizeof(a.s), "%" PRIu64 " s ago", sec);
	return a;
}

static void
add_count(struct buf *b, uint64_t n, const char *one, const char *more)
{
	if (n > 0)
		buf_addf(b, "%s%" PRIu64 " %s", b->len > 0 ? ", " : "", n,
		    n == 1 ? one : more);
}

static void
add_device(struct buf *b, const struct facts_device *d)
{
	struct buf how;

	buf_addf(b, "  %s\n    %s\n", d->address,
	    d->agent[0] != '\0' ? log_quote(d->agent).s :
	    "does not say what it is");
	buf_init(&how, 256);
	add_count(&how, d->searches, "search", "searches");
	add_count(&how, d->requests, "HTTP request", "HTTP requests");
	add_count(&how, d->refused, "of them refused", "of them refused");
	page_say(b, 4, "%s", how.data);
	page_say(b, 4, "first %s, last %s", ago(d->first_ms).s,
	    ago(d->last_ms).s);
	buf_free(&how);
}

static void
add_devices(struct buf *b, const struct facts *f)
{
	page_heading(b, "WHICH DEVICES HAVE ASKED");
	for (size_t i = 0; i < f->ndevices; i++)
		add_device(b, &f->devices[i]);
	if (f->ndevices == 0)
		page_say(b, 2, "None so far.");
	buf_add_str(b, "\n");
	if (f->off_link > 0)
		page_say(b, 2, "Refused for not coming from a served network: %"
		    PRIu64 " connections.", f->off_link);
	if (f->unanswered > 0)
		page_say(b, 2, "Incomplete: %" PRIu64 " of the programs did "
		    "not answer in time.", f->unanswered);
	page_say(b, 2, "This list is kept in memory only, of at most %d "
	    "devices, without a word about which files they asked for, by the "
	    "running lares-http and lares-ssdp: forgotten when those are "
	    "started anew, as a reload may do.", DEVICES_MAX);
}

/* ---- */

static void
add_check(void *arg, const char *claim, const char *command)
{
	struct buf *b = arg;

	page_say(b, 2, "%s:", claim);
	page_command(b, command);
	buf_add_str(b, "\n");
}

void
privacy_text(struct buf *b, const struct facts *f)
{
	add_network(b, f);
	add_stored(b, f);
	privacy_processes(b, f);
	privacy_programs(b, f);
	add_devices(b, f);
	page_heading(b, "HOW TO CHECK IT YOURSELF");
	checks_each(f, add_check, b);
}
