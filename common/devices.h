#ifndef LARES_COMMON_DEVICES_H
#define LARES_COMMON_DEVICES_H

#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>

#include "common/ipc.h"

/*
 * Which devices have asked, as far as the owner of the house is told: in
 * memory only, and nothing about what they asked for.
 */
#define DEVICES_MAX		64	/* the quietest is forgotten */
#define DEVICES_AGENT_BYTES	65	/* its NUL included */

/* An address of the link. Times are on the clock of whoever holds the table,
   which never runs backwards. */
struct device {
	struct in_addr	address;
	int64_t		first_ms, last_ms;
	uint64_t	requests;	/* HTTP: browsing, streaming */
	uint64_t	searches;	/* SSDP */
	uint64_t	refused;	/* of both */
	char		agent[DEVICES_AGENT_BYTES];	/* what it called
						   itself last, see text_clean */
};

/* All zero is the beginning. */
struct devices {
	struct device	items[DEVICES_MAX];
	size_t		n;
	uint64_t	off_link;	/* refused: not of the link at all */
};

/* Its entry, new if need be; it has asked just now. Pure but for the table. */
struct device	*devices_note(struct devices *d, struct in_addr address,
		    int64_t now_ms);

/* What it says it is: cut and cleaned. NULL, or nothing: as before. */
void	devices_set_agent(struct device *device, const char *agent);

/*
 * The fields of an IPC_DEVICES answer, and back from a hostile sender: 0, or
 * -1 and d is not to be used. now_ms: the clock of the table at hand.
 */
void	devices_put(struct buf *b, const struct devices *d, int64_t now_ms);
int	devices_get(struct ipc_in *m, struct devices *d, int64_t now_ms);

/* Adds what another table, on the same clock, knows. */
void	devices_merge(struct devices *d, const struct devices *more);

#endif
