#ifndef LARES_COMMON_ATTEMPT_H
#define LARES_COMMON_ATTEMPT_H

#include <stddef.h>

#include "common/sandbox.h"

/*
 * Things a sandboxed program must not be able to do. A child is asked over
 * its socket (IPC_TRY) to try one, by raw syscall(2) and not through any
 * wrapper of ours, and answers with what the kernel said (IPC_TRIED). Those
 * called ..._by_name are tried as a library would, by libc's name for them:
 * in our programs that is a function which refuses, before the kernel is asked
 * (refuse.c), and says EACCES.
 */
struct attempt {
	const char	*name;		/* "connect", "exec", ... */
	unsigned	 forbidden;	/* ATTEMPT_BIT per enum sandbox_role */
};
#define ATTEMPT_BIT(role)	(1u << (role))

size_t			 attempt_count(void);
const struct attempt	*attempt_get(size_t i);

/*
 * Tries it: EPERM, EACCES or ENOSYS if it was refused. 0 if the kernel let it
 * through, even where it then failed for want of a sensible argument (most
 * are tried in a form that has no effect; the rest are undone). ERANGE if
 * there is no such attempt. May not return (killed).
 */
int			 attempt_run(size_t i);

#endif
