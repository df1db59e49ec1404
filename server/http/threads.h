#ifndef LARES_HTTP_THREADS_H
#define LARES_HTTP_THREADS_H

#include <pthread.h>
#include <stdbool.h>
#include <sys/queue.h>

#include "server/http/conn.h"

struct thread;
SLIST_HEAD(thread_list, thread);

/*
 * As many threads as there are connections, and a few more that wait for the
 * next. They start when needed and leave when they are too many.
 */
struct threads {
	pthread_mutex_t	 lock;
	pthread_cond_t	 work;
	pthread_cond_t	 none_left;
	struct conn_queue queue;
	unsigned	 queued;
	unsigned	 idle;
	unsigned	 count;
	unsigned	 kept;		/* never fewer than these, once started */
	unsigned	 idle_ms;	/* after which one too many leaves */
	bool		 stop;
	struct thread_list left;	/* to be joined */
};

void	threads_init(struct threads *ts, unsigned kept, unsigned idle_ms);

/*
 * A thread serves c, at once. -1 with errno: none could be started, c is still
 * the caller's.
 */
int	threads_give(struct threads *ts, struct conn *c);

/* Waits until all connections have ended, and frees. */
void	threads_stop(struct threads *ts);

#endif
