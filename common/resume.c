/*
 * What is kept of where something was left, and how it travels between
 * processes. Pure. In lares-http, which is told, laresd, which passes it on,
 * and lares-scan, which keeps it.
 */
#include <time.h>

#include "common/resume.h"

#define DAY_SEC	86400

enum resume_worth
resume_judge(enum media_kind kind, uint64_t duration_ms, uint64_t position_ms)
{
	uint64_t start_ms = RESUME_START_MS;

	if (position_ms > RESUME_POSITION_MAX_MS || (duration_ms != 0 &&
	    position_ms > duration_ms + RESUME_BEHIND_END_MS))
		return RESUME_NONSENSE;
	if (kind == MEDIA_AUDIO && duration_ms < RESUME_SOUND_MS)
		return RESUME_DROP;
	if (duration_ms != 0 && position_ms >=
	    duration_ms / 100 * RESUME_END_PERCENT)
		return RESUME_DROP;
	if (duration_ms != 0 &&
	    duration_ms / 100 * RESUME_START_PERCENT < start_ms)
		start_ms = duration_ms / 100 * RESUME_START_PERCENT;
	return position_ms == 0 || position_ms < start_ms ? RESUME_DROP :
	    RESUME_KEEP;
}

uint32_t
resume_today(void)
{
	return (uint32_t)(time(NULL) / DAY_SEC);
}

void
resume_put(struct buf *b, const struct resume_point *points, size_t n)
{
	ipc_put_num(b, n);
	for (size_t i = 0; i < n; i++) {
		ipc_put_num(b, points[i].device);
		ipc_put_num(b, (uint64_t)points[i].object);
		ipc_put_num(b, points[i].position_ms);
	}
}

int
resume_get(struct ipc_in *m, struct resume_point points[RESUME_MESSAGE_MAX],
    size_t *n)
{
	const size_t count = (size_t)ipc_get_num(m, RESUME_MESSAGE_MAX);

	for (size_t i = 0; i < count; i++) {
		points[i] = (struct resume_point){
			.device = ipc_get_num(m, UINT64_MAX),
			.object = (int64_t)ipc_get_num(m, INT64_MAX),
			.position_ms = ipc_get_num(m, RESUME_POSITION_MAX_MS),
		};
	}
	if (!ipc_ok(m))
		return -1;
	*n = count;
	return 0;
}
