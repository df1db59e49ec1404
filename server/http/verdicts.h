#ifndef LARES_HTTP_VERDICTS_H
#define LARES_HTTP_VERDICTS_H

#include <netinet/in.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/access.h"
#include "server/http/limits.h"
#include "server/http/rarely.h"

/*
 * What laresd says of each peer: asked when it is needed, held for
 * LIMIT_VERDICT_MS. Any thread. Until it is told otherwise it asks.
 */
struct verdict {
	struct in_addr	 address;
	bool		 known;		/* else laresd was asked */
	uint64_t	 since_ms;	/* when it was, or answered */
	struct access_verdict said;
};
struct verdicts {
	pthread_mutex_t	 lock;
	pthread_cond_t	 changed;
	bool		 ask;		/* else everybody is admitted */
	bool		 closed;	/* laresd does not answer any more */
	unsigned	 wait_ms;
	struct verdict	 items[LIMIT_VERDICTS];
	size_t		 n;
	struct rarely	 unanswered;
	/* Asks laresd; the answer is given to verdicts_put, by another
	   thread. */
	void		(*question)(void *arg, struct in_addr address);
	void		*arg;
};

/* wait_ms: LIMIT_VERDICT_WAIT_MS. */
void	verdicts_init(struct verdicts *vs, unsigned wait_ms,
	    void (*question)(void *arg, struct in_addr address), void *arg);
void	verdicts_free(struct verdicts *vs);

/*
 * May wait, up to wait_ms, for laresd. Who is not answered for is shut out,
 * which is logged, rarely; the next request asks again.
 */
struct access_verdict verdicts_get(struct verdicts *vs,
	    struct in_addr address);

/* laresd has answered. */
void	verdicts_put(struct verdicts *vs, struct in_addr address,
	    const struct access_verdict *said);

/* Forgets all answers; whether to ask at all from now on. */
void	verdicts_change(struct verdicts *vs, bool ask);

/* laresd has let go of us: what is known is held on to, and the rest is shut
   out, until this process has left. */
void	verdicts_close(struct verdicts *vs);

#endif
