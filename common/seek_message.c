/*
 * How the points of a seek table travel from lares-probe to lares-scan. Pure.
 */
#include "common/seek_message.h"

/* Type, whether more follow, duration; two numbers a point. */
_Static_assert(1 + 8 + 8 + 16 * SEEK_MESSAGE_POINTS <= IPC_MAX_BYTES,
    "points may not fit a message");

void
seek_message_put(struct buf *b, const struct seek_message *m)
{
	ipc_begin(b, IPC_SEEK_POINTS);
	ipc_put_num(b, m->more);
	ipc_put_num(b, m->duration_ms <= SEEK_TIME_MAX_MS ? m->duration_ms :
	    0);
	for (size_t i = 0; i < m->n; i++) {
		ipc_put_num(b, m->points[i].time_ms << 1 | m->points[i].key);
		ipc_put_num(b, m->points[i].offset);
	}
}

int
seek_message_get(struct ipc_in *in, struct seek_table *t, bool *more,
    uint64_t *duration_ms)
{
	struct seek_point p;
	uint64_t time;

	*more = ipc_get_num(in, 1) != 0;
	*duration_ms = ipc_get_num(in, SEEK_TIME_MAX_MS);
	while (!in->failed && in->pos < in->len) {
		time = ipc_get_num(in, SEEK_TIME_MAX_MS << 1 | 1);
		p.offset = ipc_get_num(in, INT64_MAX);
		p.time_ms = time >> 1;
		p.key = time & 1;
		if (in->failed || seek_table_add(t, &p) == -1)
			return -1;
	}
	return ipc_ok(in) && (*more || t->n > 0) ? 0 : -1;
}

uint64_t
seek_messages_max(uint64_t size)
{
	return size / SEEK_TOLD_BYTES + SEEK_POINTS_MAX / SEEK_MESSAGE_POINTS +
	    1;
}
