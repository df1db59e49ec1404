/*
 * The threads that serve connections. Process: lares-http. A connection never
 * waits for another one's thread: when none is free, one more starts.
 */

#include <errno.h>
#include <stdlib.h>

#include "server/http/patience.h"
#include "server/http/threads.h"

struct thread {
	SLIST_ENTRY(thread) entry;
	pthread_t	 id;
	struct threads	*all;
};

void
threads_init(struct threads *ts, unsigned kept, unsigned idle_ms)
{
	*ts = (struct threads){ .kept = kept, .idle_ms = idle_ms };
	STAILQ_INIT(&ts->queue);
	SLIST_INIT(&ts->left);
	pthread_mutex_init(&ts->lock, NULL);
	pthread_cond_init(&ts->none_left, NULL);
	patience_init(&ts->work);
}

/* With the lock held. NULL: leave. */
static struct conn *
next_conn(struct threads *ts)
{
	uint64_t until_ms = patience_end(ts->idle_ms);
	struct conn *c;
	bool in_time;

	while (STAILQ_EMPTY(&ts->queue)) {
		if (ts->stop)
			return NULL;
		ts->idle++;
		in_time = patience_wait(&ts->work, &ts->lock, until_ms);
		ts->idle--;
		if (in_time || !STAILQ_EMPTY(&ts->queue))
			continue;
		if (ts->count > ts->kept)
			return NULL;
		until_ms = patience_end(ts->idle_ms);
	}
	c = STAILQ_FIRST(&ts->queue);
	STAILQ_REMOVE_HEAD(&ts->queue, entry);
	ts->queued--;
	return c;
}

static void *
thread_main(void *arg)
{
	struct thread *t = arg;
	struct threads *ts = t->all;
	struct conn *c;

	pthread_mutex_lock(&ts->lock);
	while ((c = next_conn(ts)) != NULL) {
		pthread_mutex_unlock(&ts->lock);
		conn_run(c);
		pthread_mutex_lock(&ts->lock);
	}
	SLIST_INSERT_HEAD(&ts->left, t, entry);
	if (--ts->count == 0)
		pthread_cond_broadcast(&ts->none_left);
	pthread_mutex_unlock(&ts->lock);
	return NULL;
}

/*
 * With the lock held, for which the new thread waits: so its id is known
 * before it can leave.
 */
static int
start_thread(struct threads *ts)
{
	pthread_attr_t attr;
	struct thread *t;
	int error;

	if ((t = malloc(sizeof(*t))) == NULL)
		return -1;
	t->all = ts;
	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, LIMIT_STACK_BYTES);
	error = pthread_create(&t->id, &attr, thread_main, t);
	pthread_attr_destroy(&attr);
	if (error != 0) {
		free(t);
		errno = error;
		return -1;
	}
	ts->count++;
	return 0;
}

static void
join_left(struct threads *ts)
{
	struct thread_list left;
	struct thread *t;

	pthread_mutex_lock(&ts->lock);
	left = ts->left;
	SLIST_INIT(&ts->left);
	pthread_mutex_unlock(&ts->lock);
	while ((t = SLIST_FIRST(&left)) != NULL) {
		SLIST_REMOVE_HEAD(&left, entry);
		pthread_join(t->id, NULL);
		free(t);
	}
}

int
threads_give(struct threads *ts, struct conn *c)
{
	int ret = 0;

	join_left(ts);
	pthread_mutex_lock(&ts->lock);
	if (ts->idle <= ts->queued)
		ret = start_thread(ts);
	if (ret == 0) {
		STAILQ_INSERT_TAIL(&ts->queue, c, entry);
		ts->queued++;
	}
	pthread_mutex_unlock(&ts->lock);
	if (ret == 0)
		pthread_cond_signal(&ts->work);
	return ret;
}

void
threads_stop(struct threads *ts)
{
	pthread_mutex_lock(&ts->lock);
	ts->stop = true;
	pthread_cond_broadcast(&ts->work);
	while (ts->count > 0)
		pthread_cond_wait(&ts->none_left, &ts->lock);
	pthread_mutex_unlock(&ts->lock);
	join_left(ts);
	pthread_cond_destroy(&ts->work);
	pthread_cond_destroy(&ts->none_left);
	pthread_mutex_destroy(&ts->lock);
}
