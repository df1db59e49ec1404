/*
 * Pictures made on demand, by their keys: few, so that they stand in an array.
 * In lares-http.
 */
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server/http/stream.h"
#include "server/upnp/prints.h"

struct print {
	enum {
		FREE,
		MAKING,
		MADE,
		BAD,
	}			state;
	struct print_key	key;
	int			fd;		/* MADE */
	uint64_t		bytes;
	uint64_t		memory;		/* what it takes */
	int64_t			used_ms;	/* BAD: since when */
};

struct prints {
	pthread_mutex_t	lock;
	pthread_cond_t	changed;
	struct print	items[PRINTS_MAX];
};

struct prints *
prints_new(void)
{
	struct prints *p = calloc(1, sizeof(*p));

	if (p == NULL)
		return NULL;
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->changed, NULL);
	return p;
}

/* ---- with the lock ------------------------------------------------------ */

static void
drop(struct print *i)
{
	if (i->state == MADE)
		close(i->fd);
	*i = (struct print){ .state = FREE };
}

static struct print *
find(struct prints *p, const struct print_key *key)
{
	struct print *i;

	for (i = p->items; i < p->items + PRINTS_MAX; i++)
		if (i->state != FREE && i->key.id == key->id &&
		    i->key.size == key->size &&
		    i->key.mtime_ns == key->mtime_ns &&
		    i->key.width == key->width &&
		    i->key.height == key->height &&
		    i->key.subtitle == key->subtitle)
			return i;
	return NULL;
}

/* The one that was not asked for the longest, or NULL: all are being made. */
static struct print *
oldest(struct prints *p)
{
	struct print *i, *found = NULL;

	for (i = p->items; i < p->items + PRINTS_MAX; i++)
		if (i->state >= MADE &&
		    (found == NULL || i->used_ms < found->used_ms))
			found = i;
	return found;
}

static uint64_t
memory(const struct prints *p)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < PRINTS_MAX; i++)
		sum += p->items[i].memory;
	return sum;
}

/* Where a new one may stand; NULL: nowhere. */
static struct print *
make_room(struct prints *p)
{
	struct print *i;

	for (i = p->items; i < p->items + PRINTS_MAX; i++)
		if (i->state == FREE)
			return i;
	if ((i = oldest(p)) != NULL)
		drop(i);
	return i;
}

/* ---- for everybody ------------------------------------------------------ */

void
prints_free(struct prints *p)
{
	if (p == NULL)
		return;
	for (size_t i = 0; i < PRINTS_MAX; i++)
		drop(&p->items[i]);
	pthread_cond_destroy(&p->changed);
	pthread_mutex_destroy(&p->lock);
	free(p);
}

enum print_found
prints_take(struct prints *p, const struct print_key *key, int *fd,
    uint64_t *bytes)
{
	enum print_found found = PRINT_MISSING;
	struct print *i;

	pthread_mutex_lock(&p->lock);
	while ((i = find(p, key)) != NULL && i->state == MAKING)
		pthread_cond_wait(&p->changed, &p->lock);
	if (i == NULL && (i = make_room(p)) != NULL)
		*i = (struct print){ .state = MAKING, .key = *key };
	else if (i != NULL && i->state == MADE &&
	    (*fd = fcntl(i->fd, F_DUPFD_CLOEXEC, 0)) != -1)
		found = PRINT_HERE;
	else if (i != NULL && i->state == BAD)
		found = PRINT_BAD;
	if (i != NULL)
		*bytes = i->bytes;
	/* One that is bad is tried again in time, however often it is asked
	   for: a worker may have died, or a disk slept, by chance. */
	if (i != NULL && i->state != BAD)
		i->used_ms = (int64_t)stream_now();
	pthread_mutex_unlock(&p->lock);
	return found;
}

/* What was being made becomes this. */
static void
settle(struct prints *p, const struct print_key *key, const struct print *as)
{
	struct print *i, *old;

	pthread_mutex_lock(&p->lock);
	i = find(p, key);
	if (i != NULL && i->state == MAKING) {
		*i = *as;
		i->key = *key;
		i->used_ms = (int64_t)stream_now();
	} else if (as->state == MADE) {
		close(as->fd);
	}
	while (memory(p) > PRINTS_BYTES_MAX && (old = oldest(p)) != NULL)
		drop(old);
	pthread_cond_broadcast(&p->changed);
	pthread_mutex_unlock(&p->lock);
}

void
prints_put(struct prints *p, const struct print_key *key, int fd,
    uint64_t bytes)
{
	struct print made = { .state = MADE, .bytes = bytes };
	struct stat st;

	if (fstat(fd, &st) == -1 ||
	    (made.fd = fcntl(fd, F_DUPFD_CLOEXEC, 0)) == -1) {
		prints_give_up(p, key);
		return;
	}
	made.memory = (uint64_t)st.st_blocks * 512;
	settle(p, key, &made);
}

void
prints_put_bad(struct prints *p, const struct print_key *key)
{
	settle(p, key, &(struct print){ .state = BAD });
}

void
prints_give_up(struct prints *p, const struct print_key *key)
{
	settle(p, key, &(struct print){ .state = FREE });
}

int
prints_get(struct prints *p, const struct print_key *key,
    int (*make)(void *arg, int *fd, uint64_t *bytes), void *arg, int *fd,
    uint64_t *bytes)
{
	const enum print_found found = prints_take(p, key, fd, bytes);
	int status;

	if (found != PRINT_MISSING)
		return found == PRINT_HERE ? 0 : 500;
	status = make(arg, fd, bytes);
	if (status == 0)
		prints_put(p, key, *fd, *bytes);
	else if (status == 500)
		prints_put_bad(p, key);
	else
		prints_give_up(p, key);
	return status;
}

int64_t
prints_rest(struct prints *p)
{
	const int64_t now_ms = (int64_t)stream_now();
	int64_t wait = -1, left;
	struct print *i;

	pthread_mutex_lock(&p->lock);
	for (i = p->items; i < p->items + PRINTS_MAX; i++) {
		if (i->state < MADE)
			continue;
		left = i->used_ms + PRINTS_REST_MS - now_ms;
		if (left <= 0)
			drop(i);
		else if (wait == -1 || left < wait)
			wait = left;
	}
	pthread_mutex_unlock(&p->lock);
	return wait;
}
