/*
 * The parent's event loop: descriptors by epoll, moments by a list. One event
 * is handled at a time, so that what it takes down is never called after.
 */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <time.h>

#include "server/parent/loop.h"

int
loop_open(struct loop *l)
{
	l->timers = NULL;
	return (l->epoll = epoll_create1(EPOLL_CLOEXEC)) == -1 ? -1 : 0;
}

int64_t
loop_now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

void
loop_watch_for(struct loop *l, struct loop_watch *w, int fd, uint32_t events,
    void (*ready)(void *arg), void *arg)
{
	struct epoll_event e = { .events = events, .data.ptr = w };

	*w = (struct loop_watch){ fd, ready, arg };
	/* Fails only for want of memory. */
	if (epoll_ctl(l->epoll, EPOLL_CTL_ADD, fd, &e) == -1)
		abort();
}

void
loop_watch(struct loop *l, struct loop_watch *w, int fd,
    void (*ready)(void *arg), void *arg)
{
	loop_watch_for(l, w, fd, EPOLLIN, ready, arg);
}

void
loop_unwatch(struct loop *l, struct loop_watch *w)
{
	if (w->fd != -1)
		epoll_ctl(l->epoll, EPOLL_CTL_DEL, w->fd, NULL);
	w->fd = -1;
}

void
loop_arm(struct loop *l, struct loop_timer *t, int64_t in_ms,
    void (*due)(void *arg), void *arg)
{
	loop_disarm(l, t);
	*t = (struct loop_timer){ loop_now_ms() + in_ms, due, arg,
	    l->timers, 1 };
	l->timers = t;
}

void
loop_disarm(struct loop *l, struct loop_timer *t)
{
	struct loop_timer **at;

	if (!t->armed)
		return;
	for (at = &l->timers; *at != t; at = &(*at)->next)
		;
	*at = t->next;
	t->armed = 0;
}

static struct loop_timer *
earliest(const struct loop *l)
{
	struct loop_timer *t, *first = l->timers;

	for (t = first; t != NULL; t = t->next)
		if (t->due_ms < first->due_ms)
			first = t;
	return first;
}

/* How long epoll may wait for a timer: -1 for ever, else milliseconds. */
static int
patience(const struct loop_timer *t)
{
	int64_t left;

	if (t == NULL)
		return -1;
	left = t->due_ms - loop_now_ms();
	return left < 0 ? 0 : left > INT_MAX ? INT_MAX : (int)left;
}

static void
run_timer(struct loop *l, struct loop_timer *t)
{
	loop_disarm(l, t);
	t->due(t->arg);
}

int
loop_step(struct loop *l)
{
	struct loop_timer *t = earliest(l);
	struct loop_watch *w;
	struct epoll_event e;
	int n, wait_ms = patience(t);

	if (wait_ms == 0) {		/* never starved by descriptors */
		run_timer(l, t);
		return 0;
	}
	n = epoll_wait(l->epoll, &e, 1, wait_ms);
	if (n == -1)
		return errno == EINTR ? 0 : -1;
	if (n == 1) {
		w = e.data.ptr;
		w->ready(w->arg);
	}
	return 0;
}
