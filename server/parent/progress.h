#ifndef LARES_PARENT_PROGRESS_H
#define LARES_PARENT_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What lares-scan says of its scan. */
struct progress {
	bool		scanning;
	uint64_t	found, done, failed;	/* files; done includes failed */
	int64_t		since_ms;		/* when it began */
};

/* A scan is on from here, whether or not lares-scan has said so yet, until it
   says that it is over. */
void	progress_begin(struct progress *p, int64_t now_ms);

/*
 * One line of at most width columns, without a line feed: how much of what
 * was found is done, how fast, how long still; with a bar if bar is set.
 */
void	progress_line(const struct progress *p, int64_t now_ms, size_t width,
	    bool bar, char *out, size_t size);

#endif
