#ifndef LARES_COMMON_SEEK_MESSAGE_H
#define LARES_COMMON_SEEK_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/ipc.h"
#include "common/seek_table.h"

#define SEEK_MESSAGE_POINTS	512

/*
 * Some of the points of a seek table, as an IPC_SEEK_POINTS message: whether
 * more follow (0/1), how long the file is in ms if that was counted, else 0,
 * and for each point twice its time, plus 1 if it is a key one, and its
 * offset.
 */
struct seek_message {
	bool			more;
	uint64_t		duration_ms;	/* in the last one */
	size_t			n;
	struct seek_point	points[SEEK_MESSAGE_POINTS];
};

void	seek_message_put(struct buf *b, const struct seek_message *m);

/*
 * Reads one from a hostile sender and adds its points to t, which takes none
 * that are out of order. 0, or -1 and t is not to be used.
 */
int	seek_message_get(struct ipc_in *in, struct seek_table *t, bool *more,
	    uint64_t *duration_ms);

/* As many messages as there can be of a file of so many bytes. */
uint64_t	seek_messages_max(uint64_t size);

#endif
