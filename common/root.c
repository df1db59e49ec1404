/*
 * The media roots, and the only way to a file beneath them: openat2(2), which
 * cannot be led out. Symbolic links are resolved by name first and opened
 * without any, so that what is opened always lies beneath some root. In
 * lares-scan and lares-http.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "common/root.h"

struct root {
	int	 fd;		/* O_PATH; -1: could not be opened */
	char	*path;		/* as configured */
	char	*real;		/* without symbolic links; NULL with fd -1 */
};

static int
root_set_one(struct root *r, const char *path)
{
	r->fd = -1;
	r->real = NULL;
	if ((r->path = strdup(path)) == NULL)
		return -1;
	r->fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (r->fd != -1 && (r->real = realpath(path, NULL)) == NULL) {
		close(r->fd);
		r->fd = -1;
	}
	return 0;
}

int
root_set_open(struct root_set *set, char *const *paths, size_t n)
{
	set->n = 0;
	if ((set->roots = calloc(n > 0 ? n : 1, sizeof(*set->roots))) == NULL)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (root_set_one(&set->roots[i], paths[i]) == -1) {
			root_set_close(set);
			return -1;
		}
		set->n++;
	}
	return 0;
}

void
root_set_close(struct root_set *set)
{
	for (size_t i = 0; i < set->n; i++) {
		if (set->roots[i].fd != -1)
			close(set->roots[i].fd);
		free(set->roots[i].path);
		free(set->roots[i].real);
	}
	free(set->roots);
	*set = (struct root_set){ 0 };
}

int
root_is_open(const struct root_set *set, size_t i)
{
	return i < set->n && set->roots[i].fd != -1;
}

/* Opens beneath a root, through no link at all (ELOOP if there is one). */
static int
open_beneath(int root, const char *path)
{
	struct open_how how = {
		.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY |
		    O_NOATIME,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS |
		    RESOLVE_NO_MAGICLINKS,
	};
	long fd;

	if (*path == '\0')
		path = ".";
	fd = syscall(SYS_openat2, root, path, &how, sizeof(how));
	if (fd == -1 && errno == EPERM) {	/* not our own file */
		how.flags &= ~(unsigned long long)O_NOATIME;
		fd = syscall(SYS_openat2, root, path, &how, sizeof(how));
	}
	return (int)fd;
}

/* What of a real path lies beneath a root, or NULL. */
static const char *
beneath(const struct root *r, const char *real)
{
	size_t len = r->real != NULL ? strlen(r->real) : 0;

	if (len == 0 || strncmp(real, r->real, len) != 0)
		return NULL;
	if (len == 1)		/* the root of the file system */
		return real + 1;
	if (real[len] == '\0')
		return real + len;
	return real[len] == '/' ? real + len + 1 : NULL;
}

static int
open_through_links(const struct root_set *set, const struct root *r,
    const char *path)
{
	char named[PATH_MAX], real[PATH_MAX];
	int n = snprintf(named, sizeof(named), "%s/%s", r->real, path);

	if (n < 0 || (size_t)n >= sizeof(named)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	if (realpath(named, real) == NULL)
		return -1;
	for (size_t i = 0; i < set->n; i++) {
		const char *rest = beneath(&set->roots[i], real);

		if (rest != NULL)
			return open_beneath(set->roots[i].fd, rest);
	}
	errno = EXDEV;
	return -1;
}

int
root_open(const struct root_set *set, size_t i, const char *path,
    struct stat *st)
{
	const struct root *r;
	struct stat found;
	int fd;

	if (!root_is_open(set, i)) {
		errno = ENOENT;
		return -1;
	}
	r = &set->roots[i];
	fd = open_beneath(r->fd, path);
	if (fd == -1 && errno == ELOOP)
		fd = open_through_links(set, r, path);
	if (fd == -1) {
		if (errno == ENXIO)	/* a socket */
			errno = EINVAL;
		return -1;
	}
	if (fstat(fd, &found) == -1 ||
	    (!S_ISREG(found.st_mode) && !S_ISDIR(found.st_mode))) {
		close(fd);
		errno = EINVAL;
		return -1;
	}
	*st = found;
	return fd;
}

int64_t
root_mtime_ns(const struct stat *st)
{
	return (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
}

int64_t
root_ctime_ns(const struct stat *st)
{
	return (int64_t)st->st_ctim.tv_sec * 1000000000 + st->st_ctim.tv_nsec;
}
