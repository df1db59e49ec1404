#ifndef LARES_PARENT_CHILDREN_H
#define LARES_PARENT_CHILDREN_H

#include "common/ipc.h"
#include "server/parent/child.h"

/* What the house is told of. */
struct children_events {
	void	(*ready)(void *arg, struct child *);
	/* -1: that is nonsense; the child is killed. */
	int	(*message)(void *arg, struct child *, struct ipc_in *);
	/* It ended, in whatever way, and had that pid; it may be freed after
	   this call. */
	void	(*ended)(void *arg, struct child *, pid_t pid, int status);
	/* It says that starting it again is no use. */
	void	(*refused)(void *arg, enum child_role);
};

struct children {
	struct loop	*loop;
	const struct children_events *events;
	void		*arg;
	int		 programs[CHILD_ROLES];
	struct child	*list;
	struct ipc_in	 in;
	bool		 stopping;
};

/* Opens the programs, while still root: -1 with errno, and *missing names the
   one that could not be opened. */
int	children_open(struct children *all, struct loop *loop,
	    const struct children_events *events, void *arg,
	    const char **missing);

/* Starts a program, and starts it again whenever it ends. link: lares-ssdp
   only. Takes the text of settings over. */
void	children_add(struct children *all, enum child_role role,
	    const struct wire_link *link, struct buf *settings);

/* Asks it to leave in peace, for good. */
void	children_drop(struct child *child);

/*
 * The same, and one with other settings follows it; a lares-http that still
 * sends is not waited for.
 */
void	children_replace(struct child *child, struct buf *settings);

/* Those of a role that are on their way out finish nothing more. */
void	children_hurry(struct children *all, enum child_role role);

/* The one that serves (not on its way out): by role, and by the link's index
   unless that is 0. Or NULL. */
struct child *children_find(struct children *all, enum child_role role,
	    unsigned index);

/* Ending the house: all are told to leave now; then those left are killed. */
void	children_stop(struct children *all);
void	children_kill(struct children *all);

#endif
