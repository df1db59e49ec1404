#ifndef LARES_LIBRARY_SCAN_H
#define LARES_LIBRARY_SCAN_H

#include <stdint.h>

#define SCAN_BATCH_ROWS	1000	/* a batch ends with so many, */
#define SCAN_BATCH_MS	1000	/* after so long, or when all is done */
#define SCAN_RETRY_MS	10000	/* after the catalogue failed */

struct library;

/* What the loop remembers of the scan and its batch. */
struct scan {
	struct library	*l;
	int64_t		 batch_since_ms;	/* 0: none is open */
	int64_t		 retry_ms;		/* 0: none is due */
	int64_t		 told_ms;		/* last progress */
	int64_t		 began_ms;
};

/* Begins a scan of all media folders; one that runs is followed by another. */
void	scan_request(struct scan *s);

/* One turn: walks a step, gives files to workers, ends batches and scans. */
void	scan_turn(struct scan *s);

/* How long nothing needs to be done, but for events: -1 without end. */
int64_t	scan_wait_ms(struct scan *s);

#endif
