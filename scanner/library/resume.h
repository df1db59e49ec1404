#ifndef LARES_LIBRARY_RESUME_H
#define LARES_LIBRARY_RESUME_H

#include <stdbool.h>
#include <stdint.h>

struct config;
struct ipc_in;
struct resume_store;

/* How often what has expired is looked for. */
#define RESUME_TIDY_MS	(60 * 60 * 1000)

/* Keeps resume points for lares-http, which may not write. All zero: none are
   kept. */
struct resume {
	struct resume_store *store;	/* NULL: "resume" is off, or */
	bool		 failed;	/* it cannot be opened */
	bool		 by_device;
	uint32_t	 days;		/* until they expire */
	int64_t		 tidy_ms;	/* when that is next looked for */
};

/* Opens the file; with "resume" off, deletes it. Says what is wrong. */
void	resume_begin(struct resume *r, const struct config *c, int64_t now_ms);
void	resume_end(struct resume *r);

/* IPC_RESUME and IPC_FORGET, which is answered. -1: nonsense. */
int	resume_take(struct resume *r, struct ipc_in *m);
int	resume_forget(struct resume *r, struct ipc_in *m);

/* Takes out what has expired, when it is time; how long it is until then, or
   -1. */
int64_t	resume_tidy(struct resume *r, int64_t now_ms);

#endif
