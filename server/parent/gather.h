#ifndef LARES_PARENT_GATHER_H
#define LARES_PARENT_GATHER_H

#include <stdbool.h>

#include "common/devices.h"
#include "server/parent/children.h"

/*
 * Asks every lares-http and lares-ssdp which devices have asked it, and makes
 * one table of the answers. One that does not answer in time, or ends, is done
 * without.
 */
struct gather {
	struct loop	*loop;
	struct children	*children;
	void		(*done)(void *arg, const struct devices *devices,
			    unsigned unanswered);
	void		*arg;

	bool		 running;
	unsigned	 unanswered;
	struct devices	 devices;
	struct loop_timer timer;
};

void	gather_init(struct gather *g, struct loop *loop,
	    struct children *children, void (*done)(void *arg,
	    const struct devices *devices, unsigned unanswered), void *arg);

/* done is called once, from the loop, within a second or so; if it is running
   already, for both who asked. */
void	gather_begin(struct gather *g);

/* An answer has come. -1: it was not asked for, or is nonsense. */
int	gather_answer(struct gather *g, struct child *child,
	    struct ipc_in *m);
void	gather_ended(struct gather *g, struct child *child);

/* Makes do with what there is, when the house ends. */
void	gather_abandon(struct gather *g);

#endif
