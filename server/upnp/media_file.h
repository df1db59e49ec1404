#ifndef LARES_UPNP_MEDIA_FILE_H
#define LARES_UPNP_MEDIA_FILE_H

#include <stdint.h>
#include <sys/stat.h>

#include "common/buf.h"
#include "common/catalog_blank.h"
#include "common/catalog_read.h"
#include "server/upnp/transfer.h"

struct exchange;
struct media_server;

/* Where a media file lies: the media root's path, and the path beneath it; and
   what of it is not for others, as far as the catalogue knows. */
struct media_file {
	struct buf	root, path;
	bool		concerned;	/* such files can say where they were
					   made */
	bool		looked_at;	/* blank is set */
	struct catalog_blank blank;
	struct buf	said;		/* blank.said */
};

/* The id that the rest of a URL's path begins with; *behind is what follows it.
   0, or -1: there is none. */
int	media_file_id(const char *name, int64_t *id, const char **behind);

void	media_file_init(struct media_file *f);
void	media_file_free(struct media_file *f);

/*
 * Looks an object up for who asks, hands out its row and sets f. The catalogue
 * is given back before anything waits for a disk. 0, or the status that
 * refuses: 403 (not admitted), 404 (there is none, or not for him), 500, 503.
 */
int	media_file_find(const struct media_server *server, struct exchange *x,
	    int64_t id, catalog_row row, void *arg, struct media_file *f);

/* Opens it. 0 with *fd, the caller's, and *st set, or the status that refuses;
   what is wrong with the disk is logged. */
int	media_file_open(const struct media_server *server, int64_t id,
	    const struct media_file *f, int *fd, struct stat *st);

/* The headers that say what an answer is and how it is sent. */
void	media_file_describe(struct exchange *x, const char *features,
	    const struct transfer *t);

#endif
