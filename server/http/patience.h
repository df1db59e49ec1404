#ifndef LARES_HTTP_PATIENCE_H
#define LARES_HTTP_PATIENCE_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

/* Waiting for what other threads do, by monotonic milliseconds, as stream_now
   tells them. */

/* A condition that patience_wait can wait for; pthread_cond_destroy ends it. */
void	patience_init(pthread_cond_t *c);

/* The time so many milliseconds from now. */
uint64_t patience_end(unsigned ms);

/* With the lock held. False: it is that late. As with any condition, nothing
   need have happened otherwise. */
bool	patience_wait(pthread_cond_t *c, pthread_mutex_t *lock,
	    uint64_t until_ms);

#endif
