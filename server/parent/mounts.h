#ifndef LARES_PARENT_MOUNTS_H
#define LARES_PARENT_MOUNTS_H

#include <stddef.h>

#include "common/buf.h"
#include "common/config_types.h"
#include "server/parent/loop.h"

/*
 * Pure: of the text of /proc/self/mountinfo (proc(5)), the ids of the mount
 * that path lies on (on) and of those mounted somewhere beneath it (beneath),
 * as text that differs when they do.
 */
void	mounts_find(const char *mountinfo, size_t len, const char *path,
	    struct buf *on, struct buf *beneath);

/* Hears of what is mounted on, or beneath, the media directories. */
struct mounts {
	struct loop	*loop;
	int		 fd;		/* mountinfo */
	struct loop_watch watch;
	struct loop_timer timer;
	struct buf	 on, beneath;	/* of all media directories */
	void		(*changed)(void *arg);
	void		*arg;
};

/* changed is called some time after anything was mounted or unmounted. -1
   with errno. */
int	mounts_open(struct mounts *m, struct loop *loop,
	    void (*changed)(void *arg), void *arg);
void	mounts_close(struct mounts *m);

/* Looks again: sets on and beneath. */
void	mounts_look(struct mounts *m, const struct config *c);

#endif
