/*
 * Which devices there are, and how they stand with the owner, in words. Pure.
 * Runs in laresd.
 */
#include "common/config_access.h"
#include "common/log.h"
#include "server/parent/report.h"
#include "server/parent/roster.h"

/* Of those that have not asked no more are told: an answer has a limit. */
#define UNSEEN_TOLD	100

static const char *const states[] = {	/* by enum access_state */
	[ACCESS_SHUT] = "denied", [ACCESS_WAITING] = "waiting",
	[ACCESS_ADMITTED] = "admitted",
};

static void
add_times(struct buf *b, const struct device *d, int64_t now_ms)
{
	buf_add_str(b, ", first seen ");
	report_age(b, now_ms - d->first_ms);
	buf_add_str(b, " ago, last ");
	report_age(b, now_ms - d->last_ms);
	buf_add_str(b, " ago\n");
}

static void
add_row(struct buf *b, const struct roster_row *r, int64_t now_ms)
{
	const struct station_text address = station_address(r->peer.address);
	const struct station mac = admission_station(&r->peer);
	const struct admission *a = &r->admission;

	buf_addf(b, "%-15s  %-17s  %-8s  (%s)\n", address.s, mac.by_mac ?
	    station_text(&mac).s : "-", states[a->verdict.state], a->why);
	buf_addf(b, "    %s, %s", a->name != NULL ? a->name : "no device line",
	    r->device->agent[0] != '\0' ? log_quote(r->device->agent).s :
	    "does not say what it is");
	add_times(b, r->device, now_ms);
	if (a->verdict.state == ACCESS_WAITING)
		buf_addf(b, "    to admit it: laresctl allow %s\n", address.s);
}

static void
add_rows(struct buf *b, const struct roster_row *rows, size_t n,
    enum access_state state, int64_t now_ms)
{
	for (size_t i = 0; i < n; i++)
		if (rows[i].admission.verdict.state == state)
			add_row(b, &rows[i], now_ms);
}

static bool
has_asked(const struct station *s, const struct roster_row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (admission_is(s, &rows[i].peer))
			return true;
	return false;
}

/* How many lines there are, of which the first UNSEEN_TOLD are written. */
struct unseen {
	struct buf	*b;
	size_t		 n;
};

static void
add_unseen(struct unseen *u, const struct station *s, const char *what)
{
	if (u->n++ < UNSEEN_TOLD)
		buf_addf(u->b, "%-17s  %s\n", station_text(s).s, what);
}

static void
add_others(struct buf *b, const struct config *c, const struct decisions *d,
    const struct roster_row *rows, size_t n)
{
	struct unseen u = { .b = b };
	size_t i;

	for (i = 0; i < d->n; i++)
		if (!has_asked(&d->items[i].station, rows, n))
			add_unseen(&u, &d->items[i].station,
			    d->items[i].allow ? "allowed" : "denied");
	for (i = 0; i < c->ndevices; i++)
		if (!has_asked(&c->devices[i].station, rows, n))
			add_unseen(&u, &c->devices[i].station,
			    c->devices[i].name);
	if (u.n > UNSEEN_TOLD)
		buf_addf(b, "and %zu more\n", u.n - UNSEEN_TOLD);
	else if (u.n == 0)
		buf_add_str(b, "none\n");
}

void
roster(struct buf *b, const struct config *c, const struct decisions *d,
    const struct roster_row *rows, size_t n, int64_t now_ms)
{
	buf_addf(b, "access = %s\n\nHave asked since the programs started:\n",
	    config_access_name(c->access));
	add_rows(b, rows, n, ACCESS_WAITING, now_ms);
	add_rows(b, rows, n, ACCESS_ADMITTED, now_ms);
	add_rows(b, rows, n, ACCESS_SHUT, now_ms);
	if (n == 0)
		buf_add_str(b, "none\n");
	buf_add_str(b, "\nAllowed, denied or named, and not among those:\n");
	add_others(b, c, d, rows, n);
}
