#ifndef LARES_LIBRARY_LIBRARY_H
#define LARES_LIBRARY_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/config.h"
#include "common/root.h"
#include "scanner/library/jobs.h"
#include "scanner/library/pool.h"

#define LIBRARY_PATH_BYTES	4096
#define LIBRARY_TOLD		1024

struct catalog;
struct walk;
struct watch;

/* What lares-scan knows; every room of it gets this first. */
struct library {
	struct config	 config;
	struct root_set	 roots;
	struct catalog	*catalog;
	struct jobs	 jobs;
	struct pool	 pool;
	struct walk	*walk;
	struct watch	*watch;		/* NULL: inotify = no */
	int64_t		 now_ms;	/* of this turn of the loop */

	bool		 scanning;
	bool		 rescan;	/* when this scan has ended */
	bool		 broken;	/* the catalogue failed: scan anew */
	uint64_t	 found, done, failed;
	uint32_t	 told[LIBRARY_TOLD];	/* hashes of paths */
};

/* Whether a path is told of for the first time (as far as is remembered):
   scans that find it again say nothing. */
bool	library_first_told(struct library *l, size_t root, const char *path);

/* "path/name", or "name" in a root. 0, or -1 if that is too long. */
int	library_join(char *out, const char *path, const char *name);

/* The name in a path. */
const char	*library_name(const char *path);

#endif
