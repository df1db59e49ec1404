/*
 * Which user laresd runs as, and becoming it. Runs in laresd and, to find the
 * state directory, in laresctl. Reads the password and group
 * files directly: the C library's own look-up may load modules that talk to
 * the network.
 */
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/num.h"
#include "common/user.h"

static void
take_entry(struct user *u, const struct passwd *p)
{
	*u = (struct user){ .uid = p->pw_uid, .gid = p->pw_gid };
	snprintf(u->name, sizeof(u->name), "%s", p->pw_name);
	snprintf(u->home, sizeof(u->home), "%s", p->pw_dir);
}

/* The entry with that name or, if name is NULL, with that number. */
static int
find_entry(struct user *u, const char *name, uid_t uid)
{
	FILE *f = fopen("/etc/passwd", "re");
	struct passwd *p;
	int ret = -1;

	if (f == NULL)
		return -1;
	while ((p = fgetpwent(f)) != NULL) {
		if (name != NULL ? strcmp(p->pw_name, name) == 0 :
		    p->pw_uid == uid) {
			take_entry(u, p);
			ret = 0;
			break;
		}
	}
	fclose(f);
	if (ret == -1)
		errno = ENOENT;
	return ret;
}

static bool
is_member(const struct group *g, const struct user *u)
{
	char **m;

	if (g->gr_gid == u->gid)
		return false;		/* is there already */
	for (m = g->gr_mem; *m != NULL; m++)
		if (strcmp(*m, u->name) == 0)
			return true;
	return false;
}

static void
find_groups(struct user *u)
{
	FILE *f = fopen("/etc/group", "re");
	struct group *g;

	u->groups[0] = u->gid;
	u->ngroups = 1;
	if (f == NULL)
		return;
	while (u->ngroups < USER_GROUPS_MAX && (g = fgetgrent(f)) != NULL)
		if (is_member(g, u))
			u->groups[u->ngroups++] = g->gr_gid;
	fclose(f);
}

int
user_find(struct user *u, const char *name)
{
	uint64_t uid;

	if (find_entry(u, name, 0) == -1 &&
	    (num_parse(name, UINT32_MAX - 1, &uid) == -1 ||
	    find_entry(u, NULL, (uid_t)uid) == -1))
		return -1;
	find_groups(u);
	return 0;
}

void
user_self(struct user *u)
{
	const char *home = getenv("HOME");

	if (find_entry(u, NULL, geteuid()) == -1) {
		*u = (struct user){ .uid = geteuid(), .gid = getegid() };
		snprintf(u->name, sizeof(u->name), "%u", (unsigned)u->uid);
	}
	if (home != NULL && *home == '/')
		snprintf(u->home, sizeof(u->home), "%s", home);
}

int
user_become(const struct user *u)
{
	if (setgroups(u->ngroups, u->groups) == -1 ||
	    setresgid(u->gid, u->gid, u->gid) == -1 ||
	    setresuid(u->uid, u->uid, u->uid) == -1)
		return -1;
	if (u->uid != 0 && setuid(0) == 0) {
		errno = EPERM;		/* the kernel kept a way back */
		return -1;
	}
	return 0;
}
