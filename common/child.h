#ifndef LARES_COMMON_CHILD_H
#define LARES_COMMON_CHILD_H

#include <stddef.h>
#include <stdint.h>

#include "common/ipc.h"

/*
 * Sends laresd a message of numbers alone. Any thread. That it has gone is
 * told by the next ipc_recv, so not here.
 */
void	child_tell(enum ipc_type type, const uint64_t *numbers, size_t n);

/* Obeys an IPC_TRY: tries, and answers. -1: it made no sense. */
int	child_try(struct ipc_in *m);

#endif
