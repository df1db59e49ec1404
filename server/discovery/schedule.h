#ifndef LARES_DISCOVERY_SCHEDULE_H
#define LARES_DISCOVERY_SCHEDULE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * When alive sets may be sent. A PlayStation 4 and some televisions stop
 * playing at the first alive they see, others list nothing before one comes:
 * so there is one every interval, but only after nothing has been streamed for
 * an interval (a player may still play from its memory). While something does
 * stream none goes out until what was said last is about to expire.
 *
 * Pure; times are milliseconds of one clock that never runs backwards.
 */
struct schedule {
	int64_t		interval_ms;
	int64_t		max_age_ms;
	int64_t		last_alive;	/* when the last set went out */
	int64_t		last_stream;	/* when the last stream ended */
	bool		streaming;
	bool		streamed;	/* at any time: last_stream counts */
	int64_t		asked_at;	/* when schedule_admit was last asked, */
	bool		admitting;	/* and what it said */
};

/* A set, twice over, comes in one go: no datagram is further than this from
   the next. */
#define SCHEDULE_GAP_MS	500

/* An interval longer than half of max_age becomes that (UDA 1.0, 1.1.2). */
void	schedule_init(struct schedule *s, unsigned interval_sec,
	    unsigned max_age_sec, int64_t now);

void	schedule_set_streaming(struct schedule *s, bool streaming, int64_t now);
void	schedule_sent_alive(struct schedule *s, int64_t now);

/* When the next alive set is due. */
int64_t	schedule_due(const struct schedule *s);

/*
 * Whether a datagram of an alive set that libupnp wants to send may go; asked
 * for each, decided once for the set. If it may, the set counts as sent.
 */
bool	schedule_admit(struct schedule *s, int64_t now);

#endif
