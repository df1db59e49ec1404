/*
 * laresctl verify, laresd's side: a walk over programs and attempts, one at a
 * time, driven by what the programs answer and by their deaths.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/attempt.h"
#include "common/ipc.h"
#include "common/spawn.h"
#include "server/parent/verify.h"

#define TEXT_BYTES	(64 * 1024)
#define ANSWER_MS	10000	/* for one attempt, on a busy machine */
#define READY_MS	15000	/* for coming back after one */

enum who {
	WHO_PARENT,		/* this process */
	WHO_CHILD,		/* a running program of the house */
	WHO_WORKER,		/* a lares-probe of its own */
};
struct verify_target {
	enum who		 who;
	enum sandbox_role	 sandbox;
	const char		*name;
	enum child_role		 role;
	unsigned		 index;	/* of its link, or 0 */
	char			 link[IF_NAMESIZE];
};

static void	next(void *arg);

static const struct verify_target *
at_hand(const struct verify *v)
{
	return &v->targets[v->target];
}

static struct child *
child_at_hand(const struct verify *v)
{
	const struct verify_target *t = at_hand(v);

	return children_find(v->children, t->role, t->index);
}

/* ---- one result --------------------------------------------------------- */

static void
release_worker(struct verify *v)
{
	if (v->pid == -1)
		return;
	loop_unwatch(v->loop, &v->heard);
	loop_unwatch(v->loop, &v->ended);
	pidfd_send_signal(v->pidfd, SIGKILL, NULL, 0);
	waitpid(v->pid, NULL, 0);
	close(v->pidfd);
	close(v->sock);
	v->pid = -1;
}

static void
write_down(struct verify *v, const char *result, bool passed)
{
	const struct verify_target *t = at_hand(v);

	buf_addf(&v->text, "%-11s %-8s %-16s %s\n", t->name, t->link,
	    attempt_get(v->attempt)->name, result);
	v->passed &= passed;
	v->asked = v->waiting = false;
	v->attempt++;
	release_worker(v);
	loop_arm(v->loop, &v->timer, 0, next, v);
}

static void
write_answer(struct verify *v, int error)
{
	const char *name = strerrorname_np(error);

	if (error == 0)
		write_down(v, "ALLOWED", false);
	else if (name == NULL || error == ERANGE)
		write_down(v, "not tried", false);
	else
		write_down(v, name, true);
}

static void
write_end(struct verify *v, int status)
{
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS)
		write_down(v, "killed", true);
	else
		write_down(v, "died of something else", false);
}

static void
is_late(void *arg)
{
	struct verify *v = arg;
	struct child *child;

	if (at_hand(v)->who == WHO_CHILD && v->asked) {
		child = child_at_hand(v);
		/* Not one that has meanwhile taken its place. */
		if (child != NULL && child->pid == v->asked_pid) {
			child_signal(child, SIGKILL);
			/* The next question is for its successor. */
			child->state = CHILD_STARTING;
		}
	}
	write_down(v, v->asked ? "no answer" : "not running", false);
}

/* ---- asking ------------------------------------------------------------- */

static void
put_question(const struct verify *v, struct buf *b)
{
	buf_init(b, IPC_MAX_BYTES);
	ipc_begin(b, IPC_TRY);
	ipc_put_num(b, v->attempt);
}

static void
ask_child(struct verify *v)
{
	struct child *child = child_at_hand(v);
	struct buf b;

	v->waiting = child == NULL || child->state != CHILD_READY;
	loop_arm(v->loop, &v->timer, v->waiting ? READY_MS : ANSWER_MS,
	    is_late, v);
	if (v->waiting)
		return;
	put_question(v, &b);
	child->excused = true;
	v->asked = true;
	v->asked_pid = child->pid;
	child_send(child, &b, NULL, 0);
	buf_free(&b);
}

static void
hear_worker(void *arg)
{
	struct verify *v = arg;
	struct buf b;
	size_t attempt;
	int error, ret = ipc_recv(v->sock, &v->in);

	if (ret != 1) {			/* its end will be reported */
		loop_unwatch(v->loop, &v->heard);
		return;
	}
	ipc_drop_fds(&v->in);
	if (v->in.type == IPC_READY && !v->asked) {
		put_question(v, &b);
		v->asked = ipc_send(v->sock, &b, NULL, 0) == 0;
		buf_free(&b);
	} else if (v->in.type == IPC_TRIED) {
		attempt = ipc_get_num(&v->in, SIZE_MAX);
		error = (int)ipc_get_num(&v->in, INT16_MAX);
		if (ipc_ok(&v->in) && attempt == v->attempt)
			write_answer(v, error);
	}
}

