#ifndef LARES_CTL_TALK_H
#define LARES_CTL_TALK_H

#include "common/buf.h"

/* How laresd says it went. */
enum talk_result {
	TALK_OK,
	TALK_FAILED,		/* it was done, and the outcome is bad */
	TALK_ERROR,		/* it was not done; the text says why */
	TALK_SILENT,		/* no answer; already said why */
};

/* A line to the laresd that keeps its state in a directory. */
struct talk {
	int		 sock;		/* to ask with */
	int		 pair[2];	/* to be answered with: ours, its */
	int		 folder;
	const char	*path;
};

/* -1: said why. path must live as long. */
int	talk_open(struct talk *t, const char *path);
void	talk_close(struct talk *t);

/* Asks, and waits so many seconds for the answer, whose text is put in b. */
enum talk_result talk_ask(struct talk *t, const char *request,
	    int seconds, struct buf *b);

#endif
