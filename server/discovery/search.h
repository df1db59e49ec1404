#ifndef LARES_DISCOVERY_SEARCH_H
#define LARES_DISCOVERY_SEARCH_H

#include <stddef.h>

#include "common/buf.h"
#include "server/discovery/message.h"

/*
 * Bounds of a search. The lower one is what the shortest search to the group
 * takes; with it the answers to ssdp:all stay under 25 times what came in.
 */
#define SEARCH_MIN_BYTES	84
#define SEARCH_MAX_BYTES	1500

/*
 * Pure: which target a datagram from the network searches for. -1: it is no
 * well-formed search, or not for anything that we are; then nothing is done.
 */
int	search_target(const struct message_device *d, const char *data,
	    size_t len);

/* The search as libupnp gets to see it: our words, not the sender's. */
void	search_write(struct buf *b, const struct message_device *d,
	    enum message_target t);

#endif
