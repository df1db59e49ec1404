#ifndef LARES_HTTP_WORKERS_H
#define LARES_HTTP_WORKERS_H

#include <netinet/in.h>
#include <stddef.h>

#include "common/buf.h"
#include "common/wire.h"
#include "server/http/exchange.h"
#include "server/http/limits.h"

/*
 * The whole transport: an accepting thread, and one thread for each
 * connection. Start it after the sandbox is entered; the process ignores
 * SIGPIPE and its soft RLIMIT_NOFILE is LIMIT_DESCRIPTORS. The threads block
 * all signals.
 */
struct workers;

struct workers_config {
	struct http_limits limits;	/* LIMITS_DEFAULT */

	/* Names besides our addresses that Host and Origin may have. */
	char		*const *host_names;
	size_t		 nhost_names;
	const struct config_reach *reach;

	/* Answers each request that has passed the checks; any thread. */
	exchange_handler handler;
	void		*handler_arg;

	/*
	 * May be NULL. Tells how many media transfers run: at once when the
	 * first begins, then at most every tell_ms, and 0 when there was none
	 * for quiet_ms (players that fetch piece by piece stream all the
	 * while). Called by one thread at a time, never from the handler.
	 */
	void		(*streams)(void *arg, unsigned running);
	void		*streams_arg;
};

/*
 * What config points to stays the caller's, and has to stay. NULL with errno.
 */
struct workers	*workers_start(const struct workers_config *config);

/*
 * Serves a listening socket, which is from now on ours (also on failure).
 * -1 with errno.
 */
int	workers_listener_add(struct workers *ws, int fd,
	    const struct wire_link *link);

/* Closes the listener of an address; its open connections go on. */
void	workers_listener_drop(struct workers *ws, struct in_addr address);

/* Who has asked: appends the fields of an IPC_DEVICES answer. */
void	workers_put_devices(struct workers *ws, struct buf *b);

/* See places.h: whom media are sent to, and ending that. */
size_t	workers_audience(struct workers *ws, struct in_addr *peers, size_t max);
void	workers_end_media(struct workers *ws, struct in_addr peer);
void	workers_end_media_but(struct workers *ws, const struct in_addr *peers,
	    size_t n);

/*
 * Closes all listeners and idle connections, lets running answers finish,
 * however long that takes, and frees ws.
 */
void	workers_drain(struct workers *ws);

#endif
