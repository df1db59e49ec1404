/*
 * The probe workers of lares-scan. laresd starts them when asked; here they
 * get a file each and have a deadline. What they answer is hostile: nonsense
 * costs the worker its life, and the file is taken as one that cannot be read.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "common/log.h"
#include "common/mime.h"
#include "common/sandbox.h"
#include "scanner/library/pool.h"

#define ANSWER_MS	5000	/* of laresd, or of a worker that starts */

/* How a worker ends that is at something. */
enum pool_end {
	POOL_DIED, POOL_LATE, POOL_RAVED,
};

void
pool_init(struct pool *p, int parent, size_t n, pool_result result,
    pool_rendered rendered, void *arg)
{
	memset(p, 0, sizeof(*p));
	p->parent = parent;
	p->n = n < POOL_MAX ? n : POOL_MAX;
	p->result = result;
	p->rendered = rendered;
	p->arg = arg;
	buf_init(&p->out, IPC_MAX_BYTES);
}

/* Lets a worker go: it leaves when its socket ends. */
static void
release(struct pool_worker *w)
{
	close(w->sock);
	close(w->pidfd);
	pool_answer_free(w->answer);
	*w = (struct pool_worker){ .state = POOL_NONE };
}

static void
kill_worker(struct pool_worker *w)
{
	syscall(SYS_pidfd_send_signal, w->pidfd, SIGKILL, NULL, 0);
}

/* One that is to be listed. */
static bool
is_at_a_file(const struct pool_worker *w)
{
	return w->state == POOL_BUSY && (w->answer->task == POOL_PROBES ||
	    w->answer->task == POOL_LISTS);
}

void
pool_clear(struct pool *p)
{
	for (size_t i = 0; i < p->n; i++) {
		struct pool_worker *w = &p->workers[i];

		if (is_at_a_file(w))
			free(w->probing.job);
		if (w->state >= POOL_STARTING)
			release(w);
	}
}

void
pool_free(struct pool *p)
{
	pool_clear(p);
	buf_free(&p->out);
}

static void
set_state(struct pool_worker *w, int state, int64_t now_ms)
{
	w->state = state;
	w->since_ms = now_ms;
}

void
pool_add(struct pool *p, int sock, int pidfd, int64_t now_ms)
{
	for (size_t i = 0; i < p->n; i++) {
		struct pool_worker *w = &p->workers[i];

		if (w->state != POOL_ASKED)
			continue;
		w->sock = sock;
		w->pidfd = pidfd;
		set_state(w, POOL_STARTING, now_ms);
		return;
	}
	close(sock);		/* one too many: it leaves */
	close(pidfd);
}

bool
pool_has_idle(struct pool *p, size_t wanted, int64_t now_ms)
{
	size_t idle = 0, coming = 0;

	for (size_t i = 0; i < p->n; i++) {
		idle += p->workers[i].state == POOL_IDLE;
		coming += p->workers[i].state == POOL_ASKED ||
		    p->workers[i].state == POOL_STARTING;
	}
	for (size_t i = 0; i < p->n && idle + coming < wanted; i++) {
		if (p->workers[i].state != POOL_NONE)
			continue;
		ipc_begin(&p->out, IPC_WORKER_WANTED);
		if (ipc_send(p->parent, &p->out, NULL, 0) == 0)
			set_state(&p->workers[i], POOL_ASKED, now_ms);
		coming++;
	}
	return idle > 0;
}

bool
pool_is_busy(const struct pool *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (is_at_a_file(&p->workers[i]))
			return true;
	return false;
}

bool
pool_is_seeking(const struct pool *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->workers[i].state == POOL_BUSY &&
		    p->workers[i].answer->task == POOL_SEEKS)
			return true;
	return false;
}

bool
pool_is_probing(const struct pool *p, const struct job *job)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct job *other = p->workers[i].probing.job;

		if (is_at_a_file(&p->workers[i]) && other->root == job->root &&
		    strcmp(other->path, job->path) == 0)
			return true;
	}
	return false;
}

