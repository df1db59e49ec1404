#ifndef LARES_PARENT_LOOP_H
#define LARES_PARENT_LOOP_H

#include <stdint.h>

/* Waiting for many descriptors and moments at once; nothing else wakes us. */
struct loop {
	int		   epoll;
	struct loop_timer *timers;	/* armed ones */
};

/* Both live inside their owner, which must not go while they are active. */
struct loop_watch {
	int	 fd;
	void	(*ready)(void *arg);
	void	*arg;
};
struct loop_timer {
	int64_t	 due_ms;		/* on the clock of loop_now_ms */
	void	(*due)(void *arg);
	void	*arg;
	struct loop_timer *next;
	int	 armed;
};

int	loop_open(struct loop *l);	/* -1 with errno */
int64_t	loop_now_ms(void);

/* Calls ready whenever fd can be read, or its other end has gone. */
void	loop_watch(struct loop *l, struct loop_watch *w, int fd,
	    void (*ready)(void *arg), void *arg);
/* The same for other epoll events, such as EPOLLPRI. */
void	loop_watch_for(struct loop *l, struct loop_watch *w, int fd,
	    uint32_t events, void (*ready)(void *arg), void *arg);
/* Before fd is closed. Nothing happens if it is not watched (fd -1). */
void	loop_unwatch(struct loop *l, struct loop_watch *w);

/* Calls due once, in_ms from now; arming again moves it. */
void	loop_arm(struct loop *l, struct loop_timer *t, int64_t in_ms,
	    void (*due)(void *arg), void *arg);
void	loop_disarm(struct loop *l, struct loop_timer *t);

/* Waits for one thing and handles it. -1 with errno. */
int	loop_step(struct loop *l);

#endif
