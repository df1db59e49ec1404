/*
 * One log line a minute for each kind of trouble that a client can make.
 * Process: lares-http. Any thread. Does not log itself.
 */

#include "server/http/rarely.h"

void
rarely_init(struct rarely *r)
{
	pthread_mutex_init(&r->lock, NULL);
	r->next_ms = 0;
	r->missed = 0;
}

void
rarely_free(struct rarely *r)
{
	pthread_mutex_destroy(&r->lock);
}

bool
rarely_now(struct rarely *r, uint64_t now_ms, unsigned *missed)
{
	bool now;

	pthread_mutex_lock(&r->lock);
	now = now_ms >= r->next_ms;
	if (now) {
		*missed = r->missed;
		r->missed = 0;
		r->next_ms = now_ms + RARELY_MS;
	} else {
		r->missed++;
	}
	pthread_mutex_unlock(&r->lock);
	return now;
}
