#ifndef LARES_LIBRARY_WALK_H
#define LARES_LIBRARY_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WALK_DEPTH_MAX	64	/* folders within folders */

struct library;
struct walk;

struct walk	*walk_new(void);
void		 walk_free(struct walk *w);

/* Adds a folder to read: its place, and its path beneath the root. 0, or -1
   without memory. */
int	walk_push(struct walk *w, size_t root, int64_t place, const char *path);
bool	walk_pending(const struct walk *w);

/*
 * Reads one folder: watches it, takes off what is gone, adds jobs for what is
 * new or changed, and pushes the folders in it. -1: the catalogue failed.
 */
int	walk_step(struct library *l);

#endif
