/*
 * Which peers are admitted: a small table of laresd's answers, and the wait
 * for one. Process: lares-http.
 */
#include <arpa/inet.h>

#include "common/log.h"
#include "server/http/patience.h"
#include "server/http/stream.h"
#include "server/http/verdicts.h"

static const struct access_verdict shut = { .state = ACCESS_SHUT };
static const struct access_verdict everybody = { .state = ACCESS_ADMITTED };

void
verdicts_init(struct verdicts *vs, unsigned wait_ms,
    void (*question)(void *arg, struct in_addr address), void *arg)
{
	*vs = (struct verdicts){ .ask = true, .wait_ms = wait_ms,
	    .question = question, .arg = arg };
	pthread_mutex_init(&vs->lock, NULL);
	patience_init(&vs->changed);
	rarely_init(&vs->unanswered);
}

void
verdicts_free(struct verdicts *vs)
{
	rarely_free(&vs->unanswered);
	pthread_cond_destroy(&vs->changed);
	pthread_mutex_destroy(&vs->lock);
}

/* ---- the table; under the lock ------------------------------------------- */

static struct verdict *
find(struct verdicts *vs, struct in_addr address)
{
	for (size_t i = 0; i < vs->n; i++)
		if (vs->items[i].address.s_addr == address.s_addr)
			return &vs->items[i];
	return NULL;
}

/* The answer still holds, or may still come. */
static bool
is_fresh(const struct verdicts *vs, const struct verdict *v, uint64_t now)
{
	if (v->known)
		return vs->closed || now - v->since_ms < LIMIT_VERDICT_MS;
	return now - v->since_ms < vs->wait_ms;
}

/* How many questions are open. */
static unsigned
count_open(const struct verdicts *vs, uint64_t now)
{
	unsigned n = 0;

	for (size_t i = 0; i < vs->n; i++)
		n += !vs->items[i].known && is_fresh(vs, &vs->items[i], now);
	return n;
}

/* The entry of an address: its own, a free one, or the oldest one's. */
static struct verdict *
make_room(struct verdicts *vs, struct in_addr address)
{
	struct verdict *v = find(vs, address), *oldest = &vs->items[0];

	if (v != NULL)
		return v;
	if (vs->n < LIMIT_VERDICTS)
		return &vs->items[vs->n++];
	for (size_t i = 1; i < vs->n; i++)
		if (vs->items[i].since_ms < oldest->since_ms)
			oldest = &vs->items[i];
	return oldest;
}

/* ---- waiting for an answer; under the lock ------------------------------- */

static void
ask(struct verdicts *vs, struct in_addr address, uint64_t now)
{
	*make_room(vs, address) = (struct verdict){ .address = address,
	    .since_ms = now };
	pthread_mutex_unlock(&vs->lock);
	vs->question(vs->arg, address);
	pthread_mutex_lock(&vs->lock);
}

/* Whether laresd has said it in time. */
static bool
await(struct verdicts *vs, struct in_addr address, struct access_verdict *said)
{
	uint64_t now = stream_now();
	const uint64_t deadline = now + vs->wait_ms;
	struct verdict *v;

	for (; vs->ask; now = stream_now()) {
		v = find(vs, address);
		if (v != NULL && v->known && is_fresh(vs, v, now)) {
			*said = v->said;
			return true;
		}
		if (vs->closed)
			return false;
		if ((v == NULL || !is_fresh(vs, v, now)) &&
		    count_open(vs, now) < LIMIT_VERDICT_QUESTIONS)
			ask(vs, address, now);
		else if (!patience_wait(&vs->changed, &vs->lock, deadline))
			return false;
	}
	*said = everybody;
	return true;
}

static void
log_unanswered(struct verdicts *vs, struct in_addr address)
{
	char text[INET_ADDRSTRLEN];
	unsigned missed;

	if (!rarely_now(&vs->unanswered, stream_now(), &missed))
		return;
	inet_ntop(AF_INET, &address, text, sizeof(text));
	log_warn("laresd does not say whether %s is admitted: it is not (%u "
	    "more since the last such line)", text, missed);
}

struct access_verdict
verdicts_get(struct verdicts *vs, struct in_addr address)
{
	struct access_verdict said = shut;
	bool answered;

	pthread_mutex_lock(&vs->lock);
	answered = await(vs, address, &said);
	pthread_mutex_unlock(&vs->lock);
	if (!answered)
		log_unanswered(vs, address);
	return said;
}

/* ---- what laresd says ----------------------------------------------------- */

void
verdicts_put(struct verdicts *vs, struct in_addr address,
    const struct access_verdict *said)
{
	pthread_mutex_lock(&vs->lock);
	*make_room(vs, address) = (struct verdict){ .address = address,
	    .known = true, .since_ms = stream_now(), .said = *said };
	pthread_cond_broadcast(&vs->changed);
	pthread_mutex_unlock(&vs->lock);
}

/* Open questions are asked anew, too: their answers may have been forgotten. */
void
verdicts_change(struct verdicts *vs, bool whether)
{
	pthread_mutex_lock(&vs->lock);
	vs->n = 0;
	vs->ask = whether;
	pthread_cond_broadcast(&vs->changed);
	pthread_mutex_unlock(&vs->lock);
}

void
verdicts_close(struct verdicts *vs)
{
	pthread_mutex_lock(&vs->lock);
	vs->closed = true;
	pthread_cond_broadcast(&vs->changed);
	pthread_mutex_unlock(&vs->lock);
}
