/* What every program that laresd starts says to it. */
#include "common/attempt.h"
#include "common/child.h"

void
child_tell(enum ipc_type type, const uint64_t *numbers, size_t n)
{
	struct buf b;

	buf_init(&b, IPC_MAX_BYTES);
	ipc_begin(&b, type);
	for (size_t i = 0; i < n; i++)
		ipc_put_num(&b, numbers[i]);
	(void)ipc_send(IPC_FD_PARENT, &b, NULL, 0);
	buf_free(&b);
}

int
child_try(struct ipc_in *m)
{
	uint64_t answer[2] = { ipc_get_num(m, attempt_count() - 1) };

	if (!ipc_ok(m))
		return -1;
	answer[1] = (uint64_t)attempt_run((size_t)answer[0]);
	child_tell(IPC_TRIED, answer, 2);
	return 0;
}
