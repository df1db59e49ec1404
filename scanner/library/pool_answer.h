#ifndef LARES_LIBRARY_POOL_ANSWER_H
#define LARES_LIBRARY_POOL_ANSWER_H

#include <stdbool.h>
#include <stdint.h>

#include "common/blank_message.h"
#include "common/ipc.h"
#include "common/media.h"
#include "common/playlist.h"
#include "common/render.h"
#include "common/seek_table.h"

enum pool_task {
	POOL_PROBES,
	POOL_LISTS,		/* probes what names other files */
	POOL_SEEKS,		/* makes a seek table */
	POOL_RENDERS,
};

/*
 * What a worker was given, and what it has answered to that, in one message or
 * several, all of them hostile. Pure.
 */
struct pool_answer {
	enum pool_task	 task;
	uint64_t	 size;		/* of the file; POOL_RENDERS: of what it
					   may fill */
	struct render_order order;	/* POOL_RENDERS */

	bool		 read;		/* what belongs to the task is set; else
					   why */
	struct media_facts facts;
	struct playlist	 playlist;
	struct seek_table table;
	uint64_t	 duration_ms;
	struct render_result rendered;
	char		 why[BLANK_REASON_BYTES];
	bool		 has_blanks;	/* besides, POOL_PROBES */
	struct blank_message blanks;
	uint64_t	 messages;	/* of POOL_SEEKS, so far */
};

/* All but the first three is empty. The caller's to free; NULL: no memory. */
struct pool_answer	*pool_answer_new(enum pool_task task, uint64_t size);
void			 pool_answer_free(struct pool_answer *a);

enum pool_taken {
	POOL_NONSENSE,
	POOL_MORE,		/* it is not over yet */
	POOL_WHOLE,
};
enum pool_taken	pool_answer_take(struct pool_answer *a, struct ipc_in *in);

#endif
