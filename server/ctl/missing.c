/* Which layers a process lacks. Pure; runs in laresctl. */
#include <string.h>

#include "common/sandbox.h"
#include "server/ctl/missing.h"

#define SECCOMP_FILTERS		2	/* proc(5): the mode with a table */

static void
add(struct facts_names *names, const char *name)
{
	memcpy(names->name[names->n++], name, strlen(name) + 1);
}

void
missing_list(const struct facts_process *p, struct facts_names *names)
{
	const unsigned layers = (unsigned)p->layers;

	names->n = names->more = 0;
	if (p->no_new_privs == 0)
		add(names, "no_new_privs");
	/* A kernel without it says nothing of it. */
	if (p->user != -1 && p->seccomp != SECCOMP_FILTERS)
		add(names, "seccomp");
	if (p->layers == -1)
		return;
	if (!(layers & SANDBOX_LANDLOCK))
		add(names, "Landlock");
	else if (SANDBOX_LANDLOCK_ABI(layers) < SANDBOX_LANDLOCK_TCP)
		add(names, "Landlock's TCP rules");
	if (layers & SANDBOX_LANDLOCK &&
	    SANDBOX_LANDLOCK_ABI(layers) < SANDBOX_LANDLOCK_SCOPES)
		add(names, "Landlock's scopes");
}
