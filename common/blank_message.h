#ifndef LARES_COMMON_BLANK_MESSAGE_H
#define LARES_COMMON_BLANK_MESSAGE_H

#include <stddef.h>
#include <stdint.h>

#include "common/blanks.h"
#include "common/ipc.h"

#define BLANK_REASON_BYTES	128	/* its NUL included */

/* What a worker says of a file's private bytes; it goes before the answer of
   the same job. */
struct blank_message {
	enum blanks_state state;
	size_t		 len;
	char		 said[BLANKS_PACKED_MAX];	/* see blanks_state;
							   no NUL at its end */
};

/* Makes an IPC_BLANKS of it; NONE: NULL and 0. */
void	blank_message_put(struct buf *b, enum blanks_state state,
	    const void *said, size_t len);

/*
 * Reads one, of a file of size bytes. 0; or -1: it is nonsense, as a list that
 * is not well formed, is empty, or goes beyond the file.
 */
int	blank_message_get(struct ipc_in *in, uint64_t size,
	    struct blank_message *m);

#endif
