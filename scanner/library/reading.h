#ifndef LARES_LIBRARY_READING_H
#define LARES_LIBRARY_READING_H

#include <stdbool.h>

#define READING_ENTRIES	64	/* of a folder, a step */

struct library;
struct reading;

struct reading	*reading_new(void);
void		 reading_free(struct reading *r);
void		 reading_abandon(struct reading *r);

/* Whether a folder is being read; of a scan. */
bool	reading_is_on(const struct reading *r);
bool	reading_is_scanning(const struct reading *r);

/*
 * Goes on with the folder being read, or begins the next one of the walk:
 * watches it, adds jobs for what is new or changed, adds the folders in it to
 * the walk, and takes off what is gone. -1: the catalogue failed.
 */
int	reading_step(struct library *l);

#endif
