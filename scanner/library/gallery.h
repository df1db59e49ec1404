#ifndef LARES_LIBRARY_GALLERY_H
#define LARES_LIBRARY_GALLERY_H

#include <stdbool.h>
#include <stdint.h>

#include "common/art.h"
#include "common/catalog_art.h"
#include "scanner/library/covers.h"
#include "scanner/library/easel.h"

struct library;

/* The artwork that there is, and the picture that is being made. */
struct gallery {
	int		 dir;
	uint64_t	 max, bytes;	/* of all files */
	bool		 counted;	/* bytes is known */
	bool		 pending;	/* somebody may want a picture */
	bool		 wanted;	/* somebody does: a worker is needed */
	bool		 full;		/* until the next scan */
	bool		 anew;		/* the files are gone */
	unsigned	 swept;		/* buckets, from 0 on */
	bool		 lost;		/* some file is not whole */
	struct covers	 covers;

	/* The object at hand, and where it lies. */
	struct catalog_artless object;
	size_t		 root;
	char		 path[LIBRARY_PATH_BYTES];

	/* What is being made, and of what. */
	struct easel	 easel;
	struct catalog_art_key key;
	unsigned	 deaths;
};

/* Before the sandbox. NULL: none are to be made, or the log says why not. */
struct gallery	*gallery_new(const char *state_dir, unsigned max_mib);
void		 gallery_free(struct gallery *g);

/*
 * Gives the object at hand what was made of a source, or has it made; s->fd is
 * -1 for its own file. 1: one of both; 0: nothing can be made of this; -1: the
 * catalogue failed.
 */
int	gallery_use(struct library *l, const struct catalog_art_key *key,
	    const struct easel_source *s, bool of_folder);

/* Goes on with a picture whose larger size is made. 0 or -1. */
int	gallery_go_on(struct library *l);

/* What came of a picture, as pool_rendered. */
void	gallery_rendered(void *library, const struct render_result *made,
	    bool died);

/* Looks at some of the files: what no row names goes. 0 or -1. */
int	gallery_sweep(struct library *l);

/* Forgets what nobody shows any more. 0 or -1. */
int	gallery_collect(struct library *l);

#endif
