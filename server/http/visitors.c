/*
 * Counts who asks: addresses and what they call themselves, never what for.
 * Process: lares-http.
 */
#include "server/http/stream.h"
#include "server/http/visitors.h"

void
visitors_init(struct visitors *v)
{
	*v = (struct visitors){ .devices = { .n = 0 } };
	pthread_mutex_init(&v->lock, NULL);
}

void
visitors_free(struct visitors *v)
{
	pthread_mutex_destroy(&v->lock);
}

void
visitors_note(struct visitors *v, struct in_addr peer, const char *agent,
    bool refused)
{
	const int64_t now = (int64_t)stream_now();
	struct device *device;

	pthread_mutex_lock(&v->lock);
	device = devices_note(&v->devices, peer, now);
	device->requests++;
	device->refused += refused;
	devices_set_agent(device, agent);
	pthread_mutex_unlock(&v->lock);
}

void
visitors_note_off_link(struct visitors *v)
{
	pthread_mutex_lock(&v->lock);
	v->devices.off_link++;
	pthread_mutex_unlock(&v->lock);
}

void
visitors_put(struct visitors *v, struct buf *b)
{
	pthread_mutex_lock(&v->lock);
	devices_put(b, &v->devices, (int64_t)stream_now());
	pthread_mutex_unlock(&v->lock);
}
