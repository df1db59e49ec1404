#ifndef LARES_PARENT_FORGET_H
#define LARES_PARENT_FORGET_H

#include "server/parent/house_types.h"

/*
 * Has forgotten where films and recordings were left by a device of the owner's
 * words (a MAC, an address, the name of device lines), or CONTROL_ALL. 0: reply
 * is answered once that is done; -1: *said is a line for the owner.
 */
int	forget_begin(struct house *h, const char *device, int reply,
	    struct buf *said);

/* A program has forgotten. -1: it was not asked, or that is nonsense. */
int	forget_answer(struct house *h, struct child *child,
	    struct ipc_in *m);
void	forget_ended(struct house *h, struct child *child);

#endif
