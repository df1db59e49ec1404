/*
 * The files of artwork, in lares-scan. A file is written before the row that
 * names it is committed; what no row names is found and removed by sweeping.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scanner/library/art_store.h"

#define PATH_BYTES	4096
#define BUCKET_BYTES	3		/* "7f" */

int
art_store_open(const char *state_dir, bool *made)
{
	char path[PATH_BYTES];
	const int n = snprintf(path, sizeof(path), "%s/" ART_DIR, state_dir);

	if (n < 0 || (size_t)n >= sizeof(path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	*made = mkdir(path, 0700) == 0;
	if (!*made && errno != EEXIST)
		return -1;
	return open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static int
write_all(int fd, const void *data, size_t len)
{
	const char *at = data;
	ssize_t n;

	for (; len > 0; at += n, len -= (size_t)n)
		if ((n = write(fd, at, len)) == -1)
			return -1;
	return 0;
}

static int
create(int dir, const char *path)
{
	const int flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW |
	    O_CLOEXEC;
	const int fd = openat(dir, path, flags, 0600);
	char bucket[BUCKET_BYTES];

	if (fd != -1 || errno != ENOENT)
		return fd;
	snprintf(bucket, sizeof(bucket), "%.2s", path);
	if (mkdirat(dir, bucket, 0700) == -1 && errno != EEXIST)
		return -1;
	return openat(dir, path, flags, 0600);
}

int
art_store_put(int dir, int64_t id, enum art_size size, const void *data,
    size_t len)
{
	const struct art_path path = art_path(id, size);
	const int fd = create(dir, path.s);
	int ret, error;

	if (fd == -1)
		return -1;
	ret = write_all(fd, data, len);
	error = errno;
	close(fd);
	if (ret == -1)
		unlinkat(dir, path.s, 0);
	errno = error;
	return ret;
}

static int
sweep_one(int dir, unsigned bucket, const char *name, art_store_keep keep,
    void *arg)
{
	const int64_t id = art_of_name(bucket, name);
	struct stat st;
	int kept;

	if (id == 0 || fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == -1)
		return 0;
	if ((kept = keep(arg, id, (uint64_t)st.st_size)) == 0)
		unlinkat(dir, name, 0);
	return kept == -1 ? -1 : 0;
}

int
art_store_sweep(int dir, unsigned bucket, art_store_keep keep, void *arg)
{
	char name[BUCKET_BYTES];
	const struct dirent *e;
	DIR *files;
	int fd, ret = 0;

	snprintf(name, sizeof(name), "%02x", bucket & 0xff);
	fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd == -1)
		return 0;
	if ((files = fdopendir(fd)) == NULL) {
		close(fd);
		return 0;
	}
	while (ret == 0 && (e = readdir(files)) != NULL)
		ret = sweep_one(fd, bucket, e->d_name, keep, arg);
	closedir(files);
	return ret;
}
