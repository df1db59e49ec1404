#ifndef LARES_COMMON_SPAWN_H
#define LARES_COMMON_SPAWN_H

#include <stddef.h>
#include <sys/types.h>

/*
 * Opens a helper program (O_PATH): beside this one's own file first, else in
 * the installed libexec folder. -1 with errno. Opened before root is given
 * up, so that starting it later needs no way through the file system.
 */
int	spawn_open(const char *name);

/*
 * Starts it with argv; fds[i] becomes its descriptor 3 + i, all others but
 * stdin (/dev/null), stdout and stderr are closed. It runs in a process group
 * of its own, with default signals (but SIGPIPE ignored) and none blocked, and
 * sees only the environment that spawn.c lists. Sets *pidfd (close-on-exec).
 * Returns the pid once the program runs, or -1 with errno.
 */
pid_t	spawn_start(int program, char *const argv[], const int *fds,
	    size_t nfds, int *pidfd);

#endif
