#ifndef LARES_HTTP_CONN_H
#define LARES_HTTP_CONN_H

#include <netinet/in.h>
#include <sys/queue.h>

#include "server/http/exchange.h"
#include "server/http/limits.h"
#include "server/http/peer.h"
#include "server/http/places.h"
#include "server/http/rarely.h"
#include "server/http/stream.h"
#include "server/http/visitors.h"

/* What all connections have in common. */
struct conn_service {
	struct http_limits limits;
	struct places	 places;
	struct peer_rules peers;
	struct visitors	 visitors;
	struct rarely	 unreadable;
	exchange_handler handler;
	void		*handler_arg;
};

struct conn {
	STAILQ_ENTRY(conn) entry;	/* for whoever holds it until it runs */
	struct conn_service *service;
	struct sockaddr_in local;
	struct request	 request;
	struct stream	 stream;
	char		 head[LIMIT_HEAD_BYTES];
};
STAILQ_HEAD(conn_queue, conn);

/*
 * A connection that was accepted; fd is then its own. NULL: there is no place
 * for it (or no memory), fd is still the caller's.
 */
struct conn	*conn_new(struct conn_service *service, int fd,
		    struct in_addr peer);

/* Serves it until it ends, and frees it. Blocks. */
void	conn_run(struct conn *c);

/* Ends it unserved. */
void	conn_free(struct conn *c);

#endif
