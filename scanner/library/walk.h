#ifndef LARES_LIBRARY_WALK_H
#define LARES_LIBRARY_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WALK_DEPTH_MAX	64	/* folders within folders */

/* A folder that is to be read. */
struct folder {
	size_t	 root;
	int64_t	 place;
	bool	 scanned;	/* by a scan; else since an event named it */
	char	*path;		/* beneath the root, free(3) */
};

/* The folders of scans and events that have not been read yet, last first. */
struct walk;

struct walk	*walk_new(void);
void		 walk_free(struct walk *w);
void		 walk_clear(struct walk *w);

/* Adds a folder; path is copied. 0, or -1 without memory. */
int	walk_push(struct walk *w, size_t root, int64_t place, const char *path,
	    bool scanned);

/* The same, not scanned, unless it waits already. For events, which come in
   swarms. */
int	walk_push_once(struct walk *w, size_t root, int64_t place,
	    const char *path);

/* The next one, its path the caller's. False: there is none. */
bool	walk_pop(struct walk *w, struct folder *folder);

bool	walk_pending(const struct walk *w);
bool	walk_is_scanning(const struct walk *w);	/* any of a scan */

#endif
