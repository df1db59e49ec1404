/*
 * Any bytes as a packed list: what is read is in order and within reach, and
 * is packed into no more bytes than it came from.
 */
#include <stdlib.h>

#include "common/blanks.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct blank_list list;
	uint8_t part[64] = { 0 };
	struct buf packed;

	if (!blanks_unpack(&list, data, size))
		return 0;
	blanks_apply(&list, 100, part, sizeof(part));
	if (list.n > 0)
		blanks_apply(&list, list.ranges[0].offset, part,
		    sizeof(part));
	buf_init(&packed, size + 1);
	blanks_pack(&list, &packed);
	if (buf_failed(&packed) || packed.len > size)
		abort();
	if (!blanks_finish(&list, UINT64_MAX))
		abort();
	buf_free(&packed);
	return 0;
}
