/*
 * A message of a hostile sender: the fields are read in an order that the
 * input's own first bytes choose.
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "common/ipc.h"

#define FIELDS	8

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct ipc_in m;
	char text[64];

	if (size < FIELDS + 1 || size - FIELDS > IPC_MAX_BYTES)
		return 0;
	m = (struct ipc_in){ .len = size - FIELDS, .pos = 1 };
	memcpy(m.data, data + FIELDS, m.len);
	for (size_t i = 0; i < FIELDS; i++) {
		if (data[i] & 1) {
			uint64_t max = (uint64_t)data[i] << (data[i] & 0x1e);

			assert(ipc_get_num(&m, max) <= max);
		} else {
			size_t room = 1 + data[i] % sizeof(text);

			ipc_get_text(&m, text, room);
			assert(strlen(text) < room);
		}
		assert(m.pos <= m.len);
	}
	assert(!ipc_ok(&m) || m.pos == m.len);
	return 0;
}
