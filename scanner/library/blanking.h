#ifndef LARES_LIBRARY_BLANKING_H
#define LARES_LIBRARY_BLANKING_H

#include <stdint.h>
#include <sys/stat.h>

struct catalog_blank;
struct probing;

/* The number that tells this file from another in its place; 0 where its
   filesystem makes such numbers up anew. */
uint64_t	blanking_inode(int fd, const struct stat *st);

/*
 * What is noted of a file's private bytes, in *b, which refers to p; NULL: it
 * is of a type that has none. type: under which it is listed. why: nothing
 * came of reading it, else "".
 */
const struct catalog_blank *blanking_of(const struct probing *p,
		    const char *type, const char *why,
		    struct catalog_blank *b);

#endif
