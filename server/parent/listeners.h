#ifndef LARES_PARENT_LISTENERS_H
#define LARES_PARENT_LISTENERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/wire.h"

#define LISTENERS_FIRST_PORT	8200
#define LISTENERS_PORTS		100	/* tried from the first one on */

/* The listening sockets: one per served link, all on the same port. */
struct listener {
	struct wire_link	link;
	int			fd;
	bool			filtered;	/* wire_confine gave all */
};
struct listeners {
	struct listener	*items;
	size_t		 n;
};

struct config_reach;

/*
 * The port to use for all these links: of LISTENERS_PORTS from first on, the
 * first that is free on each. 0 with errno when there is none.
 */
uint16_t listeners_find_port(const struct wire_link *links, size_t n,
	    const struct config_reach *reach, uint16_t first);

/* Whether two are the same address on the same link. */
bool	listeners_same(const struct wire_link *a, const struct wire_link *b);

/* Opens one for a link, confined to it and the reach (common/wire.h). -1 with
   errno. */
int	listeners_add(struct listeners *ls, const struct wire_link *link,
	    const struct config_reach *reach, uint16_t port);

/* NULL: there is none for exactly this link. */
const struct listener *listeners_get(const struct listeners *ls,
	    const struct wire_link *link);
void	listeners_drop(struct listeners *ls, size_t i);
void	listeners_close(struct listeners *ls);

#endif
