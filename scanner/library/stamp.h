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

/* FNV-1a: a hash of bytes, which goes on from another hash or from the start.
   Names of pictures are made of it: it stays what it is. */
#define STAMP_HASH_START	UINT64_C(14695981039346656037)
uint64_t	stamp_hash(uint64_t hash, const void *bytes, size_t len);

/* One number for a file's size, last change and name (may be ""). */
uint64_t	stamp_of(const struct stat *st, const char *name);

/* Adds a file in the place of number n to a time stamp. */
void		stamp_fold(int64_t *mtime_ns, size_t n, uint64_t stamp);

#endif
