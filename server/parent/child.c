/*
 * One long-lived program: what is known of each kind, how it is started, told
 * and ended. Runs in laresd. When that is done is children.c's affair.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <unistd.h>
#include <arpa/inet.h>

#include "common/ipc.h"
#include "common/log.h"
#include "common/memfd.h"
#include "common/spawn.h"
#include "server/parent/child.h"

static const struct child_kind kinds[CHILD_ROLES] = {
	/* Commits what it has found. */
	[CHILD_SCAN] = { "lares-scan", SANDBOX_SCAN, CONFIG_FOR_SCAN,
	    10000, false },
	/* Lets running transfers finish, which may take a long film's length,
	   and its pauses. */
	[CHILD_HTTP] = { "lares-http", SANDBOX_HTTP, CONFIG_FOR_HTTP,
	    12 * 3600 * 1000, true },
	/* Says byebye, which must not follow its successor's alive. */
	[CHILD_SSDP] = { "lares-ssdp", SANDBOX_SSDP, CONFIG_FOR_SSDP,
	    3000, false },
};

const struct child_kind *
child_kind(enum child_role role)
{
	return &kinds[role];
}

const char *
child_state_name(enum child_state state)
{
	static const char *const names[] = {
		[CHILD_WAITING] = "waiting",
		[CHILD_STARTING] = "starting",
		[CHILD_READY] = "running",
		[CHILD_LEAVING] = "leaving",
	};

	return names[state];
}

/* ---- starting ----------------------------------------------------------- */

/* The settings as a file in memory that nobody can alter. */
static int
settings_fd(const struct buf *settings)
{
	const int fd = memfd_new("settings");

	if (fd == -1)
		return -1;
	if (write(fd, settings->data, settings->len) !=
	    (ssize_t)settings->len || fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE |
	    F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) == -1) {
		close(fd);
		return -1;
	}
	return fd;
}

static pid_t
run(const struct child *child, int program, int sock, int settings,
    int *pidfd)
{
	const struct wire_link *l = &child->link;
	char name[IF_NAMESIZE], index[16], place[INET_ADDRSTRLEN + 8];
	char program_name[16];
	char *argv[] = { program_name, name, index, place, NULL };
	const int fds[] = { sock, settings };

	snprintf(program_name, sizeof(program_name), "%s",
	    kinds[child->role].name);
	memcpy(name, l->name, sizeof(name));
	snprintf(index, sizeof(index), "%u", l->index);
	inet_ntop(AF_INET, &l->address, place, INET_ADDRSTRLEN);
	snprintf(place + strlen(place), 8, "/%u", l->prefix);
	if (child->role != CHILD_SSDP)
		argv[1] = NULL;
	return spawn_start(program, argv, fds, 2, pidfd);
}

int
child_start(struct child *child, int program)
{
	int ends[2] = { -1, -1 }, settings, saved;
	pid_t pid = -1;

	if ((settings = settings_fd(&child->settings)) == -1)
		return -1;
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0 &&
	    fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0)
		pid = run(child, program, ends[1], settings, &child->pidfd);
	saved = errno;
	close(settings);
	if (ends[1] != -1)
		close(ends[1]);
	if (pid == -1 && ends[0] != -1)
		close(ends[0]);
	errno = saved;
	if (pid == -1)
		return -1;
	child->pid = pid;
	child->sock = ends[0];
	child->since_ms = loop_now_ms();
	return 0;
}

/* ---- while it runs ------------------------------------------------------ */

void
child_ask_to_leave(struct child *child)
{
	if (child->sock != -1)
		shutdown(child->sock, SHUT_WR);
}

void
child_signal(const struct child *child, int sig)
{
	if (child->pid != -1)
		pidfd_send_signal(child->pidfd, sig, NULL, 0);
}

void
child_send(struct child *child, const struct buf *message, const int *fds,
    size_t nfds)
{
	if (ipc_send(child->sock, message, fds, nfds) == 0 || errno == EPIPE ||
	    errno == ECONNRESET)
		return;		/* told, or gone: that is reported anyway */
	log_error("%s (pid %d) does not listen (%s): killed",
	    kinds[child->role].name, child->pid, strerror(errno));
	child_signal(child, SIGKILL);
}

void
child_release(struct child *child)
{
	close(child->sock);
	close(child->pidfd);
	child->sock = child->pidfd = -1;
	child->pid = -1;
	child->layers = 0;
	child->streams = 0;
}
