/*
 * When to say that we are still here. Part of lares-ssdp, pure.
 */
#include "server/discovery/schedule.h"

void
schedule_init(struct schedule *s, unsigned interval_sec, unsigned max_age_sec,
    int64_t now)
{
	*s = (struct schedule){
		.interval_ms = 1000 * (int64_t)interval_sec,
		.max_age_ms = 1000 * (int64_t)max_age_sec,
		.last_alive = now,
		.asked_at = now - SCHEDULE_GAP_MS - 1,
	};
	if (s->interval_ms > s->max_age_ms / 2)
		s->interval_ms = s->max_age_ms / 2;
	if (s->interval_ms < 1000)
		s->interval_ms = 1000;
}

void
schedule_set_streaming(struct schedule *s, bool streaming, int64_t now)
{
	if (s->streaming && !streaming) {
		s->last_stream = now;
		s->streamed = true;
	}
	s->streaming = streaming;
}

void
schedule_sent_alive(struct schedule *s, int64_t now)
{
	s->last_alive = now;
}

/*
 * The last moment at which the advertisement must be renewed whatever plays:
 * a sixteenth of max-age before it expires (with 14400 s after 3 h 45 min, a
 * quarter of an hour early), so that a lost set can be made good.
 */
static int64_t
deadline(const struct schedule *s)
{
	return s->last_alive + s->max_age_ms - s->max_age_ms / 16;
}

/* Until when it is too early after a stream; far off while there is one. */
static int64_t
quiet_from(const struct schedule *s)
{
	if (s->streaming)
		return INT64_MAX;
	return s->streamed ? s->last_stream + s->interval_ms : INT64_MIN;
}

static int64_t
earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t
later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

int64_t
schedule_due(const struct schedule *s)
{
	return earlier(deadline(s),
	    later(quiet_from(s), s->last_alive + s->interval_ms));
}

bool
schedule_admit(struct schedule *s, int64_t now)
{
	if (now - s->asked_at > SCHEDULE_GAP_MS) {
		s->admitting = now >= earlier(deadline(s), quiet_from(s));
		if (s->admitting)
			s->last_alive = now;
	}
	s->asked_at = now;
	return s->admitting;
}
