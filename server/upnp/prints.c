/*
 * Pictures made on demand, by their keys: few, so that they stand in an array.
 * In lares-http.
 */
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server/http/stream.h"
#include "server/upnp/prints.h"

struct print {
	enum {
		FREE,
		MAKING,
		FAILED,		/* for now: those who wait are told */
		MADE,
		BAD,
	}			state;
	struct print_key	key;
	unsigned		users;		/* who wait for it or have it */
	int			fd;		/* MADE */
	uint64_t		bytes;
	uint64_t		memory;		/* what it takes */
	int			status;		/* FAILED, BAD */
	int64_t			used_ms;	/* BAD: since when */
};
LIST_HEAD(loans, print_loan);

struct prints {
	pthread_mutex_t	lock;
	pthread_cond_t	changed;
	struct print	items[PRINTS_MAX];
	struct loans	loans;
	bool		full;	/* one was too much: until one comes back */
};

#define MISSING	(-1)	/* no status: the borrower makes it */

struct prints *
prints_new(void)
{
	struct prints *p = calloc(1, sizeof(*p));

	if (p == NULL)
		return NULL;
	LIST_INIT(&p->loans);
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->changed, NULL);
	return p;
}

/* ---- the array: with the lock ------------------------------------------- */

static void
drop(struct print *i)
{
	if (i->state == MADE)
		close(i->fd);
	*i = (struct print){ .state = FREE };
}

/* How long it is kept if nobody asks for it. */
static int64_t
kept_ms(const struct print *i)
{
	return i->state == BAD ? PRINTS_BAD_MS : PRINTS_REST_MS;
}

static bool
is_of(const struct print *i, const struct print_key *key)
{
	return i->key.id == key->id && i->key.size == key->size &&
	    i->key.mtime_ns == key->mtime_ns && i->key.width == key->width &&
	    i->key.height == key->height && i->key.subtitle == key->subtitle;
}

static struct print *
find(struct prints *p, const struct print_key *key)
{
	const int64_t now_ms = (int64_t)stream_now();
	struct print *i;

	for (i = p->items; i < p->items + PRINTS_MAX; i++) {
		if (i->state == FREE || i->state == FAILED || !is_of(i, key))
			continue;
		/* One that is bad is tried again in time, however often it is
		   asked for: a worker may have died, or a disk slept. */
		if (i->state != BAD || i->users > 0 ||
		    now_ms - i->used_ms < PRINTS_BAD_MS)
			return i;
		drop(i);
	}
	return NULL;
}

/* Nobody's, and not asked for the longest; NULL: there is none. */
static struct print *
oldest(struct prints *p)
{
	struct print *i, *found = NULL;

	for (i = p->items; i < p->items + PRINTS_MAX; i++)
		if (i->state >= MADE && i->users == 0 &&
		    (found == NULL || i->used_ms < found->used_ms))
			found = i;
	return found;
}

/* What takes memory: those that somebody has, or all others. */
static uint64_t
memory(const struct prints *p, bool lent)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < PRINTS_MAX; i++)
		if ((p->items[i].users > 0) == lent)
			sum += p->items[i].memory;
	return sum;
}

