/*
 * Who is connected, what each connection is doing, and who has to make room
 * when it gets full: so that neither silent connections nor readers that have
 * stopped reading keep a new client out. Process: lares-http. All
 * it ever does to a socket is to shut it down, which wakes its thread.
 */

#include <sys/eventfd.h>
#include <sys/socket.h>

#include <stddef.h>

#include "server/http/patience.h"
#include "server/http/places.h"

void
places_init(struct places *ps, const struct http_limits *limits, int wake_fd)
{
	*ps = (struct places){ .limits = *limits, .wake_fd = wake_fd };
	pthread_mutex_init(&ps->lock, NULL);
	patience_init(&ps->left);
	TAILQ_INIT(&ps->list);
}

void
places_free(struct places *ps)
{
	pthread_cond_destroy(&ps->left);
	pthread_mutex_destroy(&ps->lock);
}

static void
set_state(struct places *ps, struct place *p, enum place_state state,
    uint64_t now_ms)
{
	ps->stalled -= p->state == PLACE_STALLED && !p->leaving;
	ps->stalled += state == PLACE_STALLED && !p->leaving;
	if (p->state != state)
		p->since_ms = now_ms;
	p->state = state;
	p->asked = p->asked || state != PLACE_WAITING;
	p->no_media = p->no_media && state >= PLACE_STALLED;
}

static void
ask_to_leave(struct places *ps, struct place *p)
{
	ps->stalled -= p->state == PLACE_STALLED;
	ps->leaving++;
	p->leaving = true;
	shutdown(p->fd, SHUT_RDWR);
}

/*
 * Who is to leave first, of one address or of all (NULL), in a state from
 * first to last.
 */
static struct place *
choose(struct places *ps, const struct in_addr *peer, enum place_state first,
    enum place_state last)
{
	struct place *p, *best = NULL;

	TAILQ_FOREACH(p, &ps->list, entry) {
		if (p->leaving || p->state < first || p->state > last ||
		    (peer != NULL && p->peer.s_addr != peer->s_addr))
			continue;
		if (best == NULL || p->state < best->state ||
		    (p->state == best->state && p->since_ms < best->since_ms))
			best = p;
	}
	return best;
}

static unsigned
count_from(const struct places *ps, struct in_addr peer)
{
	const struct place *p;
	unsigned n = 0;

	TAILQ_FOREACH(p, &ps->list, entry)
		n += !p->leaving && p->peer.s_addr == peer.s_addr;
	return n;
}

/* Makes one connection leave if used places are all there are. */
static int
make_room(struct places *ps, unsigned used, unsigned max,
    const struct in_addr *peer)
{
	struct place *p;

	if (used < max)
		return 0;
	if ((p = choose(ps, peer, PLACE_WAITING, PLACE_STALLED)) == NULL)
		return -1;
	ask_to_leave(ps, p);
	return 0;
}

int
places_enter(struct places *ps, struct place *p, int fd, struct in_addr peer,
    uint64_t now_ms)
{
	int ret = -1;

	pthread_mutex_lock(&ps->lock);
	if (ps->draining || ps->leaving >= LIMIT_LEAVING)
		goto out;
	if (make_room(ps, count_from(ps, peer), ps->limits.per_address,
	    &peer) == -1 ||
	    make_room(ps, ps->count - ps->leaving, ps->limits.connections,
	    NULL) == -1)
		goto out;
	*p = (struct place){
		.fd = fd, .peer = peer, .state = PLACE_WAITING,
		.since_ms = now_ms,
	};
	TAILQ_INSERT_TAIL(&ps->list, p, entry);
	ps->count++;
	ret = 0;
out:
	pthread_mutex_unlock(&ps->lock);
	return ret;
}

int
places_leave(struct places *ps, struct place *p)
{
	int ret;

	pthread_mutex_lock(&ps->lock);
	TAILQ_REMOVE(&ps->list, p, entry);
	ps->stalled -= p->state == PLACE_STALLED && !p->leaving;
	ps->leaving -= p->leaving;
	ps->count--;
	if (ps->count == 0)
		pthread_cond_broadcast(&ps->left);
	ret = p->leaving ? -1 : 0;
	pthread_mutex_unlock(&ps->lock);
	return ret;
}

int
places_set(struct places *ps, struct place *p, enum place_state state,
    uint64_t now_ms)
{
	bool end;

	pthread_mutex_lock(&ps->lock);
	set_state(ps, p, state, now_ms);
	if (ps->stalled > ps->limits.stalled)
		ask_to_leave(ps, choose(ps, NULL, PLACE_STALLED,
		    PLACE_STALLED));
	end = p->leaving || (ps->draining && (p->asked || ps->closed) &&
	    state == PLACE_WAITING);
	pthread_mutex_unlock(&ps->lock);
	return end ? -1 : 0;
}

