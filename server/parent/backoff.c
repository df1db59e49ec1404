/*
 * When a program that died is started again. Pure arithmetic.
 */
#include "server/parent/backoff.h"

#define GROWN_UP_MS	60000
#define FIRST_WAIT_MS	250
#define LONGEST_MS	30000

int64_t
backoff_after(struct backoff *b, int64_t lived_ms)
{
	int64_t wait = FIRST_WAIT_MS;
	unsigned i;

	if (lived_ms >= GROWN_UP_MS)
		b->young_deaths = 0;
	if (b->young_deaths++ == 0)
		return 0;
	for (i = 2; i < b->young_deaths && wait < LONGEST_MS; i++)
		wait *= 2;
	return wait < LONGEST_MS ? wait : LONGEST_MS;
}
