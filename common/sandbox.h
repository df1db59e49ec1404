#ifndef LARES_COMMON_SANDBOX_H
#define LARES_COMMON_SANDBOX_H

#include <stddef.h>

#include "common/buf.h"
#include "common/sandbox_paths.h"

enum sandbox_role {
	SANDBOX_PARENT,
	SANDBOX_SSDP,
	SANDBOX_HTTP,
	SANDBOX_SCAN,
	SANDBOX_PROBE,
	SANDBOX_CTL,
};

/* Active layers: bits, and the Landlock ABI in use: from which on it closes
   TCP, and abstract sockets and signals. */
#define SANDBOX_LANDLOCK_TCP		4	/* Linux 6.7 */
#define SANDBOX_LANDLOCK_SCOPES		6	/* Linux 6.12 */
enum {
	SANDBOX_SECCOMP		= 1 << 0,
	SANDBOX_LANDLOCK	= 1 << 1,
};
#define SANDBOX_ABI_SHIFT		8
#define SANDBOX_LANDLOCK_ABI(layers)	((layers) >> SANDBOX_ABI_SHIFT)

/*
 * Turns the calling process (before it starts a thread) into its role, for
 * good: no_new_privs, Landlock at the best ABI of this kernel (rules for the
 * paths; roles that open nothing get none), then the role's seccomp table. The
 * parent reads and executes everything in any case, since what it may not its
 * children may not either: it names what may be written.
 * Returns the layers that are active; what is missing is for the caller to log
 * and, under require_sandbox, to refuse.
 */
unsigned	sandbox_enter(enum sandbox_role role,
		    const struct sandbox_path *paths, size_t npaths);

/* The names of missing layers, "seccomp and Landlock", or NULL. */
const char	*sandbox_missing(unsigned layers);

/* Layers as people read them: "seccomp, Landlock 6", "no seccomp, ...". */
void		sandbox_describe(struct buf *b, unsigned layers);

#endif
