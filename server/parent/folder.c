/*
 * The state directory: made when missing, ours alone, and one laresd's at a
 * time. Runs in laresd, before it gives up root.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server/parent/folder.h"

#define PRIVATE		0700

/* Opens one part of the path beneath dir, making it when missing. */
static int
enter(int dir, const char *name, const struct user *owner)
{
	int fd = openat(dir, name, O_PATH | O_DIRECTORY | O_CLOEXEC);

	if (fd != -1 || errno != ENOENT)
		return fd;
	if (mkdirat(dir, name, PRIVATE) == -1)
		return -1;
	fd = openat(dir, name, O_PATH | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	if (fd == -1)
		return -1;
	if (owner->uid != geteuid() &&
	    fchownat(fd, "", owner->uid, owner->gid, AT_EMPTY_PATH) == -1) {
		close(fd);
		return -1;
	}
	return fd;
}

int
folder_open(const char *path, const struct user *owner)
{
	char copy[PATH_MAX], *rest = copy, *name;
	int dir, next;

	if (strlen(path) >= sizeof(copy)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	memcpy(copy, path, strlen(path) + 1);
	dir = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
	while (dir != -1 && (name = strsep(&rest, "/")) != NULL) {
		if (*name == '\0')
			continue;
		next = enter(dir, name, owner);
		close(dir);
		dir = next;
	}
	if (dir == -1)
		return -1;
	next = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	close(dir);
	return next;
}

int
folder_writable(int folder)
{
	return faccessat(folder, ".", R_OK | W_OK | X_OK, AT_EACCESS);
}

int
folder_lock(int folder)
{
	return flock(folder, LOCK_EX | LOCK_NB);
}
