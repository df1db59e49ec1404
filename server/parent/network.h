#ifndef LARES_PARENT_NETWORK_H
#define LARES_PARENT_NETWORK_H

#include "server/parent/addresses.h"
#include "server/parent/backoff.h"
#include "server/parent/listeners.h"
#include "server/parent/loop.h"

/* An interface that is not served, and why: "is down". */
struct network_unserved {
	char		name[IF_NAMESIZE];
	const char	*why;
};

struct network_events {
	/* Asked when there are links to serve and port is 0. */
	uint16_t (*choose_port)(void *arg, const struct wire_link *links,
		    size_t nlinks);
	void	 (*added)(void *arg, const struct listener *);
	void	 (*dropped)(void *arg, const struct wire_link *);
	/* After each look at the network, whatever it changed. */
	void	 (*settled)(void *arg);
};

/* The links we serve: what the kernel has, seen through the setting. */
struct network {
	struct loop		*loop;
	const struct network_events *events;
	void			*arg;
	struct addresses	 addresses;
	struct listeners	 listeners;
	struct network_unserved	*unserved;
	size_t			 nunserved;
	const struct config_list *interfaces;	/* the setting */
	const struct config_reach *reach;	/* allow_network */
	uint16_t		 port;		/* 0: not chosen yet */
	bool			 refused;	/* a listener, last time */
	struct backoff		 patience;	/* with such a port */
	struct loop_watch	 changes;
	struct loop_timer	 timer;
};

/* Begins to hear of changes; interfaces, reach and port are the caller's
   to set before network_refresh. -1 with errno. */
int	network_open(struct network *n, struct loop *loop,
	    const struct network_events *events, void *arg);
void	network_close(struct network *n);

/*
 * Looks at the network now: closes listeners that should not be, opens those
 * that should. Happens of itself after a change.
 */
void	network_refresh(struct network *n);

/* Closes all listeners, and opens them anew when lares-http has let go of its
   own: on this port, with the reach as it is then. */
void	network_reopen(struct network *n, uint16_t port);

#endif