static void
shrink(struct prints *p)
{
	struct print *old;

	while (memory(p, false) > PRINTS_BYTES_MAX &&
	    (old = oldest(p)) != NULL)
		drop(old);
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

/* ---- loans: with the lock ------------------------------------------------ */

/* Whether an address has as much as it may: others want theirs. */
static bool
has_enough(const struct prints *p, struct in_addr peer)
{
	const struct print_loan *loan;
	uint64_t bytes = 0;
	size_t n = 0;

	LIST_FOREACH(loan, &p->loans, entry) {
		if (loan->peer.s_addr != peer.s_addr)
			continue;
		bytes += loan->print->memory;
		n++;
	}
	return n >= PRINTS_PEER_MAX || bytes >= PRINTS_PEER_BYTES_MAX;
}

static void
lend(struct prints *p, struct print *i, struct print_loan *loan)
{
	loan->print = i;
	i->users++;
	LIST_INSERT_HEAD(&p->loans, loan, entry);
}

static void
give_back(struct prints *p, struct print_loan *loan)
{
	struct print *i = loan->print;

	LIST_REMOVE(loan, entry);
	if (--i->users > 0)
		return;
	p->full = p->full && i->memory == 0;
	if (i->state == FAILED)
		drop(i);
	shrink(p);
}

/* Waits until it is made if need be. 0, or the status. */
static int
borrow(struct prints *p, struct print *i, struct print_loan *loan)
{
	int status;

	lend(p, i, loan);
	while (i->state == MAKING)
		pthread_cond_wait(&p->changed, &p->lock);
	status = i->state == MADE ? 0 : i->status;
	if (status == 0) {
		i->used_ms = (int64_t)stream_now();
		loan->bytes = i->bytes;
		loan->fd = fcntl(i->fd, F_DUPFD_CLOEXEC, 0);
		if (loan->fd != -1)
			return 0;
		status = 503;
	}
	give_back(p, loan);
	return status;
}

/* The same, of one that may have to be made. */
static int
take(struct prints *p, const struct print_key *key, struct print_loan *loan)
{
	struct print *i = find(p, key);

	if (i != NULL && i->state == BAD)
		return i->status;
	if (has_enough(p, loan->peer))
		return 503;
	if (i != NULL)
		return borrow(p, i, loan);
	if (p->full || memory(p, true) >= PRINTS_LENT_BYTES_MAX ||
	    (i = make_room(p)) == NULL)
		return 503;
	*i = (struct print){ .state = MAKING, .key = *key };
	lend(p, i, loan);
	return MISSING;
}

/* A copy of the descriptor for the others, if there is room. 0 or 503. */
static int
keep(struct prints *p, const struct print_loan *loan)
{
	struct print *i = loan->print;
	struct stat st;

	if (fstat(loan->fd, &st) == -1)
		return 503;
	i->memory = (uint64_t)st.st_blocks * 512;
	p->full = memory(p, true) > PRINTS_LENT_BYTES_MAX;
	if (!p->full &&
	    (i->fd = fcntl(loan->fd, F_DUPFD_CLOEXEC, 0)) != -1) {
		i->bytes = loan->bytes;
		return 0;
	}
	i->memory = 0;
	return 503;
}

/* What was being made has come to this. */
static int
settle(struct prints *p, struct print_loan *loan, int status)
{
	struct print *i = loan->print;

	if (status == 0 && (status = keep(p, loan)) != 0)
		close(loan->fd);
	i->state = status == 0 ? MADE : status == 503 ? FAILED : BAD;
	i->status = status;
	i->used_ms = (int64_t)stream_now();
	if (status != 0)
		give_back(p, loan);
	pthread_cond_broadcast(&p->changed);
	return status;
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

int
prints_get(struct prints *p, const struct print_key *key,
    int (*make)(void *arg, int *fd, uint64_t *bytes), void *arg,
    struct print_loan *loan)
{
	int status;

	pthread_mutex_lock(&p->lock);
	status = take(p, key, loan);
	pthread_mutex_unlock(&p->lock);
	if (status != MISSING)
		return status;
	status = make(arg, &loan->fd, &loan->bytes);
	pthread_mutex_lock(&p->lock);
	status = settle(p, loan, status);
	pthread_mutex_unlock(&p->lock);
	return status;
}

void
prints_return(struct prints *p, struct print_loan *loan)
{
	pthread_mutex_lock(&p->lock);
	give_back(p, loan);
	pthread_mutex_unlock(&p->lock);
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
		left = i->users > 0 ? kept_ms(i) :
		    i->used_ms + kept_ms(i) - now_ms;
		if (left <= 0)
			drop(i);
		else if (wait == -1 || left < wait)
			wait = left;
	}
	pthread_mutex_unlock(&p->lock);
	return wait;
}
