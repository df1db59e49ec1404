#ifndef LARES_LIBRARY_WALK_H
#define LARES_LIBRARY_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WALK_DEPTH_MAX	64	/* folders within folders */

struct library;
struct stat;
struct walk;

struct walk	*walk_new(void);
void		 walk_free(struct walk *w);

/* Adds a folder to read: its place, and its path beneath the root. 0, or -1
   without memory. */
int	walk_push(struct walk *w, size_t root, int64_t place, const char *path);
bool	walk_pending(const struct walk *w);

/* Says once why a path is left out. */
#define WALK_LEADS_OUT	"it is a link that leads out of the media folders"
#define WALK_NOT_OURS	"it may not be read"
void	walk_leave_out(struct library *l, size_t root, const char *path,
	    const char *why);

/*
 * Whether a folder reached by a link is one of those above the link: then it
 * is left out, with a line in the log.
 */
bool	walk_is_loop(struct library *l, size_t root, const char *path,
	    const struct stat *st);

/*
 * Reads one folder: watches it, takes off what is gone, adds jobs for what is
 * new or changed, and pushes the folders in it. -1: the catalogue failed.
 */
int	walk_step(struct library *l);

#endif
