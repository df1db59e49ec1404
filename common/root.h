#ifndef LARES_COMMON_ROOT_H
#define LARES_COMMON_ROOT_H

#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

/* The media roots of this process, opened before its sandbox closes. */
struct root;

struct root_set {
	struct root	*roots;
	size_t		 n;
};

/*
 * Opens each directory (O_PATH). A path that cannot be opened keeps its place,
 * closed; root_is_open tells. -1 only without memory.
 */
int	root_set_open(struct root_set *set, char *const *paths, size_t n);
void	root_set_close(struct root_set *set);
int	root_is_open(const struct root_set *set, size_t i);

/*
 * Opens a regular file (read-only, O_NONBLOCK, O_NOATIME where permitted) or a
 * directory by its path beneath root i, "" being the root itself. Symbolic
 * links are followed only when their target lies beneath some root of the set
 * (openat2(2), RESOLVE_BENEATH); else -1 with EXDEV. Other errors are errno's;
 * EINVAL for what is neither file nor directory. st tells which it is.
 */
int	root_open(const struct root_set *set, size_t i, const char *path,
	    struct stat *st);

/* When a file was changed last, and when anything of it was, its links and
   rights too: ns since 1970. */
int64_t	root_mtime_ns(const struct stat *st);
int64_t	root_ctime_ns(const struct stat *st);

#endif
