#ifndef LARES_PARENT_CONTROL_H
#define LARES_PARENT_CONTROL_H

#include "common/buf.h"
#include "server/parent/loop.h"

/*
 * What laresctl talks to: an AF_UNIX datagram socket in the state directory. A
 * request is one word, with one descriptor: the end of a socket pair to write
 * the answer to. An answer is text whose first line says how it went: "ok",
 * "failed" or "error".
 */
#define CONTROL_REQUEST_BYTES	64

struct control {
	int		 fd;
	struct loop	*loop;
	struct loop_watch watch;
	/* reply is to be given to control_answer, once. */
	void		(*request)(void *arg, const char *word, int reply);
	void		*arg;
};

/* folder: the state directory. -1 with errno. */
int	control_open(struct control *c, struct loop *loop, int folder,
	    void (*request)(void *arg, const char *word, int reply),
	    void *arg);
void	control_close(struct control *c, int folder);

/* Closes reply. A laresctl that has gone gets nothing. */
void	control_answer(int reply, const struct buf *text);

#endif
