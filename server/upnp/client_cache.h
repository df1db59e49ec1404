#ifndef LARES_UPNP_CLIENT_CACHE_H
#define LARES_UPNP_CLIENT_CACHE_H

#include <netinet/in.h>
#include <stdint.h>

struct client_row;

/*
 * Which devices were seen at which addresses. A television names itself when
 * it reads the description, but not always when it browses or fetches: what it
 * said then still holds. In memory only, and bounded.
 */
struct client_cache;

#define CLIENT_CACHE_MAX	64	/* addresses; the oldest goes first */
#define CLIENT_CACHE_SEC	3600	/* since it last said so */

struct client_cache	*client_cache_new(void);	/* NULL: no memory */
void			 client_cache_free(struct client_cache *cache);

/*
 * Any thread. What a request tells (row; NULL: nothing) is remembered if it is
 * of a device, and returned if it is anything; else what the address was last.
 * May be NULL. now_sec is of a clock that never goes back.
 */
const struct client_row	*client_cache_row(struct client_cache *cache,
			    struct in_addr address,
			    const struct client_row *row, uint64_t now_sec);

#endif
