#ifndef LARES_HTTP_RARELY_H
#define LARES_HTTP_RARELY_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

/* Keeps what anybody on the network can provoke from filling the log. */
struct rarely {
	pthread_mutex_t	 lock;
	uint64_t	 next_ms;
	unsigned	 missed;
};

#define RARELY_MS	(60 * 1000)

void	rarely_init(struct rarely *r);
void	rarely_free(struct rarely *r);

/*
 * Whether a line may be logged now (monotonic time); then *missed is how many
 * were not since the last one.
 */
bool	rarely_now(struct rarely *r, uint64_t now_ms, unsigned *missed);

#endif
