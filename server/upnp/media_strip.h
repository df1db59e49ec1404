#ifndef LARES_UPNP_MEDIA_STRIP_H
#define LARES_UPNP_MEDIA_STRIP_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

#include "server/http/etag.h"

struct blank_list;
struct media_file;
struct media_server;

#define MEDIA_STRIP_RETRY_AFTER_SEC	"10"	/* not looked at yet */

/* What of a file is not sent, as its media_dir has it (strip_location). */
struct media_strip {
	struct blank_list *list;	/* NULL: nothing is overwritten */
	bool		 guarded;	/* only while it is what it was */
	struct etag	 etag;		/* another one for other bytes, for
					   another setting, and another list */
};

/*
 * Decides about a file that was found and opened; st is its descriptor's. 0
 * and *m, to be freed; or the status that refuses, and it is logged why: 503,
 * it has not been looked at as it is now; 403, it cannot be said what to
 * overwrite; 500.
 */
int	media_strip_find(const struct media_server *server, int64_t id,
	    const struct media_file *f, const struct stat *st,
	    struct media_strip *m);
void	media_strip_free(struct media_strip *m);

#endif
