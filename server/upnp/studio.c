/*
 * Workers for what is made on demand: pictures, and subtitles in UTF-8. One
 * thread has a worker at a time, so that only taking and giving back need the
 * lock. In lares-http.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>
#include <unistd.h>

#include "common/log.h"
#include "common/memfd.h"
#include "common/sandbox.h"
#include "common/subtitle.h"
#include "server/http/patience.h"
#include "server/http/stream.h"
#include "server/upnp/studio.h"

struct worker {
	enum {
		NONE,			/* none is there: ask for one */
		ASKED,
		IDLE,			/* from here on: sock and pid */
		BUSY,
	}		 state;
	int		 sock;
	pid_t		 pid;
	bool		 greeted;	/* it has told its layers */
	unsigned	 jobs;
	int64_t		 since_ms;	/* when it took up its state */
	struct buf	 out;
	struct ipc_in	 in;
};

/* A thread that waits for a worker. */
struct turn {
	TAILQ_ENTRY(turn) entry;
	struct in_addr	 peer;
};
TAILQ_HEAD(queue, turn);

struct studio {
	struct studio_limits	limits;
	struct studio_parent	parent;
	pthread_mutex_t		lock;
	pthread_cond_t		changed;
	struct queue		queue;
	size_t			waiting;	/* in it */
	bool			told_bare;
	struct worker		workers[STUDIO_WORKERS];
};

/* Signed, since it is added to and taken from. */
static int64_t
now_ms(void)
{
	return (int64_t)stream_now();
}

struct studio *
studio_new(const struct studio_limits *limits,
    const struct studio_parent *parent)
{
	struct studio *s = calloc(1, sizeof(*s));

	if (s == NULL)
		return NULL;
	s->limits = *limits;
	s->parent = *parent;
	TAILQ_INIT(&s->queue);
	for (size_t i = 0; i < STUDIO_WORKERS; i++)
		buf_init(&s->workers[i].out, IPC_MAX_BYTES);
	pthread_mutex_init(&s->lock, NULL);
	patience_init(&s->changed);
	return s;
}

void
studio_free(struct studio *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < STUDIO_WORKERS; i++) {
		if (s->workers[i].state >= IDLE)
			close(s->workers[i].sock);
		buf_free(&s->workers[i].out);
	}
	pthread_cond_destroy(&s->changed);
	pthread_mutex_destroy(&s->lock);
	free(s);
}

/* ---- coming and going: with the lock ------------------------------------ */

static void
set_state(struct worker *w, int state)
{
	w->state = state;
	w->since_ms = now_ms();
}

/* It leaves when its socket ends. */
static void
release(struct worker *w)
{
	close(w->sock);
	set_state(w, NONE);
}

void
studio_add(struct studio *s, int sock, pid_t pid)
{
	pthread_mutex_lock(&s->lock);
	for (size_t i = 0; i < STUDIO_WORKERS; i++) {
		struct worker *w = &s->workers[i];

		if (w->state != ASKED)
			continue;
		w->sock = sock;
		w->pid = pid;
		w->greeted = false;
		w->jobs = 0;
		set_state(w, IDLE);
		sock = -1;
		break;
	}
	pthread_cond_broadcast(&s->changed);
	pthread_mutex_unlock(&s->lock);
	if (sock != -1)
		close(sock);		/* one too many: it leaves */
}

int64_t
studio_rest(struct studio *s)
{
	const int64_t now = now_ms();
	int64_t wait = -1, left;

	pthread_mutex_lock(&s->lock);
	for (size_t i = 0; i < STUDIO_WORKERS; i++) {
		struct worker *w = &s->workers[i];

		if (w->state < IDLE)
			continue;
		left = w->state == BUSY ? s->limits.rest_ms :
		    w->since_ms + s->limits.rest_ms - now;
		if (left <= 0)
			release(w);
		else if (wait == -1 || left < wait)
			wait = left;
	}
	pthread_mutex_unlock(&s->lock);
	return wait;
}

/* Asks for as many as there are threads that wait, as far as there is room. */
static void
ask(struct studio *s)
{
	size_t coming = 0;

	for (size_t i = 0; i < STUDIO_WORKERS; i++) {
		struct worker *w = &s->workers[i];

		if (w->state == ASKED &&
		    w->since_ms + s->limits.start_ms <= now_ms())
			set_state(w, NONE);
		coming += w->state == ASKED;
	}
	for (size_t i = 0; i < STUDIO_WORKERS && coming < s->waiting; i++) {
		if (s->workers[i].state != NONE)
			continue;
		set_state(&s->workers[i], ASKED);
		s->parent.want(s->parent.arg);
		coming++;
	}
}