/* Tells what has come of what a worker was at; it is idle by then, or gone. */
static void
tell(struct pool *p, struct probing *probing, const struct pool_answer *a)
{
	const struct media_facts *facts = NULL;

	if (a->task == POOL_RENDERS) {
		p->rendered(p->arg, a->read ? &a->rendered : NULL,
		    probing->died);
		return;
	}
	if (a->has_blanks)
		probing->blanks = &a->blanks;
	if (a->read && a->task == POOL_PROBES)
		facts = &a->facts;
	if (a->read && a->task == POOL_LISTS)
		probing->playlist = &a->playlist;
	if (a->read && a->task == POOL_SEEKS) {
		probing->table = &a->table;
		probing->duration_ms = a->duration_ms;
	}
	p->result(p->arg, probing, facts, a->why);
}

/* A worker is gone, or has to go, and with it what it was at. */
static void
lose(struct pool *p, struct pool_worker *w, enum pool_end end, const char *why,
    int64_t now_ms)
{
	const int state = w->state;
	struct pool_answer *a = w->answer;
	struct probing probing = w->probing;

	w->answer = NULL;
	kill_worker(w);
	release(w);
	if (state == POOL_STARTING)
		set_state(w, POOL_PAUSE, now_ms);
	if (a == NULL)
		return;
	/* A disk may have to wake up, too, before a whole file is read. */
	probing.died = end == POOL_DIED || a->task == POOL_SEEKS;
	a->read = false;
	/* Who says nonsense is not believed what he said before. */
	a->has_blanks = a->has_blanks && end != POOL_RAVED;
	snprintf(a->why, sizeof(a->why), "%s", why);
	tell(p, &probing, a);
	pool_answer_free(a);
}

void
pool_files_close(const struct pool_files *files)
{
	for (size_t i = 0; i <= files->nsides; i++)
		close(files->fds[i]);
}

static void
put_probe(struct buf *b, const struct pool_files *files, const char *extension)
{
	ipc_begin(b, IPC_PROBE);
	ipc_put_text(b, extension, strlen(extension));
	ipc_put_num(b, files->nsides);
	for (size_t i = 0; i < files->nsides; i++)
		ipc_put_num(b, files->sides[i]);
}

static struct pool_worker *
find_idle(struct pool *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->workers[i].state == POOL_IDLE)
			return &p->workers[i];
	return NULL;
}

static void
occupy(struct pool_worker *w, enum pool_task task, uint64_t size,
    int64_t now_ms)
{
	if ((w->answer = pool_answer_new(task, size)) == NULL)
		abort();
	w->files++;
	set_state(w, POOL_BUSY, now_ms);
}

void
pool_probe(struct pool *p, const struct pool_files *files,
    const struct probing *probing, const char *extension, int64_t now_ms)
{
	struct pool_worker *w = find_idle(p);

	w->probing = *probing;
	occupy(w, mime_playlist(extension) != MIME_NO_PLAYLIST ? POOL_LISTS :
	    POOL_PROBES, probing->size, now_ms);
	put_probe(&p->out, files, extension);
	if (ipc_send(w->sock, &p->out, files->fds, 1 + files->nsides) == -1)
		lose(p, w, POOL_DIED, "its reader has gone", now_ms);
	pool_files_close(files);
}

void
pool_render(struct pool *p, const struct rendering *rendering, int fd,
    int memfd, int64_t now_ms)
{
	struct pool_worker *w = find_idle(p);
	const int fds[] = { fd, memfd };

	occupy(w, POOL_RENDERS, rendering->size, now_ms);
	w->answer->order = rendering->order;
	ipc_begin(&p->out, IPC_RENDER);
	render_put_order(&p->out, &rendering->order);
	if (ipc_send(w->sock, &p->out, fds, 2) == -1)
		lose(p, w, POOL_DIED, "it has gone", now_ms);
}

void
pool_seek(struct pool *p, int fd, const struct catalog_seek *file,
    int64_t now_ms)
{
	struct pool_worker *w = find_idle(p);

	w->probing = (struct probing){ .seek = *file };
	occupy(w, POOL_SEEKS, file->size, now_ms);
	ipc_begin(&p->out, IPC_SEEK);
	if (ipc_send(w->sock, &p->out, &fd, 1) == -1)
		lose(p, w, POOL_DIED, "its reader has gone", now_ms);
	close(fd);
}

