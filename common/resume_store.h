#ifndef LARES_COMMON_RESUME_STORE_H
#define LARES_COMMON_RESUME_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/resume.h"

/*
 * The file that resume points are kept in. What is taken out of it is
 * overwritten, and no journal stays behind it.
 */
struct resume_store;

/*
 * The single writer: makes the file if it is missing, and another one if it is
 * damaged or of another version, *anew; its points are lost then. NULL: it
 * cannot be opened or written.
 */
struct resume_store *resume_store_open(const char *state_dir, bool *anew);
void	resume_store_close(struct resume_store *s);

/* Keeps those that have a position, and takes out the others; all or none.
   The last is the latest. 0 or -1. */
int	resume_store_put(struct resume_store *s,
	    const struct resume_point *points, size_t n, uint32_t today);

/* Takes out what was set before a day, and what is of the house (or, if
   by_device, is not of it). 0 or -1. */
int	resume_store_tidy(struct resume_store *s, uint32_t first_day,
	    bool by_device);

/*
 * Takes out what is of these devices; of all, and the house, if there are none.
 * Then nothing of it is in the file. *erased: how many. 0 or -1.
 */
int	resume_store_forget(struct resume_store *s, const uint64_t *devices,
	    size_t n, uint64_t *erased);

/* Hands out all that is kept, the latest last; anybody may. 0; -1: there is no
   such file, or it cannot be read. */
int	resume_store_read(const char *state_dir,
	    void (*point)(void *arg, const struct resume_point *), void *arg);

/* Without it: deletes the file, if there is one. 0; -1 with errno. */
int	resume_store_delete(const char *state_dir);

#endif