static struct worker *
find_idle(struct studio *s)
{
	for (size_t i = 0; i < STUDIO_WORKERS; i++)
		if (s->workers[i].state == IDLE)
			return &s->workers[i];
	return NULL;
}

/* Until the time, or for a second: a worker that does not come is asked for
   again. */
static void
wait_until(struct studio *s, int64_t end_ms)
{
	const int64_t turn_ms = now_ms() + 1000;
	const int64_t at = end_ms < turn_ms ? end_ms : turn_ms;

	(void)patience_wait(&s->changed, &s->lock, (uint64_t)at);
}

/* One address leaves room for the others, however much it asks for. */
static bool
may_wait(const struct studio *s, struct in_addr peer)
{
	const struct turn *t;
	size_t same = 0;

	TAILQ_FOREACH(t, &s->queue, entry)
		same += t->peer.s_addr == peer.s_addr;
	return s->waiting < STUDIO_QUEUE_MAX && same < STUDIO_QUEUE_PEER_MAX;
}

/* Waits for its turn; NULL: that did not come. */
static struct worker *
wait_turn(struct studio *s, struct turn *me)
{
	const int64_t end_ms = now_ms() + s->limits.wait_ms;
	struct worker *w = NULL;

	TAILQ_INSERT_TAIL(&s->queue, me, entry);
	s->waiting++;
	while ((TAILQ_FIRST(&s->queue) != me || (w = find_idle(s)) == NULL) &&
	    now_ms() < end_ms) {
		ask(s);
		wait_until(s, end_ms);
	}
	TAILQ_REMOVE(&s->queue, me, entry);
	s->waiting--;
	pthread_cond_broadcast(&s->changed);	/* another is the first */
	return w;
}

/* A worker for the calling thread alone; NULL: all are busy. */
static struct worker *
take(struct studio *s, struct in_addr peer)
{
	struct turn me = { .peer = peer };
	struct worker *w = NULL;

	pthread_mutex_lock(&s->lock);
	if (may_wait(s, peer) && (w = wait_turn(s, &me)) != NULL)
		set_state(w, BUSY);
	pthread_mutex_unlock(&s->lock);
	return w;
}

static void
give_back(struct studio *s, struct worker *w, bool usable)
{
	pthread_mutex_lock(&s->lock);
	if (usable && ++w->jobs < STUDIO_RECYCLE)
		set_state(w, IDLE);
	else
		release(w);
	pthread_cond_broadcast(&s->changed);
	pthread_mutex_unlock(&s->lock);
}

/* ---- a worker at work: with the worker ---------------------------------- */

/* How it went with a worker. */
enum outcome {
	MADE,
	REFUSED,		/* the worker lives and says why not */
	GONE,			/* before it could begin */
	DIED,			/* of this file */
	HANGS,
	NONSENSE,
};

/* The next message, in time. */
static enum outcome
hear(struct worker *w, unsigned timeout_ms)
{
	const int64_t end_ms = now_ms() + timeout_ms;
	struct pollfd p = { w->sock, POLLIN, 0 };
	int64_t left;
	int n;

	do {
		left = end_ms - now_ms();
		n = poll(&p, 1, left > 0 ? (int)left : 0);
	} while (n == -1 && errno == EINTR);
	if (n == 0)
		return HANGS;
	if (n == -1 || ipc_recv(w->sock, &w->in) != 1)
		return DIED;
	ipc_drop_fds(&w->in);
	return MADE;
}

/* A worker's first word: the layers that confine it. */
static enum outcome
greet(struct studio *s, struct worker *w)
{
	enum outcome heard = hear(w, s->limits.start_ms);
	const char *missing;
	unsigned layers;

	if (heard != MADE)
		return heard == DIED ? GONE : heard;
	layers = (unsigned)ipc_get_num(&w->in, UINT32_MAX);
	if (w->in.type != IPC_READY || !ipc_ok(&w->in))
		return NONSENSE;
	w->greeted = true;
	missing = sandbox_missing(layers);
	pthread_mutex_lock(&s->lock);
	if (missing != NULL && !s->told_bare)
		log_warn("lares-probe runs without %s", missing);
	s->told_bare |= missing != NULL;
	pthread_mutex_unlock(&s->lock);
	return MADE;
}

/* What a worker is to do, and what has come of it. */
struct task {
	struct in_addr		 peer;		/* for whom */
	int			 fd, sheet;
	uint64_t		 room;		/* of the sheet */
	const struct render_order *order;	/* of a picture, or NULL: */
	const char		*language;	/* that of subtitles */
	struct render_result	 made;		/* of these only the bytes, */
	bool			 says_place;	/* and this */
	char			*why;		/* STUDIO_WHY_BYTES */
};

