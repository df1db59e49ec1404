/* Which devices were seen at which addresses. In lares-http. */
#include <pthread.h>
#include <stdlib.h>

#include "common/client_row.h"
#include "server/upnp/client_cache.h"

struct seen {
	struct in_addr	 address;
	const struct client_row *row;
	uint64_t	 at_sec;
};
struct client_cache {
	pthread_mutex_t	 lock;
	struct seen	 items[CLIENT_CACHE_MAX];
	size_t		 n;
};

struct client_cache *
client_cache_new(void)
{
	struct client_cache *cache = calloc(1, sizeof(*cache));

	if (cache != NULL)
		pthread_mutex_init(&cache->lock, NULL);
	return cache;
}

void
client_cache_free(struct client_cache *cache)
{
	if (cache == NULL)
		return;
	pthread_mutex_destroy(&cache->lock);
	free(cache);
}

static struct seen *
find(struct client_cache *cache, struct in_addr address)
{
	for (size_t i = 0; i < cache->n; i++)
		if (cache->items[i].address.s_addr == address.s_addr)
			return &cache->items[i];
	return NULL;
}

/* A free place, or that of the one seen longest ago. */
static struct seen *
make_place(struct client_cache *cache)
{
	struct seen *oldest = &cache->items[0];

	if (cache->n < CLIENT_CACHE_MAX)
		return &cache->items[cache->n++];
	for (size_t i = 1; i < cache->n; i++)
		if (cache->items[i].at_sec < oldest->at_sec)
			oldest = &cache->items[i];
	return oldest;
}

const struct client_row *
client_cache_row(struct client_cache *cache, struct in_addr address,
    const struct client_row *row, uint64_t now_sec)
{
	struct seen *seen;

	pthread_mutex_lock(&cache->lock);
	seen = find(cache, address);
	if (row != NULL && row->device) {
		if (seen == NULL)
			seen = make_place(cache);
		*seen = (struct seen){ address, row, now_sec };
	} else if (row == NULL && seen != NULL &&
	    now_sec <= seen->at_sec + CLIENT_CACHE_SEC) {
		row = seen->row;
	}
	pthread_mutex_unlock(&cache->lock);
	return row;
}
