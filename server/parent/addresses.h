#ifndef LARES_PARENT_ADDRESSES_H
#define LARES_PARENT_ADDRESSES_H

#include <stdint.h>
#include <sys/types.h>

#include "server/parent/links.h"

/* The kernel's view of our network interfaces. */
struct addresses {
	int		events;		/* readable when something changed */
	int		query;
	uint32_t	sequence;
};

int	addresses_open(struct addresses *a);	/* -1 with errno */
void	addresses_close(struct addresses *a);

/* All interfaces and IPv4 addresses as they are now. -1 with errno; else the
   caller frees the table. */
int	addresses_read(struct addresses *a, struct link_table *t);
void	addresses_free(struct link_table *t);

/* The next datagram that the kernel itself sent as an answer; its length, or
   -1 with errno. Flags are recv(2)'s. */
ssize_t	addresses_receive(struct addresses *a, void *buf, size_t size,
	    int flags);

/* Reads away what made events readable: what changed is asked anew. */
void	addresses_drain(struct addresses *a);

#endif
