#ifndef LARES_LIBRARY_ART_STORE_H
#define LARES_LIBRARY_ART_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/art.h"

/*
 * Opens the folder of artwork in the state directory, made if it is not there:
 * then *made. Before the sandbox. -1 with errno.
 */
int	art_store_open(const char *state_dir, bool *made);

/* Writes a file, over one that no client can know yet. 0, or -1 with errno. */
int	art_store_put(int dir, int64_t id, enum art_size size,
	    const void *data, size_t len);

/*
 * Looks at all files of one bucket: keep tells which stay, 1 or 0, by their id
 * and size; -1 ends it. 0 or -1.
 */
typedef int (*art_store_keep)(void *arg, int64_t id, uint64_t bytes);
int	art_store_sweep(int dir, unsigned bucket, art_store_keep keep,
	    void *arg);

#endif
