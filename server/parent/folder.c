/*
 * The state directory: made when missing, ours alone, and one laresd's at a
 * time. Runs in laresd, before it gives up root.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/fsuid.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server/parent/folder.h"

#define PRIVATE		0700

/* Opens one part of the path beneath dir, making it when missing, and then
   giving it to owner unless that is NULL. */
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
	if (owner != NULL && owner->uid != geteuid() &&
	    fchownat(fd, "", owner->uid, owner->gid, AT_EMPTY_PATH) == -1) {
		close(fd);
		return -1;
	}
	return fd;
}

/*
 * Acts on files as the owner from his own territory on: what he put there,
 * links included, must not lead root anywhere. Root's other rights stay.
 */
static bool
become_owner(int dir, const struct user *owner)
{
	struct stat st;

	if (geteuid() != 0 || owner->uid == 0 || fstat(dir, &st) == -1 ||
	    st.st_uid != owner->uid)
		return false;
	setfsgid(owner->gid);
	setfsuid(owner->uid);
	return true;
}

static void
become_root(void)
{
	setfsuid(0);
	setfsgid(getegid());
}

/* Enters part by part; -1 with errno. */
static int
walk(char *path, const struct user *owner, bool *theirs)
{
	int dir = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC), next;
	char *name;

	while (dir != -1 && (name = strsep(&path, "/")) != NULL) {
		if (*name == '\0')
			continue;
		*theirs = *theirs || become_owner(dir, owner);
		next = enter(dir, name, *theirs ? NULL : owner);
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
folder_open(const char *path, const struct user *owner)
{
	char copy[PATH_MAX];
	bool theirs = false;
	int fd, saved;

	if (strlen(path) >= sizeof(copy)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	memcpy(copy, path, strlen(path) + 1);
	fd = walk(copy, owner, &theirs);
	saved = errno;
	if (theirs)
		become_root();
	errno = saved;
	return fd;
}

int
folder_writable(int folder)
{
	return faccessat(folder, ".", R_OK | W_OK | X_OK, AT_EACCESS);
}

bool
folder_obstacle(const char *path, char out[PATH_MAX])
{
	const char *slash = path;

	while ((slash = strchr(slash + 1, '/')) != NULL) {
		snprintf(out, PATH_MAX, "%.*s", (int)(slash - path), path);
		if (faccessat(AT_FDCWD, out, X_OK, AT_EACCESS) == -1)
			return true;
	}
	snprintf(out, PATH_MAX, "%s", path);
	return false;
}

int
folder_lock(int folder)
{
	return flock(folder, LOCK_EX | LOCK_NB);
}
