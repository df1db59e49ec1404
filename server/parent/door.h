#ifndef LARES_PARENT_DOOR_H
#define LARES_PARENT_DOOR_H

#include "server/parent/admission.h"
#include "server/parent/house_types.h"

/*
 * The door of the house: who an address is, whether he is admitted, and what
 * lares-http is told of it. What is decided is kept in the state directory;
 * who has asked, in memory alone.
 */

/* What is known of an address now. */
struct admission_peer door_peer(struct house *h, struct in_addr address);
struct admission door_admission(struct house *h,
	    const struct admission_peer *peer);

/* lares-http wants to know. -1: the message is nonsense. */
int	door_answer(struct house *h, struct child *http, struct ipc_in *m);

/* Tells a lares-http, which is ready, whether it has to ask at all. */
void	door_tell(const struct house *h, struct child *http);

/*
 * Who is admitted may have changed: lares-http forgets what it was told, and
 * ends what it streams to those who are not. taken: somebody may have lost
 * something; then one that is leaving already, and cannot be told, ends at
 * once, with whatever it streams.
 */
void	door_changed(struct house *h, bool taken);

/*
 * Allows or denies a device of the owner's words: a MAC, an address, or the
 * name of device lines. 0, or -1: nothing has changed. In both cases *said is
 * a line for the owner.
 */
int	door_decide(struct house *h, const char *device, bool allow,
	    struct buf *said);

#endif
