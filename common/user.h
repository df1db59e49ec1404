#ifndef LARES_COMMON_USER_H
#define LARES_COMMON_USER_H

#include <limits.h>
#include <sys/types.h>

#define USER_DEFAULT	"lares"	/* what laresd becomes if root starts it */
#define USER_GROUPS_MAX	64

struct user {
	char	name[64];
	char	home[PATH_MAX];
	uid_t	uid;
	gid_t	gid;
	gid_t	groups[USER_GROUPS_MAX];	/* gid among them */
	size_t	ngroups;
};

/*
 * Looks a user up by name or number in /etc/passwd and /etc/group themselves:
 * no name service is asked. 0, or -1: there is none (errno ENOENT) or the
 * files cannot be read.
 */
int	user_find(struct user *u, const char *name);

/* Who this process runs as; $HOME, if set, is the home. Never fails: a user
   without an entry has a number for a name and no home. */
void	user_self(struct user *u);

/* Becomes that user for good, groups included. -1 with errno. */
int	user_become(const struct user *u);

#endif
