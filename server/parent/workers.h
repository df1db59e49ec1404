#ifndef LARES_PARENT_WORKERS_H
#define LARES_PARENT_WORKERS_H

#include <stddef.h>
#include <sys/types.h>

#include "server/parent/loop.h"

#define WORKERS_PROGRAM	"lares-probe"
#define WORKERS_MAX	32	/* at a time, whatever lares-scan asks for */

/* The lares-probe processes: started on request, and only reaped by us. */
struct worker {
	struct worker	*next;
	struct workers	*all;
	pid_t		 pid;
	int		 pidfd;
	struct loop_watch ended;
};
struct workers {
	struct loop	*loop;
	int		 program;
	struct worker	*list;
	size_t		 n;
	size_t		 started, crashed;	/* ever */
	size_t		 owed;			/* not started yet */
	struct loop_timer timer;
	/* Hands a started one over; sock is closed after that. */
	void		(*give)(void *arg, int sock, int pidfd);
	void		*arg;
};

/* Opens the program, while still root. -1 with errno. */
int	workers_open(struct workers *w, struct loop *loop,
	    void (*give)(void *arg, int sock, int pidfd), void *arg);

/* Starts one and gives it, now or when that is possible again. */
void	workers_want(struct workers *w);
/* Nobody waits for any more. */
void	workers_forgive(struct workers *w);

void	workers_signal(struct workers *w, int sig);

#endif