void
places_media(struct places *ps, struct place *p, bool on, uint64_t now_ms)
{
	bool first;

	pthread_mutex_lock(&ps->lock);
	first = on && ps->transfers == 0;
	ps->transfers += (unsigned)on - (unsigned)p->media;
	p->media = on;
	if (!on)
		ps->media_end_ms = now_ms;
	else if (p->no_media && !p->leaving)
		ask_to_leave(ps, p);
	pthread_mutex_unlock(&ps->lock);
	if (first)
		eventfd_write(ps->wake_fd, 1);
}

unsigned
places_transfers(struct places *ps, uint64_t now_ms, bool *streaming)
{
	unsigned n;

	pthread_mutex_lock(&ps->lock);
	n = ps->transfers;
	*streaming = n > 0 || (ps->media_end_ms != 0 &&
	    now_ms < ps->media_end_ms + ps->limits.quiet_ms);
	pthread_mutex_unlock(&ps->lock);
	return n;
}

void
places_spare_one(struct places *ps)
{
	struct place *p;

	pthread_mutex_lock(&ps->lock);
	p = choose(ps, NULL, PLACE_WAITING, PLACE_RECEIVING);
	if (p != NULL)
		ask_to_leave(ps, p);
	pthread_mutex_unlock(&ps->lock);
}

static bool
came_to(const struct place *p, const struct wire_link *link)
{
	struct sockaddr_in local;
	socklen_t size = sizeof(local);

	return getsockname(p->fd, (struct sockaddr *)&local, &size) == 0 &&
	    local.sin_addr.s_addr == link->address.s_addr;
}

void
places_end_beyond(struct places *ps, const struct wire_link *link)
{
	struct place *p;

	pthread_mutex_lock(&ps->lock);
	TAILQ_FOREACH(p, &ps->list, entry)
		if (!p->leaving && !wire_on_link(link, p->peer) &&
		    came_to(p, link))
			ask_to_leave(ps, p);
	pthread_mutex_unlock(&ps->lock);
}

static bool
is_among(struct in_addr peer, const struct in_addr *peers, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (peers[i].s_addr == peer.s_addr)
			return true;
	return false;
}

/* A request that is being answered may be about to send media. */
static bool
is_audience(const struct place *p)
{
	return !p->leaving && (p->media || p->state >= PLACE_STALLED);
}

size_t
places_audience(struct places *ps, struct in_addr *peers, size_t max)
{
	const struct place *p;
	size_t n = 0;

	pthread_mutex_lock(&ps->lock);
	TAILQ_FOREACH(p, &ps->list, entry)
		if (n < max && is_audience(p) && !is_among(p->peer, peers, n))
			peers[n++] = p->peer;
	pthread_mutex_unlock(&ps->lock);
	return n;
}

/* Ends those who are, or who are not, among the peers. */
static void
end_media(struct places *ps, const struct in_addr *peers, size_t n, bool among)
{
	struct place *p;

	pthread_mutex_lock(&ps->lock);
	TAILQ_FOREACH(p, &ps->list, entry) {
		if (!is_audience(p) || is_among(p->peer, peers, n) != among)
			continue;
		p->no_media = true;
		if (p->media)
			ask_to_leave(ps, p);
	}
	pthread_mutex_unlock(&ps->lock);
}

void
places_end_media(struct places *ps, struct in_addr peer)
{
	end_media(ps, &peer, 1, true);
}

void
places_end_media_but(struct places *ps, const struct in_addr *peers, size_t n)
{
	end_media(ps, peers, n, false);
}

bool
places_draining(struct places *ps)
{
	bool draining;

	pthread_mutex_lock(&ps->lock);
	draining = ps->draining;
	pthread_mutex_unlock(&ps->lock);
	return draining;
}

/*
 * Only the receiving side is shut down: a request that has just arrived is
 * still answered. Under the lock.
 */
static void
end_waiting(struct places *ps)
{
	struct place *p;

	TAILQ_FOREACH(p, &ps->list, entry)
		if (p->state == PLACE_WAITING && (p->asked || ps->closed))
			shutdown(p->fd, SHUT_RD);
}

void
places_drain(struct places *ps)
{
	const uint64_t end_ms = patience_end(ps->limits.linger_ms);

	pthread_mutex_lock(&ps->lock);
	ps->draining = true;
	end_waiting(ps);
	/* Who has only connected so far is about to ask, and cannot know that
	   we are leaving. */
	while (ps->count > 0 &&
	    patience_wait(&ps->left, &ps->lock, end_ms))
		;
	ps->closed = true;
	end_waiting(ps);
	while (ps->count > 0)
		pthread_cond_wait(&ps->left, &ps->lock);
	pthread_mutex_unlock(&ps->lock);
}
