#ifndef LARES_COMMON_HASH_H
#define LARES_COMMON_HASH_H

#include <stddef.h>
#include <stdint.h>

/* FNV-1a: a hash of bytes, which goes on from another hash or from the start.
   Names of pictures, entity tags and the mark of the owner's rules in the
   catalogue are made of it: it stays what it is. */
#define HASH_START	UINT64_C(14695981039346656037)
uint64_t	hash_bytes(uint64_t hash, const void *bytes, size_t len);

#endif