/* It is free for other work, or gone, when its result is told. */
static void
finish(struct pool *p, struct pool_worker *w, int64_t now_ms)
{
	struct pool_answer *a = w->answer;
	struct probing probing = w->probing;

	w->answer = NULL;
	if (w->files >= POOL_RECYCLE)
		release(w);
	else
		set_state(w, POOL_IDLE, now_ms);
	tell(p, &probing, a);
	pool_answer_free(a);
}

/* An answer of a busy worker: true if it makes sense. */
static bool
take_answer(struct pool *p, struct pool_worker *w, int64_t now_ms)
{
	switch (pool_answer_take(w->answer, &p->in)) {
	case POOL_NONSENSE:
		return false;
	case POOL_MORE:
		/* It is at a whole file: this is a sign of life. */
		if (w->answer->task == POOL_SEEKS)
			set_state(w, POOL_BUSY, now_ms);
		return true;
	case POOL_WHOLE:
		finish(p, w, now_ms);
		return true;
	}
	return false;
}

/* A worker's first word: the layers that confine it. */
static bool
take_ready(struct pool *p, struct pool_worker *w, int64_t now_ms)
{
	const char *missing;
	unsigned layers;

	layers = (unsigned)ipc_get_num(&p->in, UINT32_MAX);
	if (p->in.type != IPC_READY || !ipc_ok(&p->in))
		return false;
	missing = sandbox_missing(layers);
	if (missing != NULL && !p->told_bare)
		log_warn("lares-probe runs without %s", missing);
	p->told_bare |= missing != NULL;
	set_state(w, POOL_IDLE, now_ms);
	return true;
}

static void
hear(struct pool *p, struct pool_worker *w, int64_t now_ms)
{
	int got = ipc_recv(w->sock, &p->in);

	if (got != 1) {
		lose(p, w, POOL_DIED, "its reader died of it", now_ms);
		return;
	}
	ipc_drop_fds(&p->in);
	if (w->state == POOL_BUSY && take_answer(p, w, now_ms))
		return;
	if (w->state == POOL_STARTING && take_ready(p, w, now_ms))
		return;
	log_warn("a lares-probe answered nonsense: killed");
	lose(p, w, POOL_RAVED, "its reader answered nonsense", now_ms);
}

size_t
pool_poll(const struct pool *p, struct pollfd *fds)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++)
		if (p->workers[i].state >= POOL_STARTING)
			fds[n++] = (struct pollfd){
				.fd = p->workers[i].sock, .events = POLLIN,
			};
	return n;
}

void
pool_handle(struct pool *p, const struct pollfd *fds, size_t n, int64_t now_ms)
{
	for (size_t f = 0; f < n; f++) {
		if (fds[f].revents == 0)
			continue;
		for (size_t i = 0; i < p->n; i++)
			if (p->workers[i].state >= POOL_STARTING &&
			    p->workers[i].sock == fds[f].fd) {
				hear(p, &p->workers[i], now_ms);
				break;
			}
	}
}

static int64_t
deadline(const struct pool_worker *w)
{
	static const int64_t limits[] = {
		[POOL_NONE] = -1,
		[POOL_PAUSE] = POOL_PAUSE_MS,
		[POOL_ASKED] = ANSWER_MS,
		[POOL_STARTING] = ANSWER_MS,
		[POOL_IDLE] = POOL_REST_MS,
		[POOL_BUSY] = POOL_DEADLINE_MS,
	};

	return limits[w->state] == -1 ? -1 : w->since_ms + limits[w->state];
}

int64_t
pool_wait_ms(const struct pool *p, int64_t now_ms)
{
	int64_t wait = -1;

	for (size_t i = 0; i < p->n; i++) {
		int64_t at = deadline(&p->workers[i]);
		int64_t left = at > now_ms ? at - now_ms : 0;

		if (at != -1 && (wait == -1 || left < wait))
			wait = left;
	}
	return wait;
}

void
pool_expire(struct pool *p, int64_t now_ms)
{
	for (size_t i = 0; i < p->n; i++) {
		struct pool_worker *w = &p->workers[i];
		int64_t at = deadline(w);

		if (at == -1 || at > now_ms)
			continue;
		if (w->state == POOL_PAUSE || w->state == POOL_ASKED)
			set_state(w, POOL_NONE, now_ms);
		else if (w->state == POOL_IDLE)
			release(w);
		else
			lose(p, w, POOL_LATE, "reading it took too long",
			    now_ms);
	}
}
