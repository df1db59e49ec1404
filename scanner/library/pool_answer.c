/*
 * What probe workers answer, message by message. In lares-scan; knows nothing
 * of workers, and whatever makes no sense is not taken.
 */
#include <stdlib.h>

#include "common/seek_message.h"
#include "scanner/library/pool_answer.h"

struct pool_answer *
pool_answer_new(enum pool_task task, uint64_t size)
{
	struct pool_answer *a = calloc(1, sizeof(*a));

	if (a == NULL)
		return NULL;
	a->task = task;
	a->size = size;
	playlist_init(&a->playlist);
	seek_table_init(&a->table);
	return a;
}

void
pool_answer_free(struct pool_answer *a)
{
	if (a == NULL)
		return;
	playlist_free(&a->playlist);
	seek_table_free(&a->table);
	free(a);
}

static enum pool_taken
take_facts(struct pool_answer *a, struct ipc_in *in)
{
	return media_get_facts(in, &a->facts) == -1 ? POOL_NONSENSE :
	    POOL_WHOLE;
}

static enum pool_taken
take_entries(struct pool_answer *a, struct ipc_in *in)
{
	bool more;

	if (playlist_get(in, &a->playlist, &more) == -1)
		return POOL_NONSENSE;
	return more ? POOL_MORE : POOL_WHOLE;
}

static enum pool_taken
take_points(struct pool_answer *a, struct ipc_in *in)
{
	bool more;

	if (++a->messages > seek_messages_max(a->size) ||
	    seek_message_get(in, &a->table, &more, &a->duration_ms) == -1 ||
	    a->table.last.offset >= a->size)
		return POOL_NONSENSE;
	return more ? POOL_MORE : POOL_WHOLE;
}

static enum pool_taken
take_rendered(struct pool_answer *a, struct ipc_in *in)
{
	return render_get_result(in, &a->order, a->size, &a->rendered) == -1 ?
	    POOL_NONSENSE : POOL_WHOLE;
}

/* Once, and before the rest. */
static enum pool_taken
take_blanks(struct pool_answer *a, struct ipc_in *in)
{
	if (a->task != POOL_PROBES || a->has_blanks ||
	    blank_message_get(in, a->size, &a->blanks) == -1)
		return POOL_NONSENSE;
	a->has_blanks = true;
	return POOL_MORE;
}

static enum pool_taken
take_reason(struct pool_answer *a, struct ipc_in *in)
{
	a->read = false;
	ipc_get_text(in, a->why, sizeof(a->why));
	return ipc_ok(in) ? POOL_WHOLE : POOL_NONSENSE;
}

enum pool_taken
pool_answer_take(struct pool_answer *a, struct ipc_in *in)
{
	static const struct {
		enum ipc_type	type;
		enum pool_taken	(*take)(struct pool_answer *, struct ipc_in *);
	} tasks[] = {
		[POOL_PROBES] = { IPC_FACTS, take_facts },
		[POOL_LISTS] = { IPC_ENTRIES, take_entries },
		[POOL_SEEKS] = { IPC_SEEK_POINTS, take_points },
		[POOL_RENDERS] = { IPC_RENDERED, take_rendered },
	};

	if (in->type == IPC_BLANKS)
		return take_blanks(a, in);
	if (in->type == IPC_UNREADABLE)
		return take_reason(a, in);
	if (in->type != tasks[a->task].type)
		return POOL_NONSENSE;
	a->read = true;
	return tasks[a->task].take(a, in);
}
