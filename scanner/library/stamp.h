#ifndef LARES_LIBRARY_STAMP_H
#define LARES_LIBRARY_STAMP_H

#include <stddef.h>
#include <stdint.h>

struct stat;

/*
 * What is known of a media file goes with the files beside it too: a change of
 * theirs has to look like one of its own. So the fraction of its time stamp's
 * second, which nobody is shown, stands for all of them.
 */

/* One number for a file's size, last change and name (may be ""). */
uint64_t	stamp_of(const struct stat *st, const char *name);

/* Adds a file in the place of number n to a time stamp. */
void		stamp_fold(int64_t *mtime_ns, size_t n, uint64_t stamp);

#endif
