/*
 * Supervision: hears the programs of the house, and starts them again when
 * they end. Runs in laresd. What their messages mean is house.c's affair.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "common/ipc.h"
#include "common/log.h"
#include "common/spawn.h"
#include "server/parent/children.h"

#define READY_MS	60000	/* a large catalogue with an old schema */

static void	start(void *arg);

static const char *
name(const struct child *child)
{
	return child_kind(child->role)->name;
}

/* ---- ending ------------------------------------------------------------- */

static void
take_off_list(struct child *child)
{
	struct child **at;

	for (at = &child->all->list; *at != child; at = &(*at)->next)
		;
	*at = child->next;
}

static void
release(struct child *child)
{
	loop_disarm(child->all->loop, &child->timer);
	buf_free(&child->settings);
	free(child);
}

static void
forget(struct child *child)
{
	take_off_list(child);
	release(child);
}

static void
log_end(const struct child *child, int status, int64_t wait_ms)
{
	char next[64] = "starting it again";

	if (wait_ms > 0)
		snprintf(next, sizeof(next), "starting it again in %.1f s",
		    (double)wait_ms / 1000);
	if (WIFSIGNALED(status))
		log_warn("%s (pid %d) was ended by signal %d (%s), %s",
		    name(child), child->pid, WTERMSIG(status),
		    strsignal(WTERMSIG(status)), next);
	else
		log_warn("%s (pid %d) ended with status %d, %s",
		    name(child), child->pid, WEXITSTATUS(status), next);
}

/* It ended unasked: when to start it again. */
static int64_t
wait_after_death(struct child *child, int status)
{
	int64_t wait_ms;

	if (child->excused)
		return 0;
	wait_ms = backoff_after(&child->backoff,
	    loop_now_ms() - child->since_ms);
	child->restarts++;
	log_end(child, status, wait_ms);
	return wait_ms;
}

static void
after_end(struct child *child, int status)
{
	struct children *all = child->all;
	const pid_t pid = child->pid;
	bool asked = child->state == CHILD_LEAVING;
	bool refused = !asked && WIFEXITED(status) &&
	    WEXITSTATUS(status) == CHILD_EXIT_REFUSED;
	int64_t wait_ms = 0;

	if (!asked && !refused)
		wait_ms = wait_after_death(child, status);
	child_release(child);
	child->excused = false;
	child->state = CHILD_WAITING;
	if (refused || all->stopping)
		child->wanted = false;
	if (child->wanted) {
		loop_arm(all->loop, &child->timer, wait_ms, start, child);
		all->events->ended(all->arg, child, pid, status);
		return;			/* the house may have dropped it */
	}
	take_off_list(child);		/* makes place for a successor */
	all->events->ended(all->arg, child, pid, status);
	if (refused)
		all->events->refused(all->arg, child->role);
	release(child);
}

/* ---- hearing ------------------------------------------------------------ */

static int
take_ready(struct child *child, struct ipc_in *m)
{
	struct children *all = child->all;
	unsigned layers = (unsigned)ipc_get_num(m, UINT32_MAX);

	if (!ipc_ok(m))
		return -1;
	if (child->state != CHILD_STARTING)
		return 0;	/* it is leaving already */
	loop_disarm(all->loop, &child->timer);
	child->layers = layers;
	child->state = CHILD_READY;
	all->events->ready(all->arg, child);
	return 0;
}

static void
distrust(struct child *child)
{
	log_error("%s (pid %d) sent nonsense: killed", name(child),
	    child->pid);
	loop_unwatch(child->all->loop, &child->heard);
	child_signal(child, SIGKILL);
}

/* Hears one message; whether there may be more. */
static bool
hear_one(struct child *child)
{
	struct children *all = child->all;
	struct ipc_in *m = &all->in;
	int ret = ipc_recv(child->sock, m);

	if (ret == -1 && (errno == EAGAIN || errno == EINTR))
		return false;
	if (ret == -1 && errno == ECONNRESET)
		return true;	/* it ended without reading all we said */
	if (ret == 0) {
		loop_unwatch(all->loop, &child->heard);
		return false;	/* its end will be reported */
	}
	if (ret == 1) {
		ret = m->type == IPC_READY ? take_ready(child, m) :
		    all->events->message(all->arg, child, m);
		ipc_drop_fds(m);
	}
	if (ret == -1)
		distrust(child);
	return ret != -1;
}

static void
hear(void *arg)
{
	hear_one(arg);
}

static void
reap(void *arg)
{
	struct child *child = arg;
	int status;

	if (waitpid(child->pid, &status, WNOHANG) != child->pid)
		return;
	while (hear_one(child))		/* its last words */
		;
	loop_unwatch(child->all->loop, &child->heard);
	loop_unwatch(child->all->loop, &child->ended);
	loop_disarm(child->all->loop, &child->timer);
	after_end(child, status);
}

