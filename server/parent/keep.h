#ifndef LARES_PARENT_KEEP_H
#define LARES_PARENT_KEEP_H

#include <stddef.h>

#define KEEP_NAME_BYTES	64

/* Writes a small file of a folder whole or not at all, also when the power
   fails; nobody else can read it. -1 with errno. */
int	keep(int dir, const char *name, const char *text, size_t len);

#endif
