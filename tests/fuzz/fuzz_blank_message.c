/*
 * A file's size (8 bytes) and any bytes as IPC_BLANKS: what is accepted lies
 * within the file, and arrives the same when it is sent on.
 */
#include <stdlib.h>
#include <string.h>

#include "common/blank_message.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct ipc_in in;

static int
get(const void *data, size_t len, uint64_t size, struct blank_message *m)
{
	memset(&in, 0, sizeof(in));
	memcpy(in.data, data, len);
	in.type = IPC_BLANKS;
	in.len = len;
	in.pos = 1;
	return blank_message_get(&in, size, m);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static struct blank_message m, again;
	static struct blank_list l;
	uint64_t size;
	struct buf b;

	if (len <= sizeof(size) || len > sizeof(in.data))
		return 0;
	memcpy(&size, data, sizeof(size));
	if (get(data + sizeof(size), len - sizeof(size), size, &m) == -1)
		return 0;
	if (m.state == BLANKS_FOUND && (!blanks_unpack(&l, m.said, m.len) ||
	    l.n == 0 || !blanks_finish(&l, size)))
		abort();
	if (m.state == BLANKS_UNKNOWN && m.len >= BLANK_REASON_BYTES)
		abort();
	buf_init(&b, IPC_MAX_BYTES);
	blank_message_put(&b, m.state, m.said, m.len);
	if (buf_failed(&b) || get(b.data, b.len, size, &again) == -1 ||
	    again.state != m.state || again.len != m.len ||
	    memcmp(again.said, m.said, m.len) != 0)
		abort();
	buf_free(&b);
	return 0;
}
