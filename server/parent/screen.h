#ifndef LARES_PARENT_SCREEN_H
#define LARES_PARENT_SCREEN_H

#include <stdbool.h>
#include <stdint.h>

#include "server/parent/progress.h"

/* What the person who started laresd sees on standard output. */
struct screen {
	bool	terminal;
	bool	over;		/* the first scan has been shown */
	bool	drawn;		/* a bar stands in the cursor's line */
	int64_t	drawn_ms;	/* when something was last shown of it */
};

void	screen_open(struct screen *s);

/* One line of text. */
void	screen_say(struct screen *s, const char *fmt, ...)
	    __attribute__((format(printf, 2, 3)));

/*
 * Shows the first scan: on a terminal one line that is redrawn, at most five
 * times a second, and wiped at its end; elsewhere a line at its start, one
 * about every ten seconds, and one at its end. Later scans are not shown.
 */
void	screen_progress(struct screen *s, const struct progress *p);

#endif
