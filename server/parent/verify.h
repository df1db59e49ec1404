#ifndef LARES_PARENT_VERIFY_H
#define LARES_PARENT_VERIFY_H

#include <stdbool.h>
#include <stddef.h>

#include "common/buf.h"
#include "server/parent/children.h"

/*
 * Proves the sandboxes: has each running program, one after the other, try
 * everything that its role forbids (common/attempt.h), and writes down what
 * the kernel answered. A program that is killed for it starts again, which
 * does not count as a restart.
 */
struct verify {
	struct loop	*loop;
	struct children	*children;
	int		 probe_program;	/* a fresh one tries each thing */
	void		(*done)(void *arg, bool passed, const struct buf *text);
	void		*arg;

	bool		 running;
	bool		 passed;
	struct buf	 text;		/* one line per attempt */
	struct verify_target *targets;
	size_t		 ntargets;
	size_t		 target;	/* the one at hand */
	size_t		 attempt;
	bool		 asked;		/* it was told to try */
	pid_t		 asked_pid;	/* the child that was */
	bool		 waiting;	/* for it to be ready first */
	struct loop_timer timer;

	pid_t		 pid;		/* the worker at hand, or -1 */
	int		 pidfd, sock;
	struct loop_watch heard, ended;
	struct ipc_in	 in;
};

void	verify_init(struct verify *v, struct loop *loop,
	    struct children *children, int probe_program,
	    void (*done)(void *arg, bool passed, const struct buf *text),
	    void *arg);

/* Begins; done is called when all is tried. false: it is at it already. */
bool	verify_begin(struct verify *v);

/* What the house hears of its programs meanwhile. */
void	verify_ready(struct verify *v, const struct child *child);
void	verify_tried(struct verify *v, struct child *child, size_t attempt,
	    int error);
void	verify_ended(struct verify *v, const struct child *child, int status);

/* Gives up, when the house ends. */
void	verify_abandon(struct verify *v);

#endif
