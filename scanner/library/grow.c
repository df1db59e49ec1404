/* Lists that grow while a folder is read. Pure, in lares-scan. */
#include <stdlib.h>

#include "scanner/library/grow.h"

#define FIRST_ROOM	16

void *
grow_list(void *items, size_t n, size_t *room, size_t size)
{
	const size_t wanted = *room == 0 ? FIRST_ROOM : *room * 2;

	if (n < *room)
		return items;
	if ((items = reallocarray(items, wanted, size)) != NULL)
		*room = wanted;
	return items;
}
