#ifndef LARES_LIBRARY_COVERS_STAMP_H
#define LARES_LIBRARY_COVERS_STAMP_H

#include <stddef.h>
#include <stdint.h>

struct stat;

/*
 * What the covers in a folder are, as one number that does not depend on their
 * order, found while it is read: all its names first, then each file. Starts
 * as zeros.
 */
struct covers_stamp {
	uint64_t	 sum;
	uint64_t	*owners;	/* who may have one: sorted hashes */
	size_t		 n, room;
};
void		covers_stamp_free(struct covers_stamp *s);

/* A name in the folder; after the last one the end of them. 0, or -1: no
   memory. */
int		covers_stamp_name(struct covers_stamp *s, const char *name);
void		covers_stamp_end(struct covers_stamp *s);

/* A file in it: one that can be nobody's cover changes nothing. s->sum is what
   has come of all, 0 if there are no covers. */
void		covers_stamp_file(struct covers_stamp *s, const char *name,
		    const struct stat *st);

#endif
