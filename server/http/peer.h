#ifndef LARES_HTTP_PEER_H
#define LARES_HTTP_PEER_H

#include <netinet/in.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#include "common/wire.h"
#include "server/http/limits.h"
#include "server/http/rarely.h"
#include "server/http/request.h"

/* Who may ask, and under which names we may be asked. Any thread. */
struct peer_rules {
	pthread_mutex_t	 lock;
	struct sockaddr_in served[LIMIT_LISTENERS];
	size_t		 nserved;
	char		*const *names;	/* the caller's */
	size_t		 nnames;
	const struct config_reach *reach;	/* the caller's */
	struct rarely	 off_link, foreign;
};

void	peer_rules_init(struct peer_rules *pr, char *const *names,
	    size_t nnames, const struct config_reach *reach);
void	peer_rules_free(struct peer_rules *pr);

/* An address is served from now on (-1: there are too many), or no more. */
int	peer_rules_add(struct peer_rules *pr, const struct sockaddr_in *address);
void	peer_rules_drop(struct peer_rules *pr, struct in_addr address);

/* Whether somebody who connected on this link may, then by a socket that goes
   no further than he is; logs a refusal. */
bool	peer_admit(struct peer_rules *pr, const struct wire_link *link,
	    int sock, struct in_addr peer);

/*
 * Before anything else is done with a request, whatever its path: is it meant
 * for us, and asked by no other site's page? 0, or the status of the refusal,
 * which is logged; *why is then a sentence for the client.
 */
int	peer_check(struct peer_rules *pr, const struct request *r,
	    struct in_addr peer, const char **why);

#endif
