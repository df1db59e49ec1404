/*
 * Paths beneath a media root, and which of them are left out. In lares-scan.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/buf.h"
#include "common/catalog_read.h"
#include "common/catalog_write.h"
#include "common/log.h"
#include "scanner/library/library.h"

int
library_join(char *out, const char *path, const char *name)
{
	int n = snprintf(out, LIBRARY_PATH_BYTES, "%s%s%s", path,
	    *path != '\0' ? "/" : "", name);

	return n > 0 && n < LIBRARY_PATH_BYTES ? 0 : -1;
}

const char *
library_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

void
library_folder(char out[LIBRARY_PATH_BYTES], const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t len = slash != NULL ? (size_t)(slash - path) : 0;

	memmove(out, path, len);
	out[len] = '\0';
}

size_t
library_find_root(const struct library *l, const char *path)
{
	size_t i = 0;

	while (i < l->config.nmedia &&
	    strcmp(l->config.media[i].path, path) != 0)
		i++;
	return i;
}

int
library_find_path(struct library *l, int64_t id, size_t *root,
    char path[LIBRARY_PATH_BYTES])
{
	struct buf top, rest;
	int found;

	buf_init(&top, LIBRARY_PATH_BYTES);
	buf_init(&rest, LIBRARY_PATH_BYTES);
	found = catalog_path(l->catalog, id, &top, &rest);
	if (found == 1) {
		*root = library_find_root(l, top.data);
		snprintf(path, LIBRARY_PATH_BYTES, "%s", rest.data);
		found = *root < l->config.nmedia;
	}
	buf_free(&top);
	buf_free(&rest);
	return found;
}

/* The id at the end of *path, or of the last on it that the catalogue knows;
   *path is what is left then. 0: not even the root. */
static int64_t
find_known(const struct library *l, size_t root, const char **path)
{
	int64_t id = 0, next;
	char name[LIBRARY_PATH_BYTES];
	size_t len;

	if (catalog_find_place(l->catalog, 0, l->config.media[root].path,
	    &id) != 1)
		return 0;
	while (**path != '\0') {
		len = strcspn(*path, "/");
		snprintf(name, sizeof(name), "%.*s", (int)len, *path);
		if (catalog_find_place(l->catalog, id, name, &next) != 1)
			break;
		id = next;
		*path += len + ((*path)[len] == '/');
	}
	return id;
}

struct log_media
library_log_name(const struct library *l, size_t root, const char *path)
{
	const char *dir = l->config.media[root].path, *rest = path;
	int64_t id = find_known(l, root, &rest);

	if (*path == '\0')
		return log_media(dir, path, "media_dir %zu", root + 1);
	if (id == 0 || rest == path)
		return log_media(dir, path, "something in media_dir %zu",
		    root + 1);
	return log_media(dir, path, "%sobject %" PRId64,
	    *rest != '\0' ? "something in " : "", id);
}

void
library_leave_out(struct library *l, size_t root, const char *path,
    const char *why)
{
	uint32_t hash = jobs_hash(root, path);
	uint32_t *slot = &l->told[hash % LIBRARY_TOLD];

	if (*slot != hash)
		log_info("%s is left out: %s%s",
		    library_log_name(l, root, path).s, why, log_media_hint());
	*slot = hash;
}

static bool
exists(const struct library *l, size_t root, const char *path)
{
	struct stat st;
	int fd = root_open(&l->roots, root, path, &st);

	if (fd == -1)
		return errno != ENOENT && errno != ENOTDIR;
	close(fd);
	return true;
}

bool
library_is_shut(const struct library *l, size_t root, const char *folder)
{
	char above[LIBRARY_PATH_BYTES], path[LIBRARY_PATH_BYTES];

	snprintf(above, sizeof(above), "%s", folder);
	for (;;) {
		if (library_join(path, above, LIBRARY_NO_MEDIA) == 0 &&
		    exists(l, root, path))
			return true;
		if (*above == '\0')
			return false;
		library_folder(above, above);
	}
}

int
library_lstat(const struct library *l, size_t root, const char *path,
    struct stat *st)
{
	char whole[2 * LIBRARY_PATH_BYTES];
	int n = snprintf(whole, sizeof(whole), "%s/%s",
	    l->config.media[root].path, path);

	if (n < 0 || (size_t)n >= sizeof(whole)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	return lstat(whole, st);
}

/* Whether two things are one and the same, by an open descriptor of one. */
static bool
is_same(const struct library *l, size_t root, const char *path,
    const struct stat *st)
{
	struct stat other;
	int fd = root_open(&l->roots, root, path, &other);

	if (fd == -1)
		return false;
	close(fd);
	return other.st_dev == st->st_dev && other.st_ino == st->st_ino;
}

bool
library_may_enter(struct library *l, size_t root, const char *path,
    const struct stat *st)
{
	char above[LIBRARY_PATH_BYTES];
	unsigned links = 0;
	struct stat here;

	snprintf(above, sizeof(above), "%s", path);
	do {
		links += library_lstat(l, root, above, &here) == 0 &&
		    S_ISLNK(here.st_mode);
		library_folder(above, above);
		if (is_same(l, root, above, st)) {
			library_leave_out(l, root, path,
			    "it is a link to a folder above it");
			return false;
		}
	} while (*above != '\0');
	if (links > LIBRARY_LINKS_MAX)
		library_leave_out(l, root, path,
		    "it is a link behind too many others");
	return links <= LIBRARY_LINKS_MAX;
}
