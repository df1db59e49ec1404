/*
 * Which starts a seek table holds: dense enough that one is near to any
 * moment, and no denser. Pure, in lares-probe.
 */
#include "scanner/probe/seek_points.h"

/* One at the middle of two that are so far apart is near enough to both. */
#define STEP_MS		800
#define KEY_STEP_MS	400

/* Pictures that start more rarely leave a screen black for too long. x264,
   left alone, makes a key frame every 250 pictures. */
#define KEY_GAP_MS	12000

static bool
put(struct seek_points *s, const struct seek_point *p)
{
	return s->n++ < SEEK_POINTS_MAX && s->put(s->arg, p);
}

static bool
put_held(struct seek_points *s)
{
	const size_t n = s->nheld;

	s->nheld = 0;
	for (size_t i = 0; i < n; i++)
		if (!put(s, &s->held[i]))
			return false;
	return true;
}

static bool
is_wanted(const struct seek_points *s, const struct seek_point *p)
{
	if (p->offset <= s->last.offset || p->time_ms < s->last.time_ms)
		return false;
	return p->time_ms >= s->last.time_ms + STEP_MS ||
	    (p->key && p->time_ms >= s->last_key_ms + KEY_STEP_MS);
}

static bool
take(struct seek_points *s, const struct seek_point *p)
{
	s->last = *p;
	if (p->key)
		s->last_key_ms = p->time_ms;
	if (p->key || !s->pictures)
		return put(s, p);
	if (s->nheld == SEEK_HELD_MAX)
		return false;
	s->held[s->nheld++] = *p;
	return true;
}

bool
seek_points_add(struct seek_points *s, uint64_t time_ms, uint64_t offset,
    bool key)
{
	const struct seek_point p = { time_ms, offset, key }, zero = {
		.key = true,
	};

	if (time_ms > s->end_ms)
		s->end_ms = time_ms;
	if (time_ms > SEEK_TIME_MAX_MS ||
	    (s->pictures && time_ms > s->key_ms + KEY_GAP_MS))
		return false;
	if (key && time_ms > s->key_ms)
		s->key_ms = time_ms;
	if (s->n == 0 && !put(s, &zero))
		return false;
	if (key && !put_held(s))
		return false;
	return !is_wanted(s, &p) || take(s, &p);
}

bool
seek_points_at(struct seek_points *s, uint64_t offset)
{
	if (offset < s->told + SEEK_TOLD_BYTES)
		return true;
	s->told = offset;
	return s->put(s->arg, NULL);
}

bool
seek_points_end(const struct seek_points *s)
{
	return s->n > 1 || (s->n == 1 && s->end_ms < STEP_MS);
}