static int
get_result(struct ipc_in *m, struct task *t)
{
	if (t->order != NULL)
		return m->type == IPC_RENDERED ?
		    render_get_result(m, t->order, t->room, &t->made) : -1;
	t->made.bytes = ipc_get_num(m, t->room);
	t->says_place = ipc_get_num(m, 1) == 1;
	return m->type == IPC_CONVERTED && ipc_ok(m) ? 0 : -1;
}

/* What it has written is nobody's to change: not even the worker's, which
   would have to hold on to it. */
static enum outcome
take_answer(struct worker *w, struct task *t)
{
	if (w->in.type == IPC_UNREADABLE) {
		ipc_get_text(&w->in, t->why, STUDIO_WHY_BYTES);
		return ipc_ok(&w->in) ? REFUSED : NONSENSE;
	}
	if (get_result(&w->in, t) == -1 ||
	    fcntl(t->sheet, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SEAL) == -1)
		return NONSENSE;
	return MADE;
}

static void
put_order(struct buf *b, const struct task *t)
{
	ipc_begin(b, t->order != NULL ? IPC_RENDER : IPC_CONVERT);
	if (t->order != NULL)
		render_put_order(b, t->order);
	else
		ipc_put_text(b, t->language, strlen(t->language));
}

static enum outcome
work(struct studio *s, struct worker *w, struct task *t)
{
	const int fds[] = { t->fd, t->sheet };
	enum outcome heard;

	if (!w->greeted && (heard = greet(s, w)) != MADE)
		return heard;
	put_order(&w->out, t);
	if (ipc_send(w->sock, &w->out, fds, 2) == -1)
		return GONE;
	if ((heard = hear(w, s->limits.job_ms)) != MADE)
		return heard;
	return take_answer(w, t);
}

/* ---- for those who want something made ----------------------------------- */

int
studio_status(enum studio_result result)
{
	static const int statuses[] = {
		[STUDIO_DONE] = 0,
		[STUDIO_BUSY] = 503,
		[STUDIO_UNREADABLE] = 404,
		[STUDIO_FAILED] = 500,
	};

	return statuses[result];
}

static enum studio_result
conclude(struct studio *s, struct worker *w, enum outcome outcome,
    char why[STUDIO_WHY_BYTES])
{
	static const char *const reasons[] = {
		[DIED] = "its reader died of it",
		[HANGS] = "reading it took too long",
		[NONSENSE] = "its reader answered nonsense",
	};
	const bool usable = outcome == MADE || outcome == REFUSED;
	const bool began = w->greeted;

	if (outcome == NONSENSE)
		log_warn("a lares-probe answered nonsense: killed");
	if (outcome == NONSENSE || outcome == HANGS)
		s->parent.stop(s->parent.arg, w->pid);
	give_back(s, w, usable);
	if (usable)
		return outcome == MADE ? STUDIO_DONE : STUDIO_UNREADABLE;
	if (outcome == GONE || !began)
		return STUDIO_BUSY;
	snprintf(why, STUDIO_WHY_BYTES, "%s", reasons[outcome]);
	return STUDIO_FAILED;
}

static enum studio_result
carry_out(struct studio *s, struct task *t, int *sheet)
{
	enum studio_result result = STUDIO_BUSY;
	enum outcome outcome = GONE;
	struct worker *w;

	if ((t->sheet = memfd_new_sheet("sheet", t->room)) == -1)
		return STUDIO_BUSY;
	/* One that has gone while it was idle is no answer. */
	for (size_t i = 0; i <= STUDIO_WORKERS && outcome == GONE &&
	    (w = take(s, t->peer)) != NULL; i++) {
		outcome = work(s, w, t);
		result = conclude(s, w, outcome, t->why);
	}
	if (result == STUDIO_DONE)
		*sheet = t->sheet;
	else
		close(t->sheet);
	return result;
}

enum studio_result
studio_render(struct studio *s, struct in_addr peer, int fd,
    const struct render_order *o, int *sheet, struct render_result *r,
    char why[STUDIO_WHY_BYTES])
{
	struct task t = { .peer = peer, .fd = fd, .room = STUDIO_SHEET_BYTES,
	    .order = o, .why = why };
	enum studio_result result = carry_out(s, &t, sheet);

	*r = t.made;
	return result;
}

enum studio_result
studio_convert(struct studio *s, struct in_addr peer, int fd, uint64_t size,
    const char *language, int *sheet, struct studio_text *made,
    char why[STUDIO_WHY_BYTES])
{
	struct task t = { .peer = peer, .fd = fd, .room = SUBTITLE_ROOM(size),
	    .language = language, .why = why };
	enum studio_result result = carry_out(s, &t, sheet);

	*made = (struct studio_text){ t.made.bytes, t.says_place };
	return result;
}
