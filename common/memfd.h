#ifndef LARES_COMMON_MEMFD_H
#define LARES_COMMON_MEMFD_H

#include <stdint.h>

/*
 * Files in memory that go from one process to another. Close-on-exec, still to
 * be sealed, and never to be executed where the kernel knows of that (6.3). The
 * caller's to close; -1 with errno.
 */
int	memfd_new(const char *name);

/* One of a fixed size, which is sealed, for another to write into. It costs no
   memory until that happens. */
int	memfd_new_sheet(const char *name, uint64_t bytes);

#endif
