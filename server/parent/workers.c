/*
 * Starts probe workers for lares-scan and lares-http, which hold their sockets
 * and give them their jobs. lares-scan ends those that hang itself; lares-http,
 * which strangers talk to, may not, and has laresd do it. laresd, whose children
 * they are, counts and reaps them. A worker that dies of a bad file is nothing
 * special.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/log.h"
#include "common/spawn.h"
#include "server/parent/workers.h"

#define RETRY_MS	1000
#define SCAN_NICE	5	/* of workers for lares-scan */

static const size_t most[CHILD_ROLES] = {
	[CHILD_SCAN] = WORKERS_SCAN_MAX,
	[CHILD_HTTP] = WORKERS_HTTP_MAX,
};

static void	pay(void *arg);

/* ---- their end ---------------------------------------------------------- */

static void
count_end(struct workers *w, int status)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return;
	w->crashed++;
	/*
	 * One that cannot even begin (126, 127: the loader's word) would be
	 * asked for again at once: the next one has to wait.
	 */
	if (WIFEXITED(status) && WEXITSTATUS(status) >= 126) {
		log_error("%s cannot run (status %d)", WORKERS_PROGRAM,
		    WEXITSTATUS(status));
		loop_arm(w->loop, &w->timer, RETRY_MS, pay, w);
	}
}

static void
reap(void *arg)
{
	struct worker *worker = arg, **at;
	struct workers *w = worker->all;
	int status;

	if (waitpid(worker->pid, &status, WNOHANG) != worker->pid)
		return;
	loop_unwatch(w->loop, &worker->ended);
	close(worker->pidfd);
	for (at = &w->list; *at != worker; at = &(*at)->next)
		;
	*at = worker->next;
	w->n--;
	w->n_of[worker->role]--;
	/* We have ended those whose boss has. */
	if (worker->boss != -1)
		count_end(w, status);
	free(worker);
}

/* ---- starting ----------------------------------------------------------- */

static int
run(struct workers *w, struct worker *worker, int *sock)
{
	char name[] = WORKERS_PROGRAM;
	char *argv[] = { name, NULL };
	int ends[2], saved;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == -1)
		return -1;
	worker->pid = spawn_start(w->program, argv, &ends[1], 1,
	    &worker->pidfd);
	saved = errno;
	close(ends[1]);
	if (worker->pid == -1) {
		close(ends[0]);
		errno = saved;
		return -1;
	}
	*sock = ends[0];
	return 0;
}

/* Starts one and gives it away. -1 with errno: not now. */
static int
start(struct workers *w, enum child_role role)
{
	struct worker *worker;
	int sock;

	if (w->n_of[role] >= most[role]) {
		errno = EAGAIN;
		return -1;
	}
	if ((worker = calloc(1, sizeof(*worker))) == NULL)
		return -1;
	if (run(w, worker, &sock) == -1) {
		free(worker);
		return -1;
	}
	/* Who watches something goes first. The unit file forbids it. */
	if (role == CHILD_SCAN)
		(void)setpriority(PRIO_PROCESS, (id_t)worker->pid, SCAN_NICE);
	worker->all = w;
	worker->role = role;
	worker->next = w->list;
	w->list = worker;
	w->n++;
	w->n_of[role]++;
	w->started++;
	loop_watch(w->loop, &worker->ended, worker->pidfd, reap, worker);
	worker->boss = w->give(w->arg, worker, sock);
	close(sock);
	return 0;
}

static void
pay(void *arg)
{
	struct workers *w = arg;
	bool late = false;

	for (enum child_role role = 0; role < CHILD_ROLES; role++) {
		while (w->owed[role] > 0 && start(w, role) == 0)
			w->owed[role]--;
		if (w->owed[role] == 0)
			continue;
		log_debug("%s is started later: %s", WORKERS_PROGRAM,
		    strerror(errno));
		late = true;
	}
	if (late)
		loop_arm(w->loop, &w->timer, RETRY_MS, pay, w);
}

/* ---- for the house ------------------------------------------------------ */

int
workers_open(struct workers *w, struct loop *loop,
    pid_t (*give)(void *arg, const struct worker *worker, int sock), void *arg)
{
	*w = (struct workers){ .loop = loop, .give = give, .arg = arg };
	return (w->program = spawn_open(WORKERS_PROGRAM)) == -1 ? -1 : 0;
}

void
workers_want(struct workers *w, enum child_role role)
{
	if (w->owed[role] < most[role])
		w->owed[role]++;
	if (!w->timer.armed)
		pay(w);
}

void
workers_bereave(struct workers *w, enum child_role role, pid_t boss)
{
	struct worker *worker;

	w->owed[role] = 0;
	for (worker = w->list; worker != NULL; worker = worker->next) {
		if (worker->boss != boss)
			continue;
		worker->boss = -1;
		pidfd_send_signal(worker->pidfd, SIGKILL, NULL, 0);
	}
}

int
workers_stop(struct workers *w, pid_t boss, pid_t pid)
{
	struct worker *worker;

	for (worker = w->list; worker != NULL; worker = worker->next)
		if (worker->pid == pid && worker->boss == boss)
			return pidfd_send_signal(worker->pidfd, SIGKILL, NULL,
			    0);
	return -1;
}

void
workers_signal(struct workers *w, int sig)
{
	struct worker *worker;

	for (worker = w->list; worker != NULL; worker = worker->next)
		pidfd_send_signal(worker->pidfd, sig, NULL, 0);
}
