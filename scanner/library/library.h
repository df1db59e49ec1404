#ifndef LARES_LIBRARY_LIBRARY_H
#define LARES_LIBRARY_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/config.h"
#include "common/log.h"
#include "common/root.h"
#include "scanner/library/jobs.h"
#include "scanner/library/pool.h"

#define LIBRARY_PATH_BYTES	4096
#define LIBRARY_TOLD		1024

struct catalog;
struct gallery;
struct reading;
struct stat;
struct subtitles;
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
	struct reading	*reading;	/* the folder of the walk being read */
	struct watch	*watch;		/* NULL: inotify = no */
	struct shelves	*shelves;	/* of the file at hand */
	struct gallery	*gallery;	/* NULL: no artwork is made */
	struct subtitles *subtitles;	/* of the folder at hand */
	int64_t		 now_ms;	/* of this turn of the loop */

	bool		 scanning;
	bool		 rescan;	/* when this scan has ended */
	bool		 broken;	/* the catalogue failed: scan anew */
	/* Of this scan: files that it found and, of these, those it is done
	   with; those that had to be looked at, and could not be read. */
	uint64_t	 found, done, looked, failed;
	bool		 playlists_pending;	/* see playlists.h */
	int64_t		 playlist;	/* looked after last */
	struct {			/* see seeking.h */
		bool	 settled;	/* none is wanted */
		bool	 wanted;	/* one is: a worker is needed */
		bool	 untold;	/* some were made, and clients do not
					   know yet */
		int64_t	 at;		/* the file looked at last */
		int64_t	 died;		/* ... at which a worker died last */
	}		 seeking;
	uint32_t	 told[LIBRARY_TOLD];	/* hashes of paths */
};

/* "path/name", or "name" in a root. 0, or -1 if that is too long. */
int	library_join(char *out, const char *path, const char *name);

/* The name in a path, and what is before it: "a/b" of "a/b/c", "" of "a". out
   may be path. */
const char	*library_name(const char *path);
void	library_folder(char out[LIBRARY_PATH_BYTES], const char *path);

/* Which media root a path of one is; config.nmedia: none. */
size_t	library_find_root(const struct library *l, const char *path);

/* Where an object lies. 1; 0: not in the media folders; -1: the catalogue
   failed. */
int	library_find_path(struct library *l, int64_t id, size_t *root,
	    char path[LIBRARY_PATH_BYTES]);

/* As a name in a job's path: the folder itself, which is to be read again. */
#define LIBRARY_ITSELF	"."

/* A path for a log line: its object id, or that of the folder above it which
   the catalogue knows. */
struct log_media	library_log_name(const struct library *l, size_t root,
			    const char *path);

/* Says why a path is left out; once, as far as is remembered: scans that find
   it again say nothing. */
#define LIBRARY_LEADS_OUT \
	"it is a link that leads out of the media folders"
#define LIBRARY_NOT_OURS	"it may not be read"
void	library_leave_out(struct library *l, size_t root, const char *path,
	    const char *why);

/* Whether a folder or one above it, up to its media root, holds .nomedia. */
#define LIBRARY_NO_MEDIA	".nomedia"
bool	library_is_shut(const struct library *l, size_t root,
	    const char *folder);

/* What stands at a path, itself and not what it leads to: for a hint only,
   since the path may change. 0 or -1 as lstat(2). */
int	library_lstat(const struct library *l, size_t root, const char *path,
	    struct stat *st);

/*
 * Whether a folder reached by a link, and st is the folder's, may be entered:
 * not if it is one of those above the link, nor if LIBRARY_LINKS_MAX links led
 * to it (folders that all link to each other have no end). If not, the log
 * says so.
 */
#define LIBRARY_LINKS_MAX	4
bool	library_may_enter(struct library *l, size_t root, const char *path,
	    const struct stat *st);

#endif
