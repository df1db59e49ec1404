#ifndef LARES_PARENT_CONTROL_H
#define LARES_PARENT_CONTROL_H

#include <stddef.h>

#include "common/buf.h"
#include "common/state.h"
#include "server/parent/loop.h"

/*
 * What laresctl talks to: an AF_UNIX datagram socket in the state directory. A
 * request is one word, or two parted by a blank, with one descriptor: the end of
 * a socket pair to write the answer to. An answer is text whose first line says how it went: "ok",
 * "failed" or "error".
 */

/* argument: the second word, or "". A request that is none has "" for both.
   reply is to be given to control_answer, once. */
typedef void (*control_request)(void *arg, const char *word,
	    const char *argument, int reply);

struct control {
	int		 fd;
	struct loop	*loop;
	struct loop_watch watch;
	control_request	 request;
	void		*arg;
};

/* folder: the state directory. -1 with errno. */
int	control_open(struct control *c, struct loop *loop, int folder,
	    control_request request, void *arg);
void	control_close(struct control *c, int folder);

/* Pure: parts a request in place. 0, or -1: it has a third word, no first one,
   or bytes that no word has. */
int	control_split(char *text, size_t len, const char **argument);

/* Closes reply. A laresctl that has gone gets nothing. */
void	control_answer(int reply, const struct buf *text);

#endif