/* ---- starting ----------------------------------------------------------- */

static void
is_late(void *arg)
{
	struct child *child = arg;

	log_error("%s (pid %d) %s: killed", name(child), child->pid,
	    child->state == CHILD_LEAVING ? "does not leave" :
	    "does not become ready");
	child_signal(child, SIGKILL);
}

static void
start(void *arg)
{
	struct child *child = arg;
	struct children *all = child->all;
	int64_t wait_ms;

	if (child_start(child, all->programs[child->role]) == -1) {
		wait_ms = 1000 + backoff_after(&child->backoff, 0);
		log_error("%s cannot be started: %s, trying again in %.1f s",
		    name(child), strerror(errno), (double)wait_ms / 1000);
		loop_arm(all->loop, &child->timer, wait_ms, start, child);
		return;
	}
	child->state = CHILD_STARTING;
	loop_watch(all->loop, &child->heard, child->sock, hear, child);
	loop_watch(all->loop, &child->ended, child->pidfd, reap, child);
	loop_arm(all->loop, &child->timer, READY_MS, is_late, child);
}

static struct child *
add(struct children *all, enum child_role role, const struct wire_link *link,
    struct buf *settings)
{
	struct child *child = calloc(1, sizeof(*child));

	if (child == NULL)
		abort();
	child->next = all->list;
	all->list = child;
	child->all = all;
	child->role = role;
	if (link != NULL)
		child->link = *link;
	child->wanted = true;
	child->pid = child->pidfd = child->sock = -1;
	child->heard.fd = child->ended.fd = -1;
	child->settings = *settings;
	*settings = (struct buf){ 0 };
	return child;
}

/* ---- for the house ------------------------------------------------------ */

int
children_open(struct children *all, struct loop *loop,
    const struct children_events *events, void *arg, const char **missing)
{
	int i;

	*all = (struct children){ .loop = loop, .events = events,
	    .arg = arg };
	for (i = 0; i < CHILD_ROLES; i++) {
		*missing = child_kind((enum child_role)i)->name;
		if ((all->programs[i] = spawn_open(*missing)) == -1)
			return -1;
	}
	return 0;
}

void
children_add(struct children *all, enum child_role role,
    const struct wire_link *link, struct buf *settings)
{
	start(add(all, role, link, settings));
}

static void
ask_to_leave(struct child *child)
{
	int64_t leave_ms = child_kind(child->role)->leave_ms;

	if (child->state == CHILD_LEAVING)
		return;
	/* One that never got to work has nothing to finish. */
	if (child->state == CHILD_STARTING && leave_ms > READY_MS)
		leave_ms = READY_MS;
	child->state = CHILD_LEAVING;
	child_ask_to_leave(child);
	loop_disarm(child->all->loop, &child->timer);
	if (leave_ms > 0)
		loop_arm(child->all->loop, &child->timer, leave_ms, is_late,
		    child);
}

void
children_drop(struct child *child)
{
	child->wanted = false;
	if (child->pid == -1)
		forget(child);
	else
		ask_to_leave(child);
}

void
children_replace(struct child *child, struct buf *settings)
{
	struct child *fresh;

	if (child->pid != -1 && child_kind(child->role)->overlaps) {
		fresh = add(child->all, child->role, &child->link, settings);
		fresh->restarts = child->restarts;
		children_drop(child);
		start(fresh);
		return;
	}
	buf_free(&child->settings);
	child->settings = *settings;
	*settings = (struct buf){ 0 };
	if (child->pid != -1)
		ask_to_leave(child);
}

void
children_hurry(struct children *all, enum child_role role)
{
	struct child *child;

	for (child = all->list; child != NULL; child = child->next)
		if (child->role == role && child->state == CHILD_LEAVING)
			child_signal(child, SIGTERM);
}

struct child *
children_find(struct children *all, enum child_role role, unsigned index)
{
	struct child *child;

	for (child = all->list; child != NULL; child = child->next)
		if (child->role == role && child->wanted &&
		    (index == 0 || child->link.index == index))
			return child;
	return NULL;
}

void
children_stop(struct children *all)
{
	struct child *child, *next;

	all->stopping = true;
	for (child = all->list; child != NULL; child = next) {
		next = child->next;
		child_signal(child, SIGTERM);
		children_drop(child);
	}
}

void
children_kill(struct children *all)
{
	struct child *child;

	for (child = all->list; child != NULL; child = child->next)
		child_signal(child, SIGKILL);
}
