#ifndef LARES_COMMON_SANDBOX_PATHS_H
#define LARES_COMMON_SANDBOX_PATHS_H

#include <stdbool.h>
#include <stddef.h>

/* What may be reached in the file system; everything else may not. */
struct sandbox_path {
	const char	*path;
	bool		 writable;	/* else read-only */
	bool		 executable;	/* programs may be started from here */
};
struct sandbox_rules {
	const struct sandbox_path	*paths;
	size_t				 n;
};

/* The kinds of reach that Landlock takes away besides the file system. */
struct sandbox_reach {
	bool	no_bind;		/* TCP, Landlock ABI 4 */
	bool	no_connect;		/* TCP, Landlock ABI 4 */
	bool	no_abstract;		/* abstract sockets outside, ABI 6 */
	bool	no_signal;		/* processes outside, ABI 6 */
};

/*
 * Confines the process, for good, to the paths of all the lists, as far as
 * this kernel's Landlock can. Paths that do not exist are passed over: less is
 * reachable then. Call before the first thread, with no_new_privs set. Returns
 * the ABI in use, 0 where there is none.
 */
unsigned	sandbox_paths_confine(const struct sandbox_rules *lists,
		    size_t nlists, const struct sandbox_reach *reach);

#endif
