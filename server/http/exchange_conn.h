#ifndef LARES_HTTP_EXCHANGE_CONN_H
#define LARES_HTTP_EXCHANGE_CONN_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>

#include "common/buf.h"
#include "server/http/exchange.h"
#include "server/http/rarely.h"
#include "server/http/reply.h"
#include "server/http/request.h"
#include "server/http/stream.h"

/* The transport's end of an exchange: only for exchange*.c and conn.c. */

enum exchange_phase {
	EXCHANGE_OPEN,		/* no answer yet */
	EXCHANGE_GROWING,	/* begun, all of it held in out */
	EXCHANGE_FLOWING,	/* begun, its head and more have been sent */
	EXCHANGE_ANSWERED,
};

struct exchange {
	struct stream	*s;
	const struct request *r;
	struct sockaddr_in local;
	struct rarely	*unreadable;	/* log lines about bad files */

	enum exchange_phase phase;
	bool		 close;		/* the last one on this connection */
	bool		 gone;		/* the client does not listen */
	bool		 body_done;	/* nothing of it is left unread */
	struct buf	 body;		/* the request's */
	struct buf	 headers;	/* the answer's, further lines */
	struct buf	 out;		/* the answer's body, held back */
	const char	*type;
	int		 status;
	uint64_t	 sent;		/* bytes of body, for the log */
};

/*
 * A request has arrived on s; all arguments stay the caller's and have to stay
 * until exchange_finish. last: the connection is to end with it.
 */
void	exchange_start(struct exchange *x, struct stream *s,
	    const struct request *r, const struct sockaddr_in *local,
	    struct rarely *unreadable, bool last);

/* Answers with a short text, then closes. why may be NULL. */
void	exchange_refuse(struct exchange *x, int status, const char *why);

/*
 * After the handler: makes good what it left undone, logs, frees. Whether the
 * next request may be read; if not, x->gone says whether to be polite.
 */
bool	exchange_finish(struct exchange *x);

/*
 * Sends the head of an answer and data behind it; more: (more of) its body
 * follows at once. Fills in what of reply depends on the connection. -1: the
 * client is gone.
 */
int	exchange_send_head(struct exchange *x, struct reply *reply,
	    const void *data, size_t len, bool more);

/* An answer with a text for a body, see reply_text. */
void	exchange_answer_text(struct exchange *x, struct reply *reply,
	    const char *why);

/* Not for HEAD, and not with every status. */
bool	exchange_wants_body(const struct exchange *x, int status);

#endif
