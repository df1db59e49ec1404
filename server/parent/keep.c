/*
 * How laresd writes the small files of the state directory.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "server/parent/keep.h"

static int
write_synced(int fd, const char *text, size_t len)
{
	int ret = -1;

	if (write(fd, text, len) == (ssize_t)len && fsync(fd) == 0)
		ret = 0;
	return close(fd) == 0 ? ret : -1;
}

int
keep(int dir, const char *name, const char *text, size_t len)
{
	char fresh[KEEP_NAME_BYTES];
	int fd, saved;

	snprintf(fresh, sizeof(fresh), "%s.new", name);
	fd = openat(dir, fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC |
	    O_NOFOLLOW, 0600);
	if (fd == -1)
		return -1;
	if (write_synced(fd, text, len) == -1 ||
	    renameat(dir, fresh, dir, name) == -1) {
		saved = errno;
		unlinkat(dir, fresh, 0);
		errno = saved;
		return -1;
	}
	return fsync(dir);
}
