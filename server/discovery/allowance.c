/*
 * A token bucket per source of searches, in a table of fixed size, so that
 * nobody can make us shout at a third party (whose address he forged), and a
 * flood from one does not silence us for another. Part of lares-ssdp.
 */
#include <stddef.h>

#include "server/discovery/allowance.h"

struct rate {
	uint32_t	burst;
	uint32_t	per_sec;
};
static const struct rate one_source = {
	ALLOWANCE_BURST, ALLOWANCE_PER_SEC
};
static const struct rate all_sources = {
	ALLOWANCE_ALL_BURST, ALLOWANCE_ALL_PER_SEC
};

/* What has come back since: per_sec answers a second are as many thousandths
   a millisecond. */
static void
refill(struct allowance_bucket *b, const struct rate *r, int64_t now_ms)
{
	const int64_t back = (now_ms - b->at_ms) * r->per_sec;

	b->spent = back >= b->spent ? 0 : b->spent - (uint32_t)back;
	b->at_ms = now_ms;
}

static bool
has(const struct allowance_bucket *b, const struct rate *r, unsigned answers)
{
	return b->spent + answers * 1000 <= r->burst * 1000;
}

/* The source's own bucket, else a free one, else that used longest ago. */
static struct allowance_bucket *
find_bucket(struct allowance *a, in_addr_t source)
{
	struct allowance_bucket *oldest = &a->sources[0];

	for (size_t i = 0; i < ALLOWANCE_SOURCES; i++) {
		struct allowance_bucket *b = &a->sources[i];

		if (b->used && b->source == source)
			return b;
		if (!b->used) {
			if (oldest->used)
				oldest = b;
		} else if (oldest->used && b->at_ms < oldest->at_ms)
			oldest = b;
	}
	*oldest = (struct allowance_bucket){ .source = source, .used = true };
	return oldest;
}

bool
allowance_take(struct allowance *a, struct in_addr source, unsigned answers,
    int64_t now_ms)
{
	struct allowance_bucket *b = find_bucket(a, source.s_addr);

	refill(b, &one_source, now_ms);
	refill(&a->all, &all_sources, now_ms);
	if (!has(b, &one_source, answers) || !has(&a->all, &all_sources, answers))
		return false;
	b->spent += answers * 1000;
	a->all.spent += answers * 1000;
	return true;
}