static void
worker_ended(void *arg)
{
	struct verify *v = arg;
	int status;

	if (waitpid(v->pid, &status, WNOHANG) != v->pid)
		return;
	loop_unwatch(v->loop, &v->heard);
	loop_unwatch(v->loop, &v->ended);
	close(v->pidfd);
	close(v->sock);
	v->pid = -1;
	write_end(v, status);
}

static void
start_worker(struct verify *v)
{
	char name[] = "lares-probe";
	char *argv[] = { name, NULL };
	int ends[2];

	loop_arm(v->loop, &v->timer, ANSWER_MS, is_late, v);
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == -1)
		return;			/* the timer reports it */
	v->pid = spawn_start(v->probe_program, argv, &ends[1], 1, &v->pidfd);
	close(ends[1]);
	if (v->pid == -1) {
		close(ends[0]);
		return;
	}
	v->sock = ends[0];
	loop_watch(v->loop, &v->heard, v->sock, hear_worker, v);
	loop_watch(v->loop, &v->ended, v->pidfd, worker_ended, v);
}

/* ---- the walk ----------------------------------------------------------- */

static void
finish(struct verify *v)
{
	free(v->targets);
	v->targets = NULL;
	v->running = false;
	v->done(v->arg, v->passed, &v->text);
	buf_free(&v->text);
}

/* Moves on to what the target at hand, or the next one, may not do. */
static bool
find_next(struct verify *v)
{
	const struct attempt *a;

	for (; v->target < v->ntargets; v->target++, v->attempt = 0)
		for (; (a = attempt_get(v->attempt)) != NULL; v->attempt++)
			if (a->forbidden & ATTEMPT_BIT(at_hand(v)->sandbox))
				return true;
	return false;
}

static void
next(void *arg)
{
	struct verify *v = arg;

	if (!find_next(v)) {
		finish(v);
		return;
	}
	switch (at_hand(v)->who) {
	case WHO_PARENT:
		write_answer(v, attempt_run(v->attempt));
		break;
	case WHO_CHILD:
		ask_child(v);
		break;
	case WHO_WORKER:
		start_worker(v);
		break;
	}
}

static void
list_targets(struct verify *v)
{
	const struct child *child;
	const struct child_kind *kind;
	struct verify_target *t;
	size_t n = 2;

	for (child = v->children->list; child != NULL; child = child->next)
		n++;
	if ((t = v->targets = calloc(n, sizeof(*t))) == NULL)
		abort();
	*t++ = (struct verify_target){ WHO_PARENT, SANDBOX_PARENT, "laresd",
	    .link = "" };
	for (child = v->children->list; child != NULL; child = child->next) {
		if (!child->wanted)
			continue;
		kind = child_kind(child->role);
		*t = (struct verify_target){ WHO_CHILD, kind->sandbox,
		    kind->name, child->role, child->link.index, "" };
		memcpy(t++->link, child->link.name, IF_NAMESIZE);
	}
	*t++ = (struct verify_target){ WHO_WORKER, SANDBOX_PROBE,
	    "lares-probe", .link = "" };
	v->ntargets = (size_t)(t - v->targets);
}

void
verify_init(struct verify *v, struct loop *loop, struct children *children,
    int probe_program, void (*done)(void *arg, bool passed,
    const struct buf *text), void *arg)
{
	*v = (struct verify){ .loop = loop, .children = children,
	    .probe_program = probe_program, .done = done, .arg = arg,
	    .pid = -1 };
}

bool
verify_begin(struct verify *v)
{
	if (v->running)
		return false;
	v->running = v->passed = true;
	v->target = v->attempt = 0;
	v->asked = v->waiting = false;
	buf_init(&v->text, TEXT_BYTES);
	list_targets(v);
	loop_arm(v->loop, &v->timer, 0, next, v);
	return true;
}

static bool
concerns(const struct verify *v, const struct child *child)
{
	return v->running && v->target < v->ntargets &&
	    at_hand(v)->who == WHO_CHILD && child == child_at_hand(v);
}

void
verify_ready(struct verify *v, const struct child *child)
{
	if (concerns(v, child) && v->waiting)
		ask_child(v);
}

void
verify_tried(struct verify *v, struct child *child, size_t attempt, int error)
{
	if (!concerns(v, child) || !v->asked || attempt != v->attempt)
		return;
	child->excused = false;
	write_answer(v, error);
}

void
verify_ended(struct verify *v, const struct child *child, int status)
{
	if (concerns(v, child) && v->asked)
		write_end(v, status);
}

void
verify_abandon(struct verify *v)
{
	if (!v->running)
		return;
	loop_disarm(v->loop, &v->timer);
	release_worker(v);
	buf_add_str(&v->text, "given up: the server ends\n");
	v->passed = false;
	finish(v);
}
