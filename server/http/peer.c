/*
 * The door: who may ask, and whether a request is meant for us. Process:
 * lares-http. Refusals are logged here, rarely, for anybody can cause them.
 */
#include <string.h>

#include "common/log.h"
#include "common/station.h"
#include "common/without.h"
#include "server/http/host.h"
#include "server/http/peer.h"
#include "server/http/stream.h"

void
peer_rules_init(struct peer_rules *pr, char *const *names, size_t nnames,
    const struct config_reach *reach)
{
	*pr = (struct peer_rules){ .names = names, .nnames = nnames,
	    .reach = reach };
	pthread_mutex_init(&pr->lock, NULL);
	rarely_init(&pr->off_link);
	rarely_init(&pr->foreign);
}

void
peer_rules_free(struct peer_rules *pr)
{
	pthread_mutex_destroy(&pr->lock);
	rarely_free(&pr->off_link);
	rarely_free(&pr->foreign);
}

int
peer_rules_add(struct peer_rules *pr, const struct sockaddr_in *address)
{
	int ret = -1;

	pthread_mutex_lock(&pr->lock);
	if (pr->nserved < LIMIT_LISTENERS) {
		pr->served[pr->nserved++] = *address;
		ret = 0;
	}
	pthread_mutex_unlock(&pr->lock);
	return ret;
}

void
peer_rules_drop(struct peer_rules *pr, struct in_addr address)
{
	size_t i;

	pthread_mutex_lock(&pr->lock);
	for (i = 0; i < pr->nserved; i++)
		if (pr->served[i].sin_addr.s_addr == address.s_addr) {
			pr->served[i] = pr->served[--pr->nserved];
			break;
		}
	pthread_mutex_unlock(&pr->lock);
}

bool
peer_admit(struct peer_rules *pr, const struct wire_link *link, int sock,
    struct in_addr peer)
{
	unsigned missed;

	if (without(WITHOUT_PEER))
		return true;
	if (wire_hops(link, pr->reach, peer) > 0)
		return wire_confine_accepted(sock, link, pr->reach, peer) == 0;
	if (rarely_now(&pr->off_link, stream_now(), &missed))
		log_warn("connection from %s refused: not on the network of "
		    "%s; if it is a network of yours, set allow_network (%u "
		    "more since the last such line)", station_address(peer).s,
		    link->name, missed);
	return false;
}

static void
log_foreign(struct peer_rules *pr, struct in_addr peer, const char *what,
    const char *value)
{
	unsigned missed;

	if (!rarely_now(&pr->foreign, stream_now(), &missed))
		return;
	log_warn("request from %s refused: %s %s is not an address of this "
	    "server; if it is a name of yours for it, set host_name "
	    "(%u more since the last such line)", station_address(peer).s, what,
	    log_quote(value).s, missed);
}

int
peer_check(struct peer_rules *pr, const struct request *r, struct in_addr peer,
    const char **why)
{
	struct sockaddr_in served[LIMIT_LISTENERS];
	struct host_ours ours = {
		.addresses = served, .names = pr->names, .nnames = pr->nnames,
	};
	const char *host = r->authority != NULL ? r->authority :
	    request_header(r, "Host");
	const char *origin = request_header(r, "Origin");

	pthread_mutex_lock(&pr->lock);
	ours.naddresses = pr->nserved;
	memcpy(served, pr->served, pr->nserved * sizeof(served[0]));
	pthread_mutex_unlock(&pr->lock);

	switch (host_check(host, origin, &ours)) {
	case HOST_OURS:
		return 0;
	case HOST_MALFORMED:
		*why = "The Host header is malformed.";
		return 400;
	case HOST_FOREIGN:
		log_foreign(pr, peer, "Host", host);
		*why = "This server is not known by the name in the Host "
		    "header. See host_name in lares.conf(5).";
		return 403;
	case HOST_FOREIGN_ORIGIN:
		break;
	}
	log_foreign(pr, peer, "Origin", origin);
	*why = "Pages of other sites may not use this server. "
	    "See host_name in lares.conf(5).";
	return 403;
}
