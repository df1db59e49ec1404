/*
 * Starting our own helper programs, and nothing else: from a descriptor opened
 * beforehand, with exactly the descriptors and the environment they are to
 * have. Runs in laresd.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/close_range.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/spawn.h"
#include "common/without.h"

#ifndef LARES_LIBEXECDIR
#define LARES_LIBEXECDIR	"/usr/local/libexec/lares"
#endif

#define FIRST_FD	3
#define FDS_MAX		8

/* ---- finding ------------------------------------------------------------ */

static int
open_in(const char *dir, size_t dir_len, const char *name)
{
	char path[PATH_MAX];
	struct stat st;
	int fd, n;

	n = snprintf(path, sizeof(path), "%.*s/%s", (int)dir_len, dir, name);
	if (n < 0 || (size_t)n >= sizeof(path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	if ((fd = open(path, O_PATH | O_CLOEXEC)) == -1)
		return -1;
	if (fstat(fd, &st) == -1 || !S_ISREG(st.st_mode) ||
	    (st.st_mode & S_IXUSR) == 0) {
		close(fd);
		errno = EACCES;
		return -1;
	}
	return fd;
}

int
spawn_open(const char *name)
{
	char self[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", self, sizeof(self));
	const char *slash;
	int fd;

	if (len > 0 && (slash = memrchr(self, '/', (size_t)len)) != NULL &&
	    (fd = open_in(self, (size_t)(slash - self), name)) != -1)
		return fd;
	return open_in(LARES_LIBEXECDIR, strlen(LARES_LIBEXECDIR), name);
}

/* ---- starting ----------------------------------------------------------- */

/* What of the environment a child sees. */
static const char *const passed[] = {
	"JOURNAL_STREAM",		/* log lines carry a level */
	"LANG", "LC_ALL",
	"TZ",
#ifdef LARES_SANITIZE
	"ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS",
#endif
#ifdef LARES_LAYERS
	WITHOUT_VARIABLE,
#endif
};
#define NPASSED	(sizeof(passed) / sizeof(passed[0]))

/* Points at the entries of environ that are passed on. */
static void
make_environment(char *out[NPASSED + 1])
{
	char **e;
	size_t i, len, n = 0;

	for (i = 0; i < NPASSED; i++) {
		len = strlen(passed[i]);
		for (e = environ; *e != NULL; e++)
			if (strncmp(*e, passed[i], len) == 0 &&
			    (*e)[len] == '=')
				break;
		if (*e != NULL)
			out[n++] = *e;
	}
	out[n] = NULL;
}

/* Default for every signal, but SIGPIPE: a broken pipe is an error code. */
static void
reset_signals(void)
{
	sigset_t none;
	int sig;

	for (sig = 1; sig < NSIG; sig++)
		signal(sig, sig == SIGPIPE ? SIG_IGN : SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/*
 * Moves a descriptor out of the way of 0 .. FIRST_FD + FDS_MAX - 1.
 */
static int
move_up(int fd)
{
	return fcntl(fd, F_DUPFD_CLOEXEC, FIRST_FD + FDS_MAX);
}

/* Arranges fds at FIRST_FD and after; everything else goes at execve. */
static int
arrange(const int *fds, size_t nfds)
{
	int high[FDS_MAX], null;
	size_t i;

	for (i = 0; i < nfds; i++)
		if ((high[i] = move_up(fds[i])) == -1)
			return -1;
	for (i = 0; i < nfds; i++)
		if (dup2(high[i], FIRST_FD + (int)i) == -1)
			return -1;
	if ((null = open("/dev/null", O_RDONLY)) == -1 || dup2(null, 0) == -1)
		return -1;
	return close_range(FIRST_FD + (unsigned)nfds, UINT_MAX,
	    CLOSE_RANGE_CLOEXEC);
}

/* In the child. Comes back only with errno. */
static void
become(int program, char *const argv[], const int *fds, size_t nfds)
{
	char *env[NPASSED + 1];

	make_environment(env);
	setpgid(0, 0);
	reset_signals();
	if (arrange(fds, nfds) == -1)
		return;
	syscall(SYS_execveat, program, "", argv, env, AT_EMPTY_PATH);
}

/* Waits for the word from the child: its errno, or 0 once it runs. */
static int
await_exec(int pipe_end)
{
	int error = 0;
	ssize_t n;

	do
		n = read(pipe_end, &error, sizeof(error));
	while (n == -1 && errno == EINTR);
	return n == (ssize_t)sizeof(error) ? error : 0;
}

static void
run_child(int program, char *const argv[], const int *fds, size_t nfds,
    int report)
{
	int error;

	program = move_up(program);
	report = move_up(report);
	become(program, argv, fds, nfds);
	error = errno;
	if (write(report, &error, sizeof(error)) == -1)
		_exit(126);
	_exit(127);
}

pid_t
spawn_start(int program, char *const argv[], const int *fds, size_t nfds,
    int *pidfd)
{
	int report[2], error, handle = -1;
	pid_t pid;

	if (nfds > FDS_MAX) {
		errno = EMFILE;
		return -1;
	}
	if (pipe2(report, O_CLOEXEC) == -1)
		return -1;
	if ((pid = fork()) == 0)
		run_child(program, argv, fds, nfds, report[1]);
	error = pid == -1 ? errno : 0;
	close(report[1]);
	if (pid != -1)
		error = await_exec(report[0]);
	close(report[0]);
	if (error == 0 && (handle = pidfd_open(pid, 0)) == -1)
		error = errno;
	if (error != 0) {
		if (pid != -1) {
			kill(pid, SIGKILL);
			waitpid(pid, NULL, 0);
		}
		errno = error;
		return -1;
	}
	*pidfd = handle;
	return pid;
}
