/*
 * Where films and recordings were left: the table that answers are made from,
 * and what of it is still to be told to lares-scan. In lares-http.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "common/config.h"
#include "common/resume_store.h"
#include "server/upnp/positions.h"

/* While it is being told that there is none any more, one has position 0. */
struct position {
	struct resume_point point;
	uint64_t	 number;	/* the greater, the later it was set */
	bool		 untold;
};

struct positions {
	pthread_mutex_t	 lock;
	struct position	 items[RESUME_POINTS_MAX];	/* by device, object */
	size_t		 n;
	uint64_t	 number;	/* the last one given */
	size_t		 nuntold;

	bool		 by_device;
	uint32_t	 days;		/* until one expires */
	int		 event;
	positions_tell_them tell;
	void		*arg;
	unsigned	 at_once;	/* messages that may still be sent so */
	int64_t		 refilled_ms;	/* when that last grew */
};

/* ---- the table; under the lock ----------------------------------------- */

static int
compare(const struct resume_point *a, uint64_t device, int64_t object)
{
	if (a->device != device)
		return a->device < device ? -1 : 1;
	return a->object < object ? -1 : a->object > object;
}

/* Where it is, or would be. */
static size_t
find_place(const struct positions *p, uint64_t device, int64_t object)
{
	size_t low = 0, high = p->n, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (compare(&p->items[middle].point, device, object) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct position *
find(struct positions *p, uint64_t device, int64_t object)
{
	const size_t at = find_place(p, device, object);

	return at < p->n && compare(&p->items[at].point, device, object) == 0 ?
	    &p->items[at] : NULL;
}

static void
drop(struct positions *p, size_t at)
{
	p->nuntold -= p->items[at].untold;
	memmove(&p->items[at], &p->items[at + 1],
	    (--p->n - at) * sizeof(p->items[0]));
}

/* Drops the oldest of the house or a device, or, everywhere, of all. */
static void
drop_oldest(struct positions *p, uint64_t device, bool everywhere)
{
	size_t oldest = p->n;

	for (size_t i = 0; i < p->n; i++)
		if ((everywhere || p->items[i].point.device == device) &&
		    (oldest == p->n ||
		    p->items[i].number < p->items[oldest].number))
			oldest = i;
	if (oldest < p->n)
		drop(p, oldest);
}

/* As lares-scan does in its file, to which the same is told. */
static void
make_room(struct positions *p, uint64_t device)
{
	size_t of_device = 0;

	for (size_t i = find_place(p, device, 0); i < p->n &&
	    p->items[i].point.device == device; i++)
		of_device++;
	if (of_device >= RESUME_PLACE_MAX)
		drop_oldest(p, device, false);
	else if (p->n >= RESUME_POINTS_MAX)
		drop_oldest(p, device, true);
}

static struct position *
put(struct positions *p, const struct resume_point *point)
{
	struct position *at = find(p, point->device, point->object);

	if (at == NULL) {
		make_room(p, point->device);
		at = &p->items[find_place(p, point->device, point->object)];
		memmove(at + 1, at, (size_t)(&p->items[p->n++] - at) *
		    sizeof(*at));
		at->untold = false;
	}
	at->point = *point;
	at->number = ++p->number;
	return at;
}

static bool
is_open(const struct positions *p, const struct position *at)
{
	return at->point.position_ms != 0 &&
	    at->point.day + p->days >= resume_today();
}

/* ---- for the process --------------------------------------------------- */

/* What another setting kept is not this one's. */
static void
load(void *arg, const struct resume_point *point)
{
	struct positions *p = arg;

	if ((point->device != 0) == p->by_device)
		put(p, point);
}

struct positions *
positions_new(const struct config *c, positions_tell_them tell, void *arg)
{
	struct positions *p = calloc(1, sizeof(*p));

	if (p == NULL)
		return NULL;
	pthread_mutex_init(&p->lock, NULL);
	p->by_device = c->resume == CONFIG_RESUME_DEVICE;
	p->days = c->resume_days;
	p->tell = tell;
	p->arg = arg;
	p->at_once = POSITIONS_AT_ONCE;
	p->event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (p->event == -1) {
		positions_free(p);
		return NULL;
	}
	/* Without the file there is nothing yet, or lares-scan says why. */
	(void)resume_store_read(c->state_dir, load, p);
	return p;
}

void
positions_free(struct positions *p)
{
	if (p == NULL)
		return;
	if (p->event != -1)
		close(p->event);
	pthread_mutex_destroy(&p->lock);
	free(p);
}

/* ---- for those who ask ------------------------------------------------- */

static uint64_t
owner(const struct positions *p, uint64_t device)
{
	return p->by_device ? device : 0;
}

uint64_t
positions_get(struct positions *p, uint64_t device, int64_t object)
{
	const struct position *at;
	uint64_t position_ms = 0;

	pthread_mutex_lock(&p->lock);
	at = find(p, owner(p, device), object);
	if (at != NULL && is_open(p, at))
		position_ms = at->point.position_ms;
	pthread_mutex_unlock(&p->lock);
	return position_ms;
}

/* The latest first. */
static int
by_number(const void *a, const void *b)
{
	const struct position *const *one = a, *const *other = b;

	return (*one)->number < (*other)->number ? 1 : -1;
}

size_t
positions_list(struct positions *p, uint64_t device,
    int64_t objects[RESUME_PLACE_MAX])
{
	const struct position *open[RESUME_PLACE_MAX];
	size_t n = 0;

	device = owner(p, device);
	pthread_mutex_lock(&p->lock);
	for (size_t i = find_place(p, device, 0); i < p->n &&
	    p->items[i].point.device == device && n < RESUME_PLACE_MAX; i++)
		if (is_open(p, &p->items[i]))
			open[n++] = &p->items[i];
	qsort(open, n, sizeof(open[0]), by_number);
	for (size_t i = 0; i < n; i++)
		objects[i] = open[i]->point.object;
	pthread_mutex_unlock(&p->lock);
	return n;
}

/* Nothing is told twice; what was never there need not go. */
static bool
changes(struct positions *p, const struct resume_point *point)
{
	const struct position *at = find(p, point->device, point->object);

	if (at == NULL)
		return point->position_ms != 0;
	return at->point.position_ms != point->position_ms ||
	    at->number != p->number || at->point.day != point->day;
}

void
positions_set(struct positions *p, uint64_t device, int64_t object,
    uint64_t position_ms)
{
	const struct resume_point point = { owner(p, device), object,
	    position_ms, resume_today() };
	struct position *at;

	pthread_mutex_lock(&p->lock);
	if (changes(p, &point)) {
		at = put(p, &point);
		p->nuntold += !at->untold;
		at->untold = true;
		(void)eventfd_write(p->event, 1);
	}
	pthread_mutex_unlock(&p->lock);
}

void
positions_forget(struct positions *p, const uint64_t *devices, size_t n)
{
	bool named;

	pthread_mutex_lock(&p->lock);
	for (size_t i = p->n; i-- > 0; ) {
		named = n == 0;
		for (size_t k = 0; k < n && !named; k++)
			named = p->items[i].point.device == devices[k];
		if (named)
			drop(p, i);
	}
	pthread_mutex_unlock(&p->lock);
}

/* ---- telling lares-scan ------------------------------------------------ */

int
positions_fd(const struct positions *p)
{
	return p->event;
}

/* Takes what is to be told, the older first; under the lock. Without it later
   changes would be told before it. */
static size_t
take_untold(struct positions *p, struct resume_point out[RESUME_MESSAGE_MAX])
{
	size_t n = 0, next;

	while (n < RESUME_MESSAGE_MAX && p->nuntold > 0) {
		next = p->n;
		for (size_t i = 0; i < p->n; i++)
			if (p->items[i].untold && (next == p->n ||
			    p->items[i].number < p->items[next].number))
				next = i;
		out[n++] = p->items[next].point;
		p->items[next].untold = false;
		p->nuntold--;
		if (p->items[next].point.position_ms == 0)
			drop(p, next);
	}
	return n;
}

/* One message; false: there was nothing to tell. */
static bool
tell_some(struct positions *p)
{
	struct resume_point points[RESUME_MESSAGE_MAX];
	size_t n;

	pthread_mutex_lock(&p->lock);
	n = take_untold(p, points);
	pthread_mutex_unlock(&p->lock);
	if (n > 0)
		p->tell(p->arg, points, n);
	return n > 0;
}

static void
refill(struct positions *p, int64_t now_ms)
{
	const int64_t more = (now_ms - p->refilled_ms) / POSITIONS_TELL_MS;

	if (more >= POSITIONS_AT_ONCE - (int64_t)p->at_once) {
		p->at_once = POSITIONS_AT_ONCE;
		p->refilled_ms = now_ms;
	} else {
		p->at_once += (unsigned)more;
		p->refilled_ms += more * POSITIONS_TELL_MS;
	}
}

int64_t
positions_tell(struct positions *p, int64_t now_ms)
{
	eventfd_t none;
	bool left;

	(void)eventfd_read(p->event, &none);
	refill(p, now_ms);
	while (p->at_once > 0 && tell_some(p))
		p->at_once--;
	pthread_mutex_lock(&p->lock);
	left = p->nuntold > 0;
	pthread_mutex_unlock(&p->lock);
	return left ? p->refilled_ms + POSITIONS_TELL_MS - now_ms : -1;
}

void
positions_tell_all(struct positions *p)
{
	while (tell_some(p))
		;
}
