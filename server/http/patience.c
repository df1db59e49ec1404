/*
 * Waiting for what other threads do, but not for ever. Process: lares-http.
 */
#include <errno.h>
#include <time.h>

#include "server/http/patience.h"

void
patience_init(pthread_cond_t *c)
{
	pthread_condattr_t attributes;

	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(c, &attributes);
	pthread_condattr_destroy(&attributes);
}

uint64_t
patience_end(unsigned ms)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000 +
	    1 + ms;
}

bool
patience_wait(pthread_cond_t *c, pthread_mutex_t *lock, uint64_t until_ms)
{
	const struct timespec until = {
		.tv_sec = (time_t)(until_ms / 1000),
		.tv_nsec = (long)(until_ms % 1000) * 1000000,
	};

	return pthread_cond_timedwait(c, lock, &until) != ETIMEDOUT;
}
