/*
 * Starts probe workers for lares-scan, which holds their sockets, gives them
 * their jobs and ends them; laresd, whose children they are, only counts and
 * reaps them. A worker that dies of a bad file is nothing special.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/log.h"
#include "common/spawn.h"
#include "server/parent/workers.h"

#define RETRY_MS	1000

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
	free(worker);
	w->n--;
	count_end(w, status);
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
start(struct workers *w)
{
	struct worker *worker;
	int sock;

	if (w->n >= WORKERS_MAX) {
		errno = EAGAIN;
		return -1;
	}
	if ((worker = calloc(1, sizeof(*worker))) == NULL)
		return -1;
	if (run(w, worker, &sock) == -1) {
		free(worker);
		return -1;
	}
	worker->all = w;
	worker->next = w->list;
	w->list = worker;
	w->n++;
	w->started++;
	loop_watch(w->loop, &worker->ended, worker->pidfd, reap, worker);
	w->give(w->arg, sock, worker->pidfd);
	close(sock);
	return 0;
}

static void
pay(void *arg)
{
	struct workers *w = arg;

	while (w->owed > 0 && start(w) == 0)
		w->owed--;
	if (w->owed == 0)
		return;
	log_debug("%s is started later: %s", WORKERS_PROGRAM, strerror(errno));
	loop_arm(w->loop, &w->timer, RETRY_MS, pay, w);
}

/* ---- for the house ------------------------------------------------------ */

int
workers_open(struct workers *w, struct loop *loop,
    void (*give)(void *arg, int sock, int pidfd), void *arg)
{
	*w = (struct workers){ .loop = loop, .give = give, .arg = arg };
	return (w->program = spawn_open(WORKERS_PROGRAM)) == -1 ? -1 : 0;
}

void
workers_want(struct workers *w)
{
	if (w->owed < WORKERS_MAX)
		w->owed++;
	if (!w->timer.armed)
		pay(w);
}

void
workers_forgive(struct workers *w)
{
	w->owed = 0;
}

void
workers_signal(struct workers *w, int sig)
{
	struct worker *worker;

	for (worker = w->list; worker != NULL; worker = worker->next)
		pidfd_send_signal(worker->pidfd, sig, NULL, 0);
}
