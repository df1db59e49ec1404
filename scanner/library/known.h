#ifndef LARES_LIBRARY_KNOWN_H
#define LARES_LIBRARY_KNOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "common/catalog_write.h"

/* What the catalogue has of one folder, sorted by name. */
struct known {
	struct catalog_stamp	 stamp;		/* .name is ours */
	bool			 met;		/* it is on the disk */
	bool			 kept;		/* and stays in the catalogue */
};
struct known_list {
	struct known	*items;
	size_t		 n, room;
	bool		 failed;
};

/* Reads what is listed or refused in a folder. 0, or -1; free it in any case. */
int	known_read(struct known_list *k, struct catalog *c, int64_t place);
void	known_free(struct known_list *k);

struct known	*known_find(struct known_list *k, const char *name);

/* NULL is no folder. */
bool	known_is_folder(const struct known *k);

#endif
