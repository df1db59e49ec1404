#ifndef LARES_UPNP_CALL_H
#define LARES_UPNP_CALL_H

#include <stdbool.h>
#include <stdint.h>

#include "common/access.h"
#include "common/buf.h"
#include "server/upnp/client.h"
#include "server/upnp/service.h"

struct exchange;
struct media_server;

#define CALL_TYPE	"text/xml; charset=\"utf-8\""

/*
 * One action being carried out for one client. The action writes its
 * out-arguments by their place in its table, all of them and in order, and
 * returns; a long one hands what it has to the client in between.
 */
struct call {
	const struct media_server *server;
	struct exchange		*x;
	struct access_view	 view;		/* of who asks */
	struct client		 client;
	const struct service	*service;
	const struct service_action *action;
	struct service_value	 in[SERVICE_ARGUMENTS_MAX];
	struct buf		 answer;	/* not yet with the client */
	bool			 begun;		/* some of it is */
};

void	call_out_text(struct call *c, size_t out, const char *text);
void	call_out_number(struct call *c, size_t out, int64_t n);

/* An out-argument in pieces: open, append escaped text to c->answer, close. */
void	call_out_open(struct call *c, size_t out);
void	call_out_close(struct call *c, size_t out);

/* Sends what there is. -1: the client has gone, or memory has; an error code
   that is returned from now on breaks the answer off. */
int	call_flush(struct call *c);

#endif
