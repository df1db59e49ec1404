#ifndef LARES_LIBRARY_GROW_H
#define LARES_LIBRARY_GROW_H

#include <stddef.h>

/* A list of n items of a size, with room for one more; it starts as NULL, and
   *room as 0. NULL: no memory, and the list is as it was. */
void	*grow_list(void *items, size_t n, size_t *room, size_t size);

#endif
