/*
 * Landlock: the file system, TCP, and other processes, as far as the running
 * kernel can close them (landlock(7)). Knows no role. Debian 12's headers stop
 * at ABI 2, so what came later is named here.
 */
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "common/sandbox_paths.h"
#include "common/without.h"

/* The newest ABI that this file knows what to do with. Its unit test sets it
   lower, to be as an older kernel. */
#ifndef LARES_LANDLOCK_ABI_MAX
#define LARES_LANDLOCK_ABI_MAX	6
#endif

#define FS_TRUNCATE		(1ull << 14)	/* ABI 3, Linux 6.2 */
#define FS_IOCTL_DEV		(1ull << 15)	/* ABI 5, Linux 6.10 */
#define NET_BIND_TCP		(1ull << 0)	/* ABI 4, Linux 6.7 */
#define NET_CONNECT_TCP		(1ull << 1)
#define SCOPE_ABSTRACT_UNIX	(1ull << 0)	/* ABI 6, Linux 6.12 */
#define SCOPE_SIGNAL		(1ull << 1)

/* As in Linux 6.12; an older kernel accepts the fields it does not know as
   long as they are 0. */
struct ruleset {
	uint64_t	fs;
	uint64_t	net;
	uint64_t	scope;
};

#define READ_RIGHTS	(LANDLOCK_ACCESS_FS_READ_FILE | \
			 LANDLOCK_ACCESS_FS_READ_DIR)
#define WRITE_RIGHTS	(LANDLOCK_ACCESS_FS_WRITE_FILE | \
			 LANDLOCK_ACCESS_FS_REMOVE_FILE | \
			 LANDLOCK_ACCESS_FS_REMOVE_DIR | \
			 LANDLOCK_ACCESS_FS_MAKE_REG | \
			 LANDLOCK_ACCESS_FS_MAKE_DIR | \
			 LANDLOCK_ACCESS_FS_MAKE_SOCK | \
			 LANDLOCK_ACCESS_FS_REFER | FS_TRUNCATE)
/* The rights that a rule on a single file may name. */
#define FILE_RIGHTS	(LANDLOCK_ACCESS_FS_EXECUTE | \
			 LANDLOCK_ACCESS_FS_READ_FILE | \
			 LANDLOCK_ACCESS_FS_WRITE_FILE | FS_TRUNCATE)

static unsigned
kernel_abi(void)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);

	if (abi < 0)			/* not built in, or switched off */
		return 0;
	if (without(WITHOUT_LANDLOCK))
		return 0;
	if (without(WITHOUT_LANDLOCK_3) && abi > 2)
		return 2;
	return abi < LARES_LANDLOCK_ABI_MAX ? (unsigned)abi :
	    LARES_LANDLOCK_ABI_MAX;
}

/* Everything this ABI can take away from the file system: from "execute" to
   "make a symbolic link" in ABI 1. */
static uint64_t
fs_rights(unsigned abi)
{
	uint64_t rights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

	if (abi >= 2)
		rights |= LANDLOCK_ACCESS_FS_REFER;
	if (abi >= 3)
		rights |= FS_TRUNCATE;
	if (abi >= 5)
		rights |= FS_IOCTL_DEV;
	return rights;
}

static struct ruleset
wanted(unsigned abi, const struct sandbox_reach *reach)
{
	struct ruleset r = { .fs = fs_rights(abi) };

	if (abi >= 4)
		r.net = (reach->no_bind ? NET_BIND_TCP : 0) |
		    (reach->no_connect ? NET_CONNECT_TCP : 0);
	if (abi >= 6)
		r.scope = (reach->no_abstract ? SCOPE_ABSTRACT_UNIX : 0) |
		    (reach->no_signal ? SCOPE_SIGNAL : 0);
	return r;
}

/* -1 only if the kernel refuses the rule itself. */
static int
allow_path(int ruleset, const struct sandbox_path *path, uint64_t handled)
{
	struct landlock_path_beneath_attr rule = {
		.allowed_access = READ_RIGHTS |
		    (path->writable ? WRITE_RIGHTS : 0) |
		    (path->executable ? LANDLOCK_ACCESS_FS_EXECUTE : 0),
	};
	struct stat st;
	long ret;

	rule.parent_fd = open(path->path, O_PATH | O_CLOEXEC);
	if (rule.parent_fd == -1)
		return 0;
	rule.allowed_access &= handled;
	if (fstat(rule.parent_fd, &st) == 0 && !S_ISDIR(st.st_mode))
		rule.allowed_access &= FILE_RIGHTS;
	ret = syscall(SYS_landlock_add_rule, ruleset,
	    LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	close(rule.parent_fd);
	return ret == 0 ? 0 : -1;
}

static int
allow_all(int ruleset, const struct sandbox_rules *list, uint64_t handled)
{
	for (size_t i = 0; i < list->n; i++)
		if (allow_path(ruleset, &list->paths[i], handled) == -1)
			return -1;
	return 0;
}

unsigned
sandbox_paths_confine(const struct sandbox_rules *lists, size_t nlists,
    const struct sandbox_reach *reach)
{
	unsigned abi = kernel_abi(), confined = 0;
	struct ruleset r;
	int ruleset;

	if (abi == 0)
		return 0;
	r = wanted(abi, reach);
	ruleset = (int)syscall(SYS_landlock_create_ruleset, &r, sizeof r, 0);
	if (ruleset == -1)
		return 0;
	for (size_t i = 0; i < nlists; i++)
		if (allow_all(ruleset, &lists[i], r.fs) == -1)
			goto out;
	if (syscall(SYS_landlock_restrict_self, ruleset, 0) == 0)
		confined = abi;
out:
	close(ruleset);
	return confined;
}
