#ifndef LARES_PARENT_WORKERS_H
#define LARES_PARENT_WORKERS_H

#include <stddef.h>
#include <sys/types.h>

#include "server/parent/child.h"

#define WORKERS_PROGRAM	"lares-probe"
/* At a time, whatever is asked for: lares-http, which strangers talk to, gets
   few, and never those of lares-scan. */
#define WORKERS_SCAN_MAX	24
#define WORKERS_HTTP_MAX	8

/* The lares-probe processes: started on request, and reaped by us. */
struct worker {
	struct worker	*next;
	struct workers	*all;
	enum child_role	 role;		/* of whom it works for */
	pid_t		 boss;		/* it, or -1: it has gone */
	pid_t		 pid;
	int		 pidfd;
	struct loop_watch ended;
};
struct workers {
	struct loop	*loop;
	int		 program;
	struct worker	*list;
	size_t		 n;
	size_t		 n_of[CHILD_ROLES];
	size_t		 started, crashed;	/* ever */
	size_t		 owed[CHILD_ROLES];	/* not started yet */
	struct loop_timer timer;
	/* Hands a started one over; sock is closed after that. The pid of
	   who has it now; -1: nobody, it leaves by itself. */
	pid_t		(*give)(void *arg, const struct worker *worker,
			    int sock);
	void		*arg;
};

/* Opens the program, while still root. -1 with errno. */
int	workers_open(struct workers *w, struct loop *loop,
	    pid_t (*give)(void *arg, const struct worker *worker, int sock),
	    void *arg);

/* Starts one for a program of that kind and gives it, now or when that is
   possible again. */
void	workers_want(struct workers *w, enum child_role role);

/* A program has ended: it waits for none any more, and those that it had are
   killed, since one that hangs would stay for ever. */
void	workers_bereave(struct workers *w, enum child_role role, pid_t boss);

/* Kills a worker at the wish of whom it works for. -1: it is not his. */
int	workers_stop(struct workers *w, pid_t boss, pid_t pid);

void	workers_signal(struct workers *w, int sig);

#endif
